/** What a way out of a danger brings and costs, in a few words each. */
import { useTranslation } from 'react-i18next'
import type { Remedy } from '../../../../contract/remedies.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { daysBehind, isLaterThanExpected } from './best-way.ts'

/** Below it a share would round to nothing. */
const HARDLY = 0.01

interface Days {
  readonly promised: string
  /** On which the goods are expected if nothing is done. */
  readonly expected: string | null
}

export function useSayWay(): (remedy: Remedy, days: Days) => string[] {
  const { t } = useTranslation('risk')
  const formats = useFormats()
  return (remedy, { promised, expected }) => {
    const { kind, to_date, chance, extra_cost_minor, currency } = remedy
    const cost =
      extra_cost_minor === null || (extra_cost_minor !== 0 && currency === null)
        ? t('costUnknown')
        : extra_cost_minor === 0
          ? t('costNone')
          : t('cost', { amount: formats.money(extra_cost_minor, currency ?? '') })
    const behind = daysBehind(remedy, promised)
    return [
      ...(kind === 'tell' ? [] : [t('newDay', { day: formats.date(to_date) })]),
      ...(behind > 0 ? [t('becomesLate', { count: behind })] : []),
      ...(isLaterThanExpected(remedy, expected) ? [t('laterThanExpected', { day: formats.date(expected!) })] : []),
      ...(chance === null
        ? []
        : [chance < HARDLY ? t('keptHardly') : t('keptWith', { share: formats.percent(chance) })]),
      cost,
    ]
  }
}
