/** A level of service in words, with its unit. */
import { useTranslation } from 'react-i18next'
import type { Ground } from '../../../../contract/trade-offs.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'

export function useLevelText(currency: string): (element: string, level: number) => string {
  const { t } = useTranslation(['tradeOffs', 'terms', 'value'])
  const formats = useFormats()
  return (element, level) => {
    if (element === 'lead_time_days') return t('value:business_days', { count: level })
    if (element === 'in_stock_percent') return formats.percent(level / 100, { min: 0, max: 1 })
    if (element === 'delivery_days') return t('terms:daysAWeek', { count: level })
    if (element === 'window_hours') return t('within', { hours: formats.duration(level, 'hour') })
    if (element.startsWith('service:'))
      return level > 1 && level < 2
        ? t('entitled.discount', { percent: formats.percent(level - 1, { min: 0, max: 0 }) })
        : t(`entitled.${level <= 0 ? 'none' : level >= 2 ? 'included' : 'priced'}`)
    return level <= 0 ? t('noMinimum') : formats.price(level, currency)
  }
}

/** A lever by its name; an added service by its own. */
export function useLeverName(grounds: readonly Pick<Ground, 'element' | 'name'>[]): (element: string) => string {
  const { t } = useTranslation('tradeOffs')
  return (element) => grounds.find((ground) => ground.element === element)?.name ?? t(`element.${element}`)
}
