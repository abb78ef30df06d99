/** How what a carrier sends reads: its mapping, what each of its codes means, and a sample that it is tried on. */
import { Alert, Button, Group, SegmentedControl, Stack, Text, Textarea, Title } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TrackingMapping } from '../../../../contract/tracking-mapping.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { ProblemNote } from '../../../ui/notices.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { toastDone } from '../../../ui/toast.ts'
import { CodeTable } from './code-table.tsx'
import { MappingFields } from './mapping-fields.tsx'
import { type Connection, type Trial, useMappingTrial, useSaveMapping } from './use-tracking.ts'

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
const VIEWS = ['form', 'expert'] as const
type View = (typeof VIEWS)[number]
/** So long nobody has typed. */
const TYPING_MS = 400
const MONOSPACE = { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13 }
const written = (mapping: unknown) => JSON.stringify(mapping, null, 2)

export function MappingEditor({ connection, mayWrite }: { connection: Connection; mayWrite: boolean }) {
  const { t } = useTranslation('tracking')
  const [mapping, setMapping] = useState(() => written(connection.mapping ?? JSON_EXAMPLE))
  const [sample, setSample] = useState('')
  const [view, setView] = useState<View>('form')
  const save = useSaveMapping(connection.connection_id)
  const read = parsed(mapping)
  const isWhole = TrackingMapping.safeParse(read).success
  const [tried] = useDebouncedValue({ mapping, sample }, TYPING_MS)
  const trial = useMappingTrial({ ...wholeOf(tried), zone: connection.zone ?? null })
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
        label={t('sample')}
        description={t('sampleNote')}
        value={sample}
        onChange={(event) => setSample(event.currentTarget.value)}
        autosize
        minRows={4}
        maxRows={12}
        spellCheck={false}
        styles={{ input: MONOSPACE }}
      />
      <SegmentedControl
        aria-label={t('view.title')}
        value={view}
        onChange={(value) => setView(value as View)}
        data={VIEWS.map((value) => ({ value, label: t(`view.${value}`) }))}
        style={{ alignSelf: 'flex-start' }}
      />
      {view === 'form' && isFields(read) && (
        <MappingFields
          mapping={read}
          sample={sample}
          mayWrite={mayWrite}
          onChange={(fields) => setMapping(written(fields))}
        />
      )}
      {view === 'form' && !isFields(read) && (
        <Text size="sm" c="var(--sf-wrong)">
          {t('noForm')}
        </Text>
      )}
      {view === 'expert' && (
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
          styles={{ input: MONOSPACE }}
        />
      )}
      <CodeTable
        mapping={read}
        unmapped={trial.data?.unmapped ?? []}
        mayWrite={mayWrite}
        onChange={(codes) => setMapping(written({ ...(read as object), codes }))}
      />
      {mayWrite && (
        <Button
          disabled={!isWhole}
          loading={save.isPending}
          onClick={() => save.mutate(read, { onSuccess: () => toastDone(t('mappingSaved')) })}
          style={{ alignSelf: 'flex-start' }}
        >
          {t('saveMapping')}
        </Button>
      )}
      {sample.trim() === '' && (
        <Text size="sm" c="dimmed">
          {t('trialNeedsSample')}
        </Text>
      )}
      {trial.isError && <ProblemNote error={trial.error} />}
      {sample.trim() !== '' && trial.data && <TrialResult trial={trial.data} />}
    </Stack>
  )
}

const isFields = (read: unknown): read is Record<string, unknown> =>
  typeof read === 'object' && read !== null && !Array.isArray(read)

/** Nothing is asked about a mapping that the server would refuse. */
function wholeOf({ mapping, sample }: { mapping: string; sample: string }) {
  const read = parsed(mapping)
  return { mapping: TrackingMapping.safeParse(read).success ? read : null, sample }
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
