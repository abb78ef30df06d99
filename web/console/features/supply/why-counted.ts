/** Why promising counts supply on the day it does: given by hand, the supplier's own word, or what its receipts have taught. */
import { useTranslation } from 'react-i18next'
import type { ExpectedLine } from '../../../../contract/expected.ts'
import { useLateness } from './use-supply.ts'

export type Counted = Pick<ExpectedLine, 'supplier_id' | 'due_on' | 'counted_on' | 'is_count_given'>

export function useWhyCounted(): (line: Counted) => string {
  const { t } = useTranslation('supply')
  const lateness = useLateness()
  const bySupplier = new Map(lateness.data?.rows.map((row) => [row.supplier_id, row]))
  return (line) => {
    if (line.is_count_given) return t('why.given')
    const learned = bySupplier.get(line.supplier_id)
    if (line.counted_on === line.due_on) return learned ? t('why.keepsWord', { count: learned.cases }) : t('why.word')
    if (!learned) return t('why.others')
    return t('why.late', { days: learned.late_days, count: learned.cases })
  }
}
