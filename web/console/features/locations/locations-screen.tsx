import { useTranslation } from 'react-i18next'
import type { Location } from '../../../../contract/locations.ts'
import { ChoiceFilter } from '../../../ui/filter-bar.tsx'
import { RecordScreen } from '../../lib/records/record-screen.tsx'
import { LOCATION_KINDS } from '../../lib/value-lists.ts'
import { locationKind } from './location-kind.ts'
import { SpecialDays } from './special-days.tsx'

export default function LocationsScreen() {
  const { t } = useTranslation(['field', 'value'])
  const nameOfKind = (kind: string) => t(`value:location_kind.${kind}`)
  return (
    <RecordScreen<Location>
      kind={locationKind}
      filters={['kind']}
      below={(location) => <SpecialDays location={location} />}
      filterInputs={
        <ChoiceFilter
          name="kind"
          label={t('kind')}
          choices={LOCATION_KINDS.map((kind) => ({ value: kind, label: nameOfKind(kind) }))}
        />
      }
      columns={[
        { id: 'name', header: t('name'), cell: (row) => row.name, isTitle: true },
        { id: 'location_id', header: t('location_id'), cell: (row) => row.location_id },
        { id: 'kind', header: t('kind'), cell: (row) => nameOfKind(row.kind) },
        { id: 'city', header: t('city'), cell: (row) => [row.city, row.country].filter(Boolean).join(', ') },
        { id: 'zone', header: t('zone'), cell: (row) => row.zone },
        { id: 'openings', header: t('openings'), cell: (row) => row.openings },
        { id: 'cutoff', header: t('cutoff'), cell: (row) => row.cutoff },
      ]}
    />
  )
}
