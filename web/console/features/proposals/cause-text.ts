/** What brought a proposal about, in words. */
import { useTranslation } from 'react-i18next'
import type { Proposal } from '../../../../contract/proposals.ts'
import { useListNames } from '../../lib/records/use-list-names.ts'

const DISRUPTIONS = { path: '/disruptions', key: 'disruption_id' }

export function useCauseText(): (proposal: Pick<Proposal, 'kind' | 'cause'>) => string {
  const { t } = useTranslation('proposals')
  const disruptions = useListNames(DISRUPTIONS)
  return ({ kind, cause }) => {
    const supplies = (cause.supply_ids as string[] | undefined) ?? []
    const pools = Array.isArray(cause.pools) ? (cause.pools as { product_id: string }[]) : []
    const named = [
      ...supplies,
      ...pools.map((pool) => pool.product_id),
      ...(typeof cause.order_id === 'string' ? [cause.order_id] : []),
      ...(typeof cause.disruption_id === 'string' ? [disruptions.get(cause.disruption_id) ?? cause.disruption_id] : []),
    ]
    return [t(`kind.${kind}`), [...new Set(named)].slice(0, 3).join(', ')].filter(Boolean).join(': ')
  }
}
