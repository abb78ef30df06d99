/** Which lines the scorecard counts: period, basis, segment, site, and further dimensions. */
import { Select, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { FilterBar } from '../../../ui/filter-bar.tsx'
import { PeriodPicker } from '../../../ui/period-picker.tsx'
import { Lookup } from '../../lib/records/lookup.tsx'
import { LookupFilter } from '../../lib/records/lookup-filter.tsx'
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
      <LookupFilter
        name="segment_id"
        label={t('filter.segment')}
        from={{ path: '/segments', key: 'segment_id' }}
        width={180}
      />
      <LookupFilter
        name="site_id"
        label={t('filter.site')}
        from={{ path: '/locations', key: 'location_id', filter: { kind: 'own_site' } }}
        width={180}
      />
      <DimensionFilters asked={asked} />
      {children}
    </FilterBar>
  )
}

/** One control for each dimension chosen, and a way to add another. */
function DimensionFilters({ asked: { filters, change } }: { asked: Asked }) {
  const { t } = useTranslation('scorecard')
  const added = filters.dimension as Dimension | undefined
  const shown = DIMENSIONS.filter((dimension) => filters[dimension] !== undefined || dimension === added)
  const others = DIMENSIONS.filter((dimension) => !shown.includes(dimension))
  const set = (dimension: Dimension, value: string | null) =>
    change({ [dimension]: value ?? undefined, dimension: added === dimension ? undefined : added })
  return (
    <>
      {shown.map((dimension) => (
        <DimensionFilter
          key={dimension}
          dimension={dimension}
          value={filters[dimension] ?? null}
          onChange={(value) => set(dimension, value)}
        />
      ))}
      {others.length > 0 && (
        <Select
          aria-label={t('more')}
          placeholder={t('more')}
          data={others.map((dimension) => ({ value: dimension, label: t(`dimension.${dimension}`) }))}
          value={null}
          onChange={(dimension) => change({ dimension: dimension ?? undefined })}
          style={{ flex: '0 1 170px', minWidth: 0 }}
        />
      )}
    </>
  )
}

type DimensionProps = { dimension: Dimension; value: string | null; onChange: (value: string | null) => void }

function DimensionFilter({ dimension, value, onChange }: DimensionProps) {
  const { t } = useTranslation('scorecard')
  const settle = useDebouncedCallback((text: string) => onChange(text.trim() || null), 400)
  const label = t(`dimension.${dimension}`)
  const lookup = LOOKUPS[dimension]
  return lookup ? (
    <Lookup label={label} isLabelHidden from={lookup} value={value} onChange={onChange} width={220} />
  ) : (
    <TextInput
      aria-label={label}
      placeholder={label}
      defaultValue={value ?? ''}
      onChange={(event) => settle(event.currentTarget.value)}
      style={{ flex: '0 1 200px' }}
    />
  )
}
