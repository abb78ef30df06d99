/** What the portal's order form is filled from. */
import { OrderingChoices, OwnProducts, OwnProductsQuery } from '../../../contract/portal-ordering.ts'
import { Refusal } from '../../../contract/refusals.ts'
import type { Context } from '../../platform/context.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { type AnyEndpoint, endpoint } from '../../platform/http/endpoint.ts'

import { listOwnProducts, orderingChoices } from './own-products.store.ts'

/** Only who belongs to a customer has own products: staff price and quote at the promise desk. */
function customerOf({ principal }: Context): string {
  if (principal.customerId === null) throw new Refusal('not_allowed', { reason: 'no_customer' })
  return principal.customerId
}

const today = ({ clock }: Context): string => clock.now().toISOString().slice(0, 10)

export const orderingEndpoints: AnyEndpoint[] = [
  endpoint({
    method: 'GET',
    path: '/portal/products',
    tag: 'portal',
    permission: 'portal.order',
    summary: "The customer's own products at the customer's own prices",
    query: OwnProductsQuery,
    answer: OwnProducts,
    handle: (context, { query }) => {
      const customerId = customerOf(context)
      return inSnapshot(context, (tx) => listOwnProducts(tx, { customerId, day: today(context), query }))
    },
  }),
  endpoint({
    method: 'GET',
    path: '/portal/ordering-choices',
    tag: 'portal',
    permission: 'portal.order',
    summary: "The customer's own places and people, and the services offered",
    answer: OrderingChoices,
    handle: (context) => {
      const customerId = customerOf(context)
      return inSnapshot(context, (tx) => orderingChoices(tx, customerId, today(context)))
    },
  }),
]
