/** What a way out of a danger brings and costs, in a few words each. */
import { useTranslation } from 'react-i18next'
import type { Remedy } from '../../../../contract/remedies.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { isLaterThanExpected } from './best-way.ts'

/** Below it a share would round to nothing. */
const HARDLY = 0.01

/** `expected`: the day on which the goods are expected if nothing is done. */
export function useSayWay(): (remedy: Remedy, expected: string | null) => string[] {
  const { t } = useTranslation('risk')
  const formats = useFormats()
  return (remedy, expected) => {
    const { kind, to_date, chance, extra_cost_minor, currency } = remedy
    const cost =
      extra_cost_minor === null || (extra_cost_minor !== 0 && currency === null)
        ? t('costUnknown')
        : extra_cost_minor === 0
          ? t('costNone')
          : t('cost', { amount: formats.money(extra_cost_minor, currency ?? '') })
    return [
      ...(kind === 'tell' ? [] : [t('newDay', { day: formats.date(to_date) })]),
      ...(isLaterThanExpected(remedy, expected) ? [t('laterThanExpected', { day: formats.date(expected!) })] : []),
      ...(chance === null
        ? []
        : [chance < HARDLY ? t('keptHardly') : t('keptWith', { share: formats.percent(chance) })]),
      cost,
    ]
  }
}
