import { useTranslation } from 'react-i18next'
import type { Carrier } from '../../../../contract/carriers.ts'
import type { RecordKind } from '../../lib/records/record-kind.ts'
import { RecordScreen } from '../../lib/records/record-screen.tsx'
import { MODES } from '../../lib/value-lists.ts'

const carrierKind: RecordKind = {
  id: 'carriers',
  path: '/carriers',
  key: 'carrier_id',
  icon: 'carriers',
  writeRight: 'master_data.write',
  start: { services: [] },
  fields: [
    { name: 'carrier_id', type: 'code', isRequired: true },
    { name: 'name', type: 'text', isRequired: true },
    {
      name: 'services',
      type: 'rows',
      fields: [
        { name: 'service', type: 'code', isRequired: true },
        { name: 'mode', type: 'choice', values: MODES, valueList: 'mode' },
      ],
    },
  ],
}

export default function CarriersScreen() {
  const { t } = useTranslation(['field', 'value'])
  const nameOf = ({ service, mode }: Carrier['services'][number]) =>
    mode ? `${service} (${t(`value:mode.${mode}`)})` : service
  return (
    <RecordScreen<Carrier>
      kind={carrierKind}
      columns={[
        { id: 'name', header: t('name'), cell: (row) => row.name, isTitle: true },
        { id: 'carrier_id', header: t('carrier_id'), cell: (row) => row.carrier_id },
        { id: 'services', header: t('services'), cell: (row) => row.services.map(nameOf).join(', ') },
      ]}
    />
  )
}
