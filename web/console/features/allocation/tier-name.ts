/** A tier as the policy names it, else by its rank. */
import { useTranslation } from 'react-i18next'
import type { BoardTier } from '../../../../contract/allocation-board.ts'

export function useTierName(): (tier: Pick<BoardTier, 'tier' | 'name'>) => string {
  const { t } = useTranslation('board')
  return ({ tier, name }) => name ?? t('tierNumber', { tier })
}
