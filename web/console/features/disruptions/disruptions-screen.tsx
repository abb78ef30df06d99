/** What stands in the way, for how long, and the way round that was prepared. */
import { Button, Group, Stack, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { z } from 'zod'
import type { Disruption, DisruptionChecked } from '../../../../contract/disruptions.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { call } from '../../../ui/http.ts'
import { ProblemNote } from '../../../ui/notices.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { usePlaceName } from '../../lib/place-name.ts'
import type { RecordKind } from '../../lib/records/record-kind.ts'
import { RecordScreen } from '../../lib/records/record-screen.tsx'
import { mayDo, useSession } from '../../lib/session.ts'

const LOCATIONS = { path: '/locations', key: 'location_id' }
const CARRIERS = { path: '/carriers', key: 'carrier_id' }

const disruptionKind: RecordKind = {
  id: 'disruptions',
  path: '/disruptions',
  key: 'disruption_id',
  icon: 'warning',
  writeRight: 'promises.write',
  emptyAdvice: 'disruptions.emptyAdvice',
  start: { kind: 'road', effect: 'stopped', state: 'open' },
  fields: [
    { name: 'disruption_id', type: 'code', isRequired: true },
    { name: 'name', type: 'text', isRequired: true },
    {
      name: 'kind',
      type: 'choice',
      values: ['supplier', 'carrier', 'site', 'weather', 'road'],
      valueList: 'disruption_kind',
      isRequired: true,
    },
    { name: 'supplier_id', type: 'text' },
    { name: 'carrier_id', type: 'lookup', from: CARRIERS },
    { name: 'site_id', type: 'lookup', from: LOCATIONS },
    { name: 'country', type: 'text' },
    { name: 'postal_prefix', type: 'text' },
    { name: 'first_day', type: 'day', isRequired: true },
    { name: 'last_day', type: 'day', isRequired: true },
    {
      name: 'effect',
      type: 'choice',
      values: ['stopped', 'delayed'],
      valueList: 'disruption_effect',
      isRequired: true,
    },
    { name: 'delay_days', type: 'integer' },
    { name: 'alternative_site_id', type: 'lookup', from: LOCATIONS },
    { name: 'alternative_carrier_id', type: 'lookup', from: CARRIERS },
    {
      name: 'state',
      type: 'choice',
      values: ['open', 'over', 'withdrawn'],
      valueList: 'disruption_state',
      isRequired: true,
    },
    { name: 'note', type: 'text' },
  ],
}

export default function DisruptionsScreen() {
  const { t } = useTranslation(['field', 'value', 'records'])
  const formats = useFormats()
  const session = useSession()
  const placeName = usePlaceName()
  const days = (row: Disruption) => `${formats.date(row.first_day)} – ${formats.date(row.last_day)}`
  const subject = (row: Disruption) =>
    placeName(row.supplier_id) ??
    row.carrier_id ??
    row.site_id ??
    [row.country, row.postal_prefix].filter(Boolean).join(' ')
  return (
    <Stack gap="md">
      <div>
        <RecordScreen<Disruption>
          kind={disruptionKind}
          columns={[
            { id: 'name', header: t('name'), cell: (row) => row.name, isTitle: true },
            {
              id: 'kind',
              header: t('kind'),
              cell: (row) => t(`value:disruption_kind.${row.kind}`),
              text: (row) => row.kind,
            },
            { id: 'subject', header: t('disruption_subject'), cell: subject },
            { id: 'days', header: t('disruption_days'), cell: days, text: days },
            {
              id: 'state',
              header: t('state'),
              cell: (row) => t(`value:disruption_state.${row.state}`),
              text: (row) => row.state,
            },
          ]}
        />
      </div>
      {mayDo(session, 'promises.write') && <OpenDisruptions />}
    </Stack>
  )
}

/** The open ones, each with the step to see every promise it touches. */
function OpenDisruptions() {
  const { t } = useTranslation('records')
  const open = useQuery({
    queryKey: ['records', '/disruptions', 'open'],
    queryFn: ({ signal }) =>
      call<{ rows: Disruption[] }>('/api/v1/disruptions', { query: { state: 'open', limit: 50 }, signal }),
  })
  if (!open.data || open.data.rows.length === 0) return null
  return (
    <Surface title={t('disruptions.touched')} note={t('disruptions.touchedNote')}>
      <Stack gap="xs">
        {open.data.rows.map((row) => (
          <OpenOne key={row.disruption_id} row={row} />
        ))}
      </Stack>
    </Surface>
  )
}

function OpenOne({ row }: { row: Disruption }) {
  const { t } = useTranslation('records')
  const go = useNavigate()
  const client = useQueryClient()
  const check = useMutation({
    mutationFn: () =>
      call<z.infer<typeof DisruptionChecked>>(`/api/v1/disruptions/${encodeURIComponent(row.disruption_id)}/check`, {
        method: 'POST',
        body: {},
      }),
    onSuccess: async ({ proposal_id }) => {
      await client.invalidateQueries({ queryKey: ['proposals'] })
      if (proposal_id) go(`/proposals/${encodeURIComponent(proposal_id)}`)
    },
  })
  return (
    <>
      {check.isError && <ProblemNote error={check.error} />}
      <Group justify="space-between" wrap="wrap">
        <Text size="sm" style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
          {row.name}
          {check.data && check.data.proposal_id === null && ` · ${t('disruptions.nobody')}`}
        </Text>
        <Button
          size="xs"
          variant="default"
          loading={check.isPending}
          onClick={() => check.mutate()}
          aria-label={t('disruptions.seeOf', { name: row.name })}
        >
          {t('disruptions.see')}
        </Button>
      </Group>
    </>
  )
}
