/** What a way out of a danger brings and costs, in a few words each. */
import { useTranslation } from 'react-i18next'
import type { Remedy } from '../../../../contract/remedies.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'

export function useSayWay(): (remedy: Remedy) => string[] {
  const { t } = useTranslation('risk')
  const formats = useFormats()
  return ({ kind, to_date, chance, extra_cost_minor, currency }) => {
    const cost =
      extra_cost_minor === null || (extra_cost_minor !== 0 && currency === null)
        ? t('costUnknown')
        : extra_cost_minor === 0
          ? t('costNone')
          : t('cost', { amount: formats.money(extra_cost_minor, currency ?? '') })
    return [
      ...(kind === 'tell' ? [] : [t('newDay', { day: formats.date(to_date) })]),
      ...(chance === null ? [] : [t('keptWith', { share: formats.percent(chance) })]),
      cost,
    ]
  }
}
