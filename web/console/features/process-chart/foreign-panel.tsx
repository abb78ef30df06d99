/** Looks into a process log of another system; nothing of it is kept. */
import { Button, FileButton, Group, Select, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ForeignLog } from '../../../../contract/process-logs.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { call } from '../../../ui/http.ts'
import { Icon } from '../../../ui/icons.tsx'
import { ProblemNote } from '../../../ui/notices.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { useNames } from './names.ts'

export function ForeignPanel() {
  const { t } = useTranslation('process')
  const [file, setFile] = useState<File | null>(null)
  const look = useMutation({
    mutationFn: ({ of, through }: { of: File; through: string | undefined }) =>
      call<ForeignLog>('/api/v1/process-files/log', {
        method: 'POST',
        query: { seen_through: through },
        body: new Blob([of], { type: 'application/octet-stream' }),
        headers: { 'content-type': 'application/octet-stream' },
      }),
  })
  const open = (next: File | null) => {
    if (!next) return
    setFile(next)
    look.mutate({ of: next, through: undefined })
  }
  return (
    <Surface
      title={t('foreign')}
      note={t('foreignNote')}
      actions={
        <FileButton onChange={open}>
          {(props) => (
            <Button
              {...props}
              size="compact-sm"
              variant="default"
              loading={look.isPending}
              leftSection={<Icon name="upload" size={14} />}
            >
              {t('foreignOpen')}
            </Button>
          )}
        </FileButton>
      }
    >
      {look.isError && <ProblemNote error={look.error} />}
      {look.data && file && (
        <Found found={look.data} name={file.name} onThrough={(through) => look.mutate({ of: file, through })} />
      )}
    </Surface>
  )
}

type FoundProps = { found: ForeignLog; name: string; onThrough: (kind: string) => void }

function Found({ found, name, onThrough }: FoundProps) {
  const { t } = useTranslation('process')
  const formats = useFormats()
  const names = useNames()
  const { problems } = found
  const left = Object.values(problems.left_out).reduce((sum, count) => sum + count, 0)
  const odd = [
    left > 0 && t('foreignLeft', { n: formats.number(left) }),
    problems.zoneless > 0 && t('foreignZoneless', { n: formats.number(problems.zoneless) }),
    problems.suspect > 0 && t('foreignSuspect', { n: formats.number(problems.suspect) }),
    problems.dangling > 0 && t('foreignDangling', { n: formats.number(problems.dangling) }),
  ].filter(Boolean)
  return (
    <Stack gap="sm">
      <Text size="sm">
        <b>{name}</b>{' '}
        {t('foreignFound', {
          cases: formats.number(found.cases),
          events: formats.number(found.events),
          activities: formats.number(found.activities.length),
          ways: formats.number(found.variants.count),
          again: formats.number(found.reworked),
        })}{' '}
        {found.throughput &&
          t('waitingText', { median: names.hours(found.throughput.median), p90: names.hours(found.throughput.p90) })}
      </Text>
      {odd.length > 0 && (
        <Text size="sm" c="dimmed">
          {odd.join(' ')}
        </Text>
      )}
      {found.kinds.length > 0 && (
        <Group>
          <Select
            label={t('seenThrough')}
            data={found.kinds}
            value={found.seen_through}
            allowDeselect={false}
            onChange={(kind) => kind && onThrough(kind)}
          />
        </Group>
      )}
      <PlainTable
        label={t('allPassages')}
        rows={found.arcs.slice(0, SHOWN)}
        rowKey={({ from, to }) => `${from}\n${to}`}
        columns={[
          { id: 'from', header: t('from'), isTitle: true, cell: ({ from }) => from },
          { id: 'to', header: t('to'), cell: ({ to }) => to },
          { id: 'count', header: t('passages'), isNumber: true, cell: ({ count }) => formats.number(count) },
          { id: 'median', header: t('median'), isNumber: true, cell: ({ waiting }) => names.hours(waiting.median) },
          { id: 'p90', header: t('nineOfTen'), isNumber: true, cell: ({ waiting }) => names.hours(waiting.p90) },
        ]}
      />
      {found.all_arcs > SHOWN && (
        <Text size="sm" c="dimmed">
          {t('foreignMore', { shown: formats.number(SHOWN), all: formats.number(found.all_arcs) })}
        </Text>
      )}
    </Stack>
  )
}

const SHOWN = 40
