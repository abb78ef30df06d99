/** The ways goods go: a carrier's service from one of our sites to a region, with days, time and price. */
import { useTranslation } from 'react-i18next'
import type { Lane } from '../../../../contract/lanes.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import type { RecordKind } from '../../lib/records/record-kind.ts'
import { RecordName } from '../../lib/records/record-name.tsx'
import { RecordScreen } from '../../lib/records/record-screen.tsx'
import { MODES } from '../../lib/value-lists.ts'

const laneKind: RecordKind = {
  id: 'lanes',
  path: '/lanes',
  key: 'lane_id',
  icon: 'truck',
  writeRight: 'master_data.write',
  start: { is_expedite: false, prices: [] },
  fields: [
    { name: 'lane_id', type: 'code', isRequired: true },
    { name: 'carrier_id', type: 'lookup', from: { path: '/carriers', key: 'carrier_id' }, isRequired: true },
    { name: 'service', type: 'code', isRequired: true },
    { name: 'from_location_id', type: 'lookup', from: { path: '/locations', key: 'location_id' }, isRequired: true },
    { name: 'to_location_id', type: 'lookup', from: { path: '/locations', key: 'location_id' } },
    { name: 'to_country', type: 'text' },
    { name: 'to_postal_prefix', type: 'text' },
    { name: 'mode', type: 'choice', values: MODES, valueList: 'mode', isRequired: true },
    { name: 'departures', type: 'text', isRequired: true },
    { name: 'transit_days', type: 'integer', isRequired: true },
    { name: 'is_expedite', type: 'switch' },
    { name: 'max_weight_grams', type: 'integer' },
    { name: 'distance_km', type: 'number' },
    { name: 'valid_from', type: 'day', isRequired: true },
    { name: 'valid_to', type: 'day' },
  ],
}

export default function LanesScreen() {
  const { t } = useTranslation('field')
  const formats = useFormats()
  const to = (row: Lane) => row.to_location_id ?? [row.to_country, row.to_postal_prefix].filter(Boolean).join(' ')
  return (
    <RecordScreen<Lane>
      kind={laneKind}
      columns={[
        { id: 'lane_id', header: t('lane_id'), cell: (row) => row.lane_id, isTitle: true },
        {
          id: 'carrier_id',
          header: t('carrier_id'),
          cell: (row) => (
            <>
              <RecordName of="/carriers" code={row.carrier_id} /> · {row.service}
            </>
          ),
          text: (row) => `${row.carrier_id} · ${row.service}`,
        },
        {
          id: 'from',
          header: t('from_location_id'),
          cell: (row) => <RecordName of="/locations" code={row.from_location_id} />,
          text: (row) => row.from_location_id,
        },
        { id: 'to', header: t('lane_to'), cell: to, text: to },
        { id: 'departures', header: t('departures'), cell: (row) => row.departures },
        {
          id: 'transit_days',
          header: t('transit_days'),
          cell: (row) => formats.number(row.transit_days),
          text: (row) => row.transit_days,
          isNumber: true,
        },
      ]}
    />
  )
}
