/** States of trips and stops, and foretold arrivals, in words. */
import { useTranslation } from 'react-i18next'
import type { LiveArrival, SeenStop } from '../../../../contract/vehicles.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'

export const TRIP_MARKS = { planned: '○', under_way: '▶', ended: '■' } as const
export const STOP_MARKS = { ahead: '○', here: '▶', handed_over: '✓', left: '◇', missed: '✕' } as const

/** "14:20 (between 14:05 and 14:40)", on the clock of the place. */
export function useArrivalText() {
  const { t } = useTranslation('vehicles')
  const formats = useFormats()
  return ({ low, mid, high }: LiveArrival, zone?: string | null) =>
    t('arrival', {
      at: formats.time(mid, zone ?? undefined),
      from: formats.time(low, zone ?? undefined),
      to: formats.time(high, zone ?? undefined),
    })
}

export function useStopText() {
  const { t } = useTranslation('vehicles')
  const formats = useFormats()
  const arrivalText = useArrivalText()
  return (stop: SeenStop): string => {
    const time = (at: string) => formats.time(at, stop.zone ?? undefined)
    if (stop.state === 'handed_over' && stop.handed_over_at) return t('handedOverAt', { at: time(stop.handed_over_at) })
    if (stop.state === 'here' && stop.arrived_at) return t('hereSince', { at: time(stop.arrived_at) })
    if (stop.state === 'left' && stop.arrived_at && stop.left_at)
      return t('wasHere', { from: time(stop.arrived_at), to: time(stop.left_at) })
    if (stop.state === 'ahead' && stop.arrival) return arrivalText(stop.arrival, stop.zone)
    if (stop.state === 'ahead' && stop.planned_at) return t('plannedAt', { at: time(stop.planned_at) })
    return t(`stopState.${stop.state}`)
  }
}
