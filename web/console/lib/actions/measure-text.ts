/** A level and a change of a measure in words: points of percent, or days. */
import { useTranslation } from 'react-i18next'
import type { ActionMeasure } from '../../../../contract/action-words.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'

export function useMeasureText() {
  const { t } = useTranslation('actions')
  const formats = useFormats()
  const signed = (value: number, text: string) => (value > 0 ? `+${text}` : text)
  return {
    levelText: (measure: ActionMeasure, level: number | null): string =>
      measure === 'order_cycle_time' ? formats.duration(level, 'day', { min: 0, max: 2 }) : formats.percent(level),
    /** `change` in points or days, as the step says it. */
    changeText: (measure: ActionMeasure, change: number): string =>
      signed(
        change,
        measure === 'order_cycle_time'
          ? formats.duration(change, 'day', { min: 0, max: 2 })
          : t('points', { points: formats.number(change, { min: 0, max: 1 }) }),
      ),
  }
}
