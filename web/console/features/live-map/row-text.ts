/** What was promised of a consignment and what is expected of it: two different things, each in its own words. */
import { useTranslation } from 'react-i18next'
import type { MapConsignment } from '../../../../contract/live-map.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { useArrivalText } from '../../lib/arrival-text.ts'

export function usePromiseText() {
  const { t } = useTranslation('map')
  const formats = useFormats()
  return ({ promised_on, promised_to_at, zone }: MapConsignment): string | null => {
    if (promised_to_at) return t('until', { at: formats.instant(promised_to_at, zone ?? undefined) })
    return promised_on && formats.date(promised_on)
  }
}

export function useEstimateText() {
  const { t } = useTranslation('map')
  const formats = useFormats()
  const arrivalText = useArrivalText()
  return ({ arrival, expected, zone }: MapConsignment): string | null => {
    if (arrival) return arrivalText(arrival, zone)
    if (!expected) return null
    const { on, low80, high80 } = expected
    return low80 === high80
      ? formats.date(on)
      : t('days', { on: formats.date(on), from: formats.date(low80), to: high80 ? formats.date(high80) : '–' })
  }
}
