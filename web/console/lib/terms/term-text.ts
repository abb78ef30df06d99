/** One term of a package in words, with its unit, in the reader's language. */
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { useUnit } from '../../../ui/format/use-unit.ts'

type Terms = Readonly<Record<string, unknown>>

const LISTS: Readonly<Record<string, string>> = {
  delivery_days: 'weekday',
  channels: 'order_channel',
  supply_states: 'supply_state',
}
const PERCENTS = ['in_stock_percent', 'min_part_percent']
const DAYS = ['early_tolerance_days', 'late_tolerance_days', 'min_shelf_life_days', 'inspection_days']
const CUTOFFS = ['change_cutoff', 'cancel_cutoff']

export function useTermText(): (terms: Terms, name: string) => string {
  const { t } = useTranslation(['terms', 'value'])
  const formats = useFormats()
  const unit = useUnit()
  return (terms, name) => {
    const value = terms[name]
    if (value === null || value === undefined) return t('noLimit')
    if (Array.isArray(value))
      return value.length ? value.map((one) => t(`value:${LISTS[name]}.${one}`)).join(', ') : t('none')
    if (typeof value === 'boolean') return t(value ? 'yes' : 'no')
    if (name === 'freight_rule') return t(`value:freight_rule.${value}`)
    if (name === 'order_unit') return unit(String(value)) === value ? value : `${unit(String(value))} (${value})`
    if (typeof value !== 'number') return String(value)
    if (name === 'promise_quantile') return formats.percent(value, { min: 0, max: 1 })
    if (PERCENTS.includes(name)) return formats.percent(value / 100, { min: 0, max: 1 })
    if (name === 'lead_time_days') return t('value:business_days', { count: value })
    if (DAYS.includes(name)) return formats.duration(value, 'day')
    if (CUTOFFS.includes(name))
      return terms[`${name}_unit`] === 'hours' ? formats.duration(value, 'hour') : t('openDays', { count: value })
    if (name === 'minimum_order_minor') return formats.money(value, String(terms.minimum_currency ?? ''))
    return formats.number(value)
  }
}
