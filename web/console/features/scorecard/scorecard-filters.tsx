/** Which lines the scorecard counts: period, basis, segment, site, and one further dimension. */
import { Select, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { FilterBar } from '../../../ui/filter-bar.tsx'
import { PeriodPicker } from '../../../ui/period-picker.tsx'
import { Lookup } from '../../lib/records/lookup.tsx'
import { BASES } from '../../lib/value-lists.ts'
import { type Asked, DIMENSIONS, type Dimension } from './use-scorecard.ts'

const NAMES = ['period', 'from', 'to', 'basis', 'segment_id', 'site_id', ...DIMENSIONS]
const LOOKUPS: Partial<Record<Dimension, { path: string; key: string }>> = {
  customer_id: { path: '/customers', key: 'customer_id' },
  carrier_id: { path: '/carriers', key: 'carrier_id' },
}

type Props = { asked: Asked; more?: readonly string[]; children?: ReactNode }

export function ScorecardFilters({ asked, more = [], children }: Props) {
  const { t } = useTranslation('scorecard')
  const { filters, change, period } = asked
  return (
    <FilterBar names={[...NAMES, ...more]}>
      <PeriodPicker period={period} onChange={change} />
      <Select
        aria-label={t('filter.basis')}
        data={BASES.map((basis) => ({ value: basis, label: t(`basis.${basis}`) }))}
        value={filters.basis ?? 'first_promised'}
        onChange={(basis) => change({ basis: basis === 'first_promised' ? undefined : (basis ?? undefined) })}
        allowDeselect={false}
        style={{ flex: '0 1 210px', minWidth: 0 }}
      />
      <Lookup
        label={t('filter.segment')}
        isLabelHidden
        from={{ path: '/segments', key: 'segment_id' }}
        value={filters.segment_id ?? null}
        onChange={(segment) => change({ segment_id: segment ?? undefined })}
        width={180}
      />
      <Lookup
        label={t('filter.site')}
        isLabelHidden
        from={{ path: '/locations', key: 'location_id', filter: { kind: 'own_site' } }}
        value={filters.site_id ?? null}
        onChange={(site) => change({ site_id: site ?? undefined })}
        width={180}
      />
      <DimensionFilter asked={asked} />
      {children}
    </FilterBar>
  )
}

function DimensionFilter({ asked: { filters, change } }: { asked: Asked }) {
  const { t } = useTranslation('scorecard')
  const chosen = DIMENSIONS.find((dimension) => filters[dimension] !== undefined)
  const shown = (filters.dimension as Dimension | undefined) ?? chosen
  const none = Object.fromEntries(DIMENSIONS.map((dimension) => [dimension, undefined]))
  const set = (value: string | null | undefined) => shown && change({ ...none, [shown]: value ?? undefined })
  const settle = useDebouncedCallback((value: string) => set(value.trim()), 400)
  const lookup = shown && LOOKUPS[shown]
  return (
    <>
      <Select
        aria-label={t('more')}
        placeholder={t('more')}
        data={DIMENSIONS.map((dimension) => ({ value: dimension, label: t(`dimension.${dimension}`) }))}
        value={shown ?? null}
        onChange={(dimension) => change({ ...none, dimension: dimension ?? undefined })}
        clearable
        style={{ flex: '0 1 170px', minWidth: 0 }}
      />
      {shown &&
        (lookup ? (
          <Lookup
            key={shown}
            label={t(`dimension.${shown}`)}
            isLabelHidden
            from={lookup}
            value={filters[shown] ?? null}
            onChange={set}
            width={220}
          />
        ) : (
          <TextInput
            key={shown}
            aria-label={t(`dimension.${shown}`)}
            placeholder={t(`dimension.${shown}`)}
            defaultValue={filters[shown] ?? ''}
            onChange={(event) => settle(event.currentTarget.value)}
            style={{ flex: '0 1 200px' }}
          />
        ))}
    </>
  )
}
