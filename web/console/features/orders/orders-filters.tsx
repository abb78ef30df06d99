/** What narrows the list of orders: text, state, days, segment, customer, site. */
import { useTranslation } from 'react-i18next'
import { DaysFilter } from '../../../ui/days-filter.tsx'
import { ChoiceFilter, FilterBar, SearchFilter } from '../../../ui/filter-bar.tsx'
import type { Query } from '../../../ui/http.ts'
import { LookupFilter } from '../../lib/records/lookup-filter.tsx'
import { FILTERS } from './use-orders.ts'

const STATES = ['open', 'shipped', 'delivered', 'cancelled'] as const

export function OrdersFilters() {
  const { t } = useTranslation(['orders', 'field'])
  return (
    <FilterBar names={FILTERS}>
      <SearchFilter label={t('search')} />
      <ChoiceFilter
        name="state"
        label={t('stateLabel')}
        choices={STATES.map((state) => ({ value: state, label: t(`state.${state}`) }))}
        width={150}
      />
      <DaysFilter label={t('dueOn')} from="due_from" to="due_to" isAhead />
      <DaysFilter label={t('field:ordered_at')} from="ordered_from" to="ordered_to" />
      <RecordFilter name="customer_id" label={t('customer')} path="/customers" />
      <RecordFilter name="segment_id" label={t('field:segment_id')} path="/segments" />
      <RecordFilter
        name="site_id"
        idKey="location_id"
        label={t('field:site_id')}
        path="/locations"
        narrowed={{ kind: 'own_site' }}
      />
    </FilterBar>
  )
}

type RecordProps = { name: string; idKey?: string; label: string; path: string; narrowed?: Query }

function RecordFilter({ name, idKey = name, label, path, narrowed }: RecordProps) {
  return (
    <LookupFilter
      name={name}
      label={label}
      from={{ path, key: idKey, ...(narrowed && { filter: narrowed }) }}
      width={180}
    />
  )
}
