/** Last year under the draft: asked for, watched, and what it found. The reader may leave while it runs. */
import { Button, Group, Progress, Select, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReplayList } from '../../../../contract/replays.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Empty } from '../../../ui/notices.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { toastProblem } from '../../../ui/toast.ts'
import { mayDo, useSession } from '../../lib/session.ts'
import { ReplayReportPanels } from './replay-report.tsx'
import { isUnfinished, useAskReplay, useReplay, useReplays, useStopReplay } from './use-replays.ts'

type Props = { draftId: string; segmentId: string; mayAsk: boolean }

export function ReplayPanel({ draftId, segmentId, mayAsk }: Props) {
  const { t } = useTranslation('drafts')
  const session = useSession()
  const mayRead = mayDo(session, 'costs.read')
  const replays = useReplays(draftId, mayRead)
  if (!mayRead)
    return (
      <Surface title={t('replayTitle')}>
        <Text size="sm">{t('forOthers')}</Text>
      </Surface>
    )
  return (
    <Answer of={replays}>
      {({ rows }) => <Replays key={draftId} rows={rows} draftId={draftId} segmentId={segmentId} mayAsk={mayAsk} />}
    </Answer>
  )
}

function Replays({ rows, draftId, segmentId, mayAsk }: Props & { rows: ReplayList['rows'] }) {
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
      onClick={() => ask.mutate(draftId, { onSuccess: () => choose(null), onError: toastProblem })}
    >
      {t(done.length ? 'replayAgain' : 'replay')}
    </Button>
  )
  return (
    <>
      <Surface title={t('replayTitle')} note={t('replayNote')} actions={run || undefined}>
        <Stack gap="sm">
          {running && <Running replay={running} />}
          {rows[0]?.state === 'failed' && <Text role="alert">{t('failed')}</Text>}
          {!running && done.length === 0 && (
            <Empty icon="clock" title={t('noReplay')}>
              {t('noReplayNote')}
            </Empty>
          )}
          {done.length > 1 && (
            <Select
              label={t('which')}
              allowDeselect={false}
              value={shown?.replay_id ?? null}
              onChange={choose}
              data={done.map(({ replay_id, asked_at }) => ({ value: replay_id, label: formats.instant(asked_at) }))}
              maw={280}
            />
          )}
          {shown?.is_outdated && (
            <Text size="sm" c="dimmed">
              {t('outdated')}
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
        {t(`running.${replay.state === 'waiting' ? 'waiting' : 'running'}`)}
      </Text>
      <Progress value={replay.progress * 100} size="lg" aria-label={t('progress')} aria-valuetext={share} />
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
