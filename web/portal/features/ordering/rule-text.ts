/** In words in which quantities a product may be ordered; empty: in any. */
import { useTranslation } from 'react-i18next'
import type { QuantityRule } from '../../../../contract/order-quantities.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { useUnit } from '../../../ui/format/use-unit.ts'

export function useRuleText(): (rule: QuantityRule | undefined, unit: string | null) => string {
  const { t } = useTranslation('ordering')
  const formats = useFormats()
  const unitName = useUnit()
  return (rule, unit) => {
    const told = (quantity: number) => formats.quantity(quantity, unitName(unit))
    const parts = [
      rule?.multiple && t('wholePacks', { quantity: told(rule.multiple) }),
      rule?.least && t('atLeast', { quantity: told(rule.least) }),
    ]
    return parts.filter(Boolean).join(', ')
  }
}
