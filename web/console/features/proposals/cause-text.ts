/** What brought proposals about, in words: products by name with their code, disruptions by name, orders and supply by code. */
import { useTranslation } from 'react-i18next'
import type { Proposal } from '../../../../contract/proposals.ts'
import { useListNames } from '../../lib/records/use-list-names.ts'
import { useNames } from '../../lib/records/use-names.ts'

const DISRUPTIONS = { path: '/disruptions', key: 'disruption_id' }

type Caused = Pick<Proposal, 'kind' | 'cause'>

const NAMED_MAX = 3

export function useCauseText(proposals: readonly Caused[]): (proposal: Caused) => string {
  const { t } = useTranslation('proposals')
  const disruptions = useListNames(DISRUPTIONS)
  const nameOf = useNames('/products', proposals.flatMap(productsOf))
  const named = (code: string) => (nameOf(code) === code ? code : `${nameOf(code)} (${code})`)
  return ({ kind, cause }) => {
    const causes = [
      ...new Set([
        ...((cause.supply_ids as string[] | undefined) ?? []),
        ...productsOf({ kind, cause }).map(named),
        ...(typeof cause.order_id === 'string' ? [cause.order_id] : []),
        ...(typeof cause.disruption_id === 'string'
          ? [disruptions.get(cause.disruption_id) ?? cause.disruption_id]
          : []),
      ]),
    ]
    return [t(`kind.${kind}`), causes.slice(0, NAMED_MAX).join(', ')].filter(Boolean).join(': ')
  }
}

const productsOf = ({ cause }: Caused): string[] =>
  Array.isArray(cause.pools)
    ? [...new Set((cause.pools as { product_id: string }[]).map(({ product_id }) => product_id))].slice(0, NAMED_MAX)
    : []
