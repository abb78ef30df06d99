/** A floor in words: at most or at least so much, with its unit. */
import { useTranslation } from 'react-i18next'
import { FLOOR_SIDES, type FloorElement } from '../../../../contract/floor-elements.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { useTermText } from './term-text.ts'

export function useFloorText(): (floor: { element: FloorElement; level: number }) => string {
  const { t } = useTranslation('terms')
  const formats = useFormats()
  const termText = useTermText()
  return ({ element, level }) => {
    const amount =
      element === 'delivery_days'
        ? t('daysAWeek', { count: level })
        : element === 'max_parts'
          ? formats.number(level)
          : termText({ [element]: level }, element)
    return FLOOR_SIDES[element] === 'most' ? t('atMost', { amount }) : t('atLeast', { amount })
  }
}
