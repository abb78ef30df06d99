/** A rhythm in one line, such as "Mon, Wed · every 2 weeks". */
import { useTranslation } from 'react-i18next'
import { WEEKDAYS, weekdayNames } from './weekday-names.ts'

type Terms = { weekdays?: readonly string[] | null; every_weeks?: number | null; every_days?: number | null }

export function useRepeatText(): (terms: Terms | undefined) => string {
  const { t, i18n } = useTranslation('ui')
  return (terms) => {
    if (!terms) return ''
    if (terms.every_days) return t('repeat.inDays', { count: terms.every_days })
    const names = weekdayNames(i18n.language, 'short')
    const days = WEEKDAYS.flatMap((day, at) => (terms.weekdays?.includes(day) ? [names[at]] : []))
    return [days.join(', '), t('repeat.inWeeks', { count: terms.every_weeks ?? 1 })].join(' · ')
  }
}
