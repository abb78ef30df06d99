/** Busy and slow periods: when, where, and what each changes. Each opens the list of what to do before it comes. */
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { Season } from '../../../../contract/locations.ts'
import { ChoiceFilter } from '../../../ui/filter-bar.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import type { Column } from '../../../ui/record-table.tsx'
import { RecordName } from '../../lib/records/record-name.tsx'
import { RecordScreen } from '../../lib/records/record-screen.tsx'
import { seasonKind } from './season-kind.ts'

export default function SeasonsScreen() {
  const { t } = useTranslation(['field', 'value', 'seasons'])
  const go = useNavigate()
  const formats = useFormats()
  const nameOf = (kind: string) => t(`value:season_kind.${kind}`)
  const percent = (id: 'demand_percent' | 'capacity_percent' | 'stock_target_percent'): Column<Season> => ({
    id,
    header: t(id),
    isNumber: true,
    cell: (row) => row[id] !== null && row[id] !== undefined && formats.number(row[id]),
    text: (row) => row[id],
  })
  return (
    <RecordScreen<Season>
      kind={seasonKind}
      filters={['kind']}
      onOpen={(row) => go(`/seasons/${encodeURIComponent(row.season_id)}`)}
      filterInputs={
        <ChoiceFilter
          name="kind"
          label={t('kind')}
          choices={['busy', 'slow'].map((value) => ({ value, label: nameOf(value) }))}
        />
      }
      columns={[
        { id: 'name', header: t('name'), isTitle: true, cell: (row) => row.name },
        {
          id: 'kind',
          header: t('kind'),
          cell: (row) => `${row.kind === 'busy' ? '▲' : '▼'} ${nameOf(row.kind)}`,
          text: (row) => row.kind,
        },
        {
          id: 'first',
          header: t('first_day'),
          cell: (row) => formats.date(row.first_day),
          text: (row) => row.first_day,
        },
        { id: 'last', header: t('last_day'), cell: (row) => formats.date(row.last_day), text: (row) => row.last_day },
        {
          id: 'site',
          header: t('site_id'),
          cell: (row) =>
            row.location_id ? <RecordName of="/locations" code={row.location_id} /> : t('seasons:everywhere'),
          text: (row) => row.location_id ?? t('seasons:everywhere'),
        },
        percent('demand_percent'),
        percent('capacity_percent'),
        percent('stock_target_percent'),
        {
          id: 'lead',
          header: t('extra_lead_days'),
          isNumber: true,
          cell: (row) => row.extra_lead_days ?? null,
        },
      ]}
    />
  )
}
