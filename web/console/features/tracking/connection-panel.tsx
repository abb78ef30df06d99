/** Of one connection: where its carrier calls, how what it sends reads, tried on a sample, and what it sent last. */
import { Alert, Button, Group, Stack, Text, Textarea, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConnectionState } from '../../../../contract/tracking-mapping.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { ProblemNote } from '../../../ui/notices.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { Secret } from '../../../ui/secret.tsx'
import { toastDone } from '../../../ui/toast.ts'
import { mayDo, useSession } from '../../lib/session.ts'
import { MessagesTable } from './messages-table.tsx'
import { type Connection, type Trial, useMakeSecret, useSaveMapping, useTryMapping } from './use-tracking.ts'

type Props = { connection: Connection; state: ConnectionState | undefined }

export function ConnectionPanel({ connection, state }: Props) {
  const { t } = useTranslation('tracking')
  const mayWrite = mayDo(useSession(), 'master_data.write')
  return (
    <Stack gap="xl">
      <Stack gap="sm">
        <Title order={3} size="h4">
          {t('address')}
        </Title>
        {state?.path ? (
          <Text size="sm" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
            {`${window.location.origin}${state.path}`}
          </Text>
        ) : (
          <Text size="sm" c="dimmed">
            {t('noAddress')}
          </Text>
        )}
        {mayWrite && <SecretMaker connection={connection} isFirst={!state?.path} />}
      </Stack>
      <MappingEditor connection={connection} mayWrite={mayWrite} />
      <Stack gap="sm">
        <Title order={3} size="h4">
          {t('lastMessages')}
        </Title>
        <MessagesTable filter={{ source: connection.connection_id }} name="connection-messages" />
      </Stack>
    </Stack>
  )
}

function SecretMaker({ connection, isFirst }: { connection: Connection; isFirst: boolean }) {
  const { t } = useTranslation('tracking')
  const make = useMakeSecret(connection.connection_id)
  return (
    <Stack gap="sm">
      {make.isError && <ProblemNote error={make.error} />}
      {make.data ? (
        <Secret label={t('secret')} value={make.data.secret} note={t('secretOnce')} />
      ) : (
        <>
          <Text size="sm" c="dimmed">
            {t(isFirst ? 'secretNote' : 'secretChangeNote')}
          </Text>
          <Button
            variant="default"
            loading={make.isPending}
            onClick={() => make.mutate()}
            style={{ alignSelf: 'flex-start' }}
          >
            {t(isFirst ? 'makeSecret' : 'changeSecret')}
          </Button>
        </>
      )}
    </Stack>
  )
}

const EXAMPLE = {
  events: 'shipments[].events[]',
  shipments: ['shipments[].number'],
  code: ['shipments[].events[].code'],
  time: ['shipments[].events[].time'],
  place: ['shipments[].events[].place'],
  codes: { PU: 'picked_up', DP: 'departed', OD: 'out_for_delivery', DL: 'delivered' },
}

function MappingEditor({ connection, mayWrite }: { connection: Connection; mayWrite: boolean }) {
  const { t } = useTranslation('tracking')
  const [mapping, setMapping] = useState(() => JSON.stringify(connection.mapping ?? EXAMPLE, null, 2))
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
