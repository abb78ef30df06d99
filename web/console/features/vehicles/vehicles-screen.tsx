/** Our vehicles: what they carry, who usually drives them, and under which name their devices report. */
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { useColleagueName } from '../../lib/records/members.tsx'
import type { RecordKind } from '../../lib/records/record-kind.ts'
import { RecordName } from '../../lib/records/record-name.tsx'
import { RecordScreen } from '../../lib/records/record-screen.tsx'
import { SectionTabs } from '../../lib/section-tabs.tsx'
import type { VehicleRow } from './use-vehicles.ts'

const vehicleKind: RecordKind = {
  id: 'vehicles',
  path: '/vehicles',
  key: 'vehicle_id',
  icon: 'truck',
  writeRight: 'master_data.write',
  emptyAdvice: 'vehicles.emptyAdvice',
  start: { is_active: true },
  fields: [
    { name: 'vehicle_id', type: 'code', isRequired: true },
    { name: 'name', type: 'text', isRequired: true },
    { name: 'plate', type: 'text' },
    { name: 'carrier_id', type: 'lookup', from: { path: '/carriers', key: 'carrier_id' } },
    { name: 'site_id', type: 'lookup', from: { path: '/locations', key: 'location_id', filter: { kind: 'own_site' } } },
    { name: 'driver_id', type: 'colleague' },
    { name: 'payload_kg', type: 'integer' },
    { name: 'volume_m3', type: 'number' },
    { name: 'device', type: 'text', hasHint: true },
    { name: 'is_active', label: 'vehicle_active', type: 'switch' },
  ],
}

export default function VehiclesScreen() {
  const { t } = useTranslation(['field', 'vehicles', 'ui'])
  const formats = useFormats()
  const nameOf = useColleagueName()
  return (
    <RecordScreen<VehicleRow>
      kind={vehicleKind}
      tabs={<SectionTabs of="fleet" />}
      columns={[
        { id: 'name', header: t('name'), cell: (row) => row.name, isTitle: true },
        { id: 'plate', header: t('plate'), cell: (row) => row.plate },
        {
          id: 'site',
          header: t('site_id'),
          cell: (row) => <RecordName of="/locations" code={row.site_id} />,
          text: (row) => row.site_id,
        },
        {
          id: 'carrier',
          header: t('carrier_id'),
          cell: (row) => <RecordName of="/carriers" code={row.carrier_id} />,
          text: (row) => row.carrier_id,
        },
        { id: 'driver', header: t('driver_id'), cell: (row) => nameOf(row.driver_id) },
        {
          id: 'payload',
          header: t('payload_kg'),
          cell: (row) => row.payload_kg != null && formats.number(row.payload_kg),
          text: (row) => row.payload_kg,
          isNumber: true,
        },
        {
          id: 'volume',
          header: t('volume_m3'),
          cell: (row) => row.volume_m3 != null && formats.number(row.volume_m3),
          text: (row) => row.volume_m3,
          isNumber: true,
        },
        { id: 'device', header: t('device'), cell: (row) => row.device, isHiddenAtFirst: true },
        {
          id: 'active',
          header: t('vehicle_active'),
          cell: (row) => (row.is_active ? t('vehicles:inUse') : t('vehicles:notInUse')),
        },
        { id: 'vehicle_id', header: t('vehicle_id'), cell: (row) => row.vehicle_id, isHiddenAtFirst: true },
      ]}
    />
  )
}
