/** How what a carrier sends reads: its mapping, what each of its codes means, and a sample that it is tried on. */
import { Alert, Button, Group, Stack, Text, Textarea, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { ProblemNote } from '../../../ui/notices.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { toastDone } from '../../../ui/toast.ts'
import { CodeTable } from './code-table.tsx'
import { type Connection, type Trial, useSaveMapping, useTryMapping } from './use-tracking.ts'

const JSON_EXAMPLE = {
  events: 'shipments[].events[]',
  shipments: ['shipments[].number'],
  code: ['shipments[].events[].code'],
  time: ['shipments[].events[].time'],
  place: ['shipments[].events[].place'],
  codes: { PU: 'picked_up', DP: 'departed', OD: 'out_for_delivery', DL: 'delivered' },
}
const CSV_EXAMPLE = {
  format: 'csv',
  shipments: ['Number'],
  code: ['Code'],
  time: ['Date', 'Time'],
  time_format: 'day_first',
  place: ['Town'],
  codes: { PU: 'picked_up', DL: 'delivered' },
}
const written = (mapping: unknown) => JSON.stringify(mapping, null, 2)

export function MappingEditor({ connection, mayWrite }: { connection: Connection; mayWrite: boolean }) {
  const { t } = useTranslation('tracking')
  const [mapping, setMapping] = useState(() => written(connection.mapping ?? JSON_EXAMPLE))
  const [sample, setSample] = useState('')
  const trial = useTryMapping()
  const save = useSaveMapping(connection.connection_id)
  const read = parsed(mapping)
  const note = read === undefined ? t('noJson') : undefined
  return (
    <Stack gap="sm">
      <Title order={3} size="h4">
        {t('mapping')}
      </Title>
      <Text size="sm" c="dimmed">
        {t('mappingNote')}
      </Text>
      {save.isError && <ProblemNote error={save.error} />}
      {mayWrite && !connection.mapping && (
        <Group gap="sm">
          <Button variant="default" onClick={() => setMapping(written(JSON_EXAMPLE))}>
            {t('beginJson')}
          </Button>
          <Button variant="default" onClick={() => setMapping(written(CSV_EXAMPLE))}>
            {t('beginCsv')}
          </Button>
        </Group>
      )}
      <Textarea
        label={t('mappingText')}
        value={mapping}
        onChange={(event) => setMapping(event.currentTarget.value)}
        error={note}
        readOnly={!mayWrite}
        autosize
        minRows={8}
        maxRows={20}
        spellCheck={false}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13 } }}
      />
      <CodeTable
        mapping={read}
        unmapped={trial.data?.unmapped ?? []}
        mayWrite={mayWrite}
        onChange={(codes) => setMapping(written({ ...(read as object), codes }))}
      />
      <Textarea
        label={t('sample')}
        description={t('sampleNote')}
        value={sample}
        onChange={(event) => setSample(event.currentTarget.value)}
        autosize
        minRows={4}
        maxRows={12}
        spellCheck={false}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13 } }}
      />
      <Group>
        <Button
          variant="default"
          disabled={read === undefined || sample.trim() === ''}
          loading={trial.isPending}
          onClick={() => trial.mutate({ mapping: read, sample, zone: connection.zone ?? null })}
        >
          {t('try')}
        </Button>
        {mayWrite && (
          <Button
            disabled={read === undefined}
            loading={save.isPending}
            onClick={() => save.mutate(read, { onSuccess: () => toastDone(t('mappingSaved')) })}
          >
            {t('saveMapping')}
          </Button>
        )}
      </Group>
      {trial.isError && <ProblemNote error={trial.error} />}
      {trial.data && <TrialResult trial={trial.data} />}
    </Stack>
  )
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Legible on the yellow of a warning. */
const WATCH = { title: { color: 'var(--sf-watch)' } }

function TrialResult({ trial }: { trial: Trial }) {
  const { t } = useTranslation(['tracking', 'orders'])
  const formats = useFormats()
  const when = (event: Trial['events'][number]) =>
    event.at
      ? formats.instant(event.at, 'UTC')
      : event.local_time
        ? t(event.zone ? 'localTime' : 'localUnknown', { time: event.local_time.replace('T', ' '), zone: event.zone })
        : event.day && formats.date(event.day)
  const rows = trial.events.map((event, index) => ({ ...event, id: String(index) }))
  return (
    <Stack gap="sm" role="status">
      <Text size="sm" fw={600}>
        {t('trialFound', { count: trial.events.length })}
      </Text>
      {trial.problems.length > 0 && (
        <Alert color="yellow" variant="light" styles={WATCH} title={t('trialProblems')}>
          {trial.problems.map(({ where, code, value }) => (
            <Text key={`${where} ${code}`} size="sm" style={{ overflowWrap: 'anywhere' }}>
              {[where, t(`problem.${code}`), value].filter(Boolean).join(': ')}
            </Text>
          ))}
        </Alert>
      )}
      {trial.unmapped.length > 0 && (
        <Alert color="yellow" variant="light" styles={WATCH} title={t('trialUnmapped')}>
          {trial.unmapped.join(', ')}
        </Alert>
      )}
      {rows.length > 0 && (
        <PlainTable
          label={t('trialTable')}
          rows={rows}
          rowKey={(row) => row.id}
          columns={[
            { id: 'code', header: t('code'), cell: (row) => row.code, isTitle: true },
            { id: 'step', header: t('step'), cell: (row) => t(`orders:event.milestone.${row.step}`) },
            { id: 'when', header: t('when'), cell: when },
            { id: 'shipment', header: t('shipment'), cell: (row) => row.shipments.join(', ') },
            { id: 'place', header: t('place'), cell: (row) => row.place },
          ]}
        />
      )}
    </Stack>
  )
}
