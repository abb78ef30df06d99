/** States of trips and stops in words. */
import { useTranslation } from 'react-i18next'
import type { SeenStop } from '../../../../contract/vehicles.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { useArrivalText } from '../../lib/arrival-text.ts'

export const TRIP_MARKS = { planned: '○', under_way: '▶', ended: '■' } as const
export const STOP_MARKS = { ahead: '○', here: '▶', handed_over: '✓', left: '◇', missed: '✕' } as const

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

/** That somebody was at the door and could not hand over; nothing once the goods are taken. */
export function useFailedText() {
  const { t } = useTranslation(['vehicles', 'value'])
  const formats = useFormats()
  return ({ state, failed_at, failed_reason, zone }: SeenStop): string | null => {
    if (failed_at === null || state === 'handed_over') return null
    const at = formats.time(failed_at, zone ?? undefined)
    return failed_reason === null
      ? t('failedAt', { at })
      : t('failedWhy', { at, reason: t(`value:reason.${failed_reason}`) })
  }
}
