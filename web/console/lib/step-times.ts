/** How long steps took, as the scorecard and an order's file both show it: a business time beside the wall time of its step. */
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../ui/format/use-formats.ts'

type Timed = { step: string; kind: 'elapsed' | 'business'; calendar: 'site' | 'carrier' | null }

const STEPS = [
  'order_cycle',
  'order_process',
  'customer_wait',
  'order_entry',
  'warehouse',
  'transit',
  'last_mile',
  'order_to_cash',
]

/** In the order of the steps; of one step the wall time first. */
export const byStep = <Row extends Timed>(rows: readonly Row[]): Row[] =>
  rows.toSorted((a, b) => STEPS.indexOf(a.step) - STEPS.indexOf(b.step) || (a.kind === 'elapsed' ? -1 : 1))

export const keyOfStep = ({ step, kind }: Timed) => `${step} ${kind}`

export function useStepText() {
  const { t } = useTranslation('scorecard')
  const formats = useFormats()
  return {
    name: ({ step }: Timed) => t(`step.${step}`),
    kind: ({ kind, calendar }: Timed) => t(`timeKind.${calendar ?? kind}`),
    /** Wall time in days from a day on; open hours stay hours, since a working day is not one of twenty-four. */
    time: ({ kind }: Timed, seconds: number | null) => {
      if (seconds === null) return formats.duration(null, 'hour')
      if (seconds < 3600) return formats.duration(Math.round(seconds / 60), 'minute')
      return kind === 'business' || seconds < 86_400
        ? formats.duration(seconds / 3600, 'hour')
        : formats.duration(seconds / 86_400, 'day')
    },
  }
}
