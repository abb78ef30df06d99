/** A standard's target with its unit, in the reader's language. */
import { useTranslation } from 'react-i18next'
import type { Segment } from '../../../../contract/policies.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'

type Target = Pick<Segment['standards'][number], 'target' | 'target_unit'>

export function useTargetText(): (target: Target) => string {
  const { t } = useTranslation('value')
  const formats = useFormats()
  return ({ target, target_unit: unit }) => {
    if (unit === 'percent') return formats.percent(target / 100, { min: 0, max: 1 })
    if (unit === 'hours') return formats.duration(target, 'hour')
    return t('business_days', { count: target })
  }
}
