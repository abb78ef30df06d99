/** The draft tried over last year's orders or over simulated years: asked for, watched, and what was found. The reader may leave while it runs. */
import { Button, Group, Progress, SegmentedControl, Select, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { REPLAY_KINDS, ReplayKind, ReplayList } from '../../../../contract/replays.ts'
import { useAddress } from '../../../ui/address.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Empty } from '../../../ui/notices.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { toastProblem } from '../../../ui/toast.ts'
import { mayDo, useSession } from '../../lib/session.ts'
import { ReplayReportPanels } from './replay-report.tsx'
import { isUnfinished, useAskReplay, useReplay, useReplays, useStopReplay } from './use-replays.ts'

/** The contract's list; its file also holds schemas, which screens have no use for. */
const KINDS: typeof REPLAY_KINDS = ['history', 'simulated']

type Props = { draftId: string; segmentId: string; mayAsk: boolean }

export function ReplayPanel({ draftId, segmentId, mayAsk }: Props) {
  const { t } = useTranslation('drafts')
  const session = useSession()
  const mayRead = mayDo(session, 'costs.read')
  const replays = useReplays(draftId, mayRead)
  const [{ kind: wanted }, change] = useAddress()
  const kind = KINDS.find((one) => one === wanted) ?? 'history'
  if (!mayRead)
    return (
      <Surface title={t('looked.history.title')}>
        <Text size="sm">{t('forOthers')}</Text>
      </Surface>
    )
  return (
    <Answer of={replays}>
      {({ rows }) => (
        <>
          <SegmentedControl
            aria-label={t('kindLabel')}
            value={kind}
            onChange={(value) => change({ kind: value === 'history' ? undefined : value })}
            data={KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
          />
          <Replays
            key={`${draftId} ${kind}`}
            kind={kind}
            rows={rows.filter((one) => one.kind === kind)}
            draftId={draftId}
            segmentId={segmentId}
            mayAsk={mayAsk}
          />
        </>
      )}
    </Answer>
  )
}

type ReplaysProps = Props & { rows: ReplayList['rows']; kind: ReplayKind }

function Replays({ rows, kind, draftId, segmentId, mayAsk }: ReplaysProps) {
  const { t } = useTranslation('drafts')
  const formats = useFormats()
  const ask = useAskReplay()
  const [chosen, choose] = useState<string | null>(null)
  const running = rows.find(isUnfinished)
  const done = rows.filter(({ state }) => state === 'done')
  const shown = done.find(({ replay_id }) => replay_id === chosen) ?? done[0]
  const run = mayAsk && (
    <Button
      loading={ask.isPending}
      disabled={running !== undefined}
      onClick={() => ask.mutate({ draft_id: draftId, kind }, { onSuccess: () => choose(null), onError: toastProblem })}
    >
      {t(`looked.${kind}.${done.length ? 'again' : 'run'}`)}
    </Button>
  )
  return (
    <>
      <Surface title={t(`looked.${kind}.title`)} note={t(`looked.${kind}.note`)} actions={run || undefined}>
        <Stack gap="sm">
          {running && <Running replay={running} />}
          {rows[0]?.state === 'failed' && <Text role="alert">{t(`looked.${kind}.failed`)}</Text>}
          {!running && done.length === 0 && (
            <Empty icon="clock" title={t(`looked.${kind}.none`)}>
              {t(`looked.${kind}.noneNote`)}
            </Empty>
          )}
          {done.length > 1 && (
            <Select
              label={t(`looked.${kind}.which`)}
              allowDeselect={false}
              value={shown?.replay_id ?? null}
              onChange={choose}
              data={done.map(({ replay_id, asked_at }) => ({ value: replay_id, label: formats.instant(asked_at) }))}
              maw={280}
            />
          )}
          {shown?.is_outdated && (
            <Text size="sm" c="dimmed">
              {t(`looked.${kind}.outdated`)}
            </Text>
          )}
        </Stack>
      </Surface>
      {shown && <Report id={shown.replay_id} segmentId={segmentId} />}
    </>
  )
}

function Running({ replay }: { replay: ReplayList['rows'][number] }) {
  const { t } = useTranslation('drafts')
  const formats = useFormats()
  const session = useSession()
  const stop = useStopReplay()
  const share = formats.percent(replay.progress, 0)
  return (
    <Stack gap="xs">
      <Text fw={650} role="status">
        {t(`looked.${replay.kind}.${replay.state === 'waiting' ? 'waiting' : 'running'}`)}
      </Text>
      <Progress
        value={replay.progress * 100}
        size="lg"
        aria-label={t(`looked.${replay.kind}.progress`)}
        aria-valuetext={share}
      />
      <Group justify="space-between">
        <Text size="sm" c="dimmed">
          {share} · {t('mayLeave')}
        </Text>
        {mayDo(session, 'standards.write') && (
          <Button
            variant="default"
            loading={stop.isPending}
            onClick={() => stop.mutate(replay.replay_id, { onError: toastProblem })}
          >
            {t('stop')}
          </Button>
        )}
      </Group>
    </Stack>
  )
}

function Report({ id, segmentId }: { id: string; segmentId: string }) {
  const replay = useReplay(id)
  return (
    <Answer of={replay}>
      {({ report }) => report && <ReplayReportPanels report={report} segmentId={segmentId} />}
    </Answer>
  )
}
