/** What a customer's people see beside their orders, each by what they take care of. */
import {
  OwnDeliveries,
  OwnDeliveriesQuery,
  OwnInvoices,
  OwnInvoicesQuery,
  OwnLots,
  OwnLotsQuery,
} from '../../../contract/portal.ts'
import { Refusal } from '../../../contract/refusals.ts'
import type { Context } from '../../platform/context.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { type AnyEndpoint, endpoint } from '../../platform/http/endpoint.ts'
import { listDeliveries } from './own-deliveries.ts'
import { listInvoices } from './own-invoices.ts'
import { listLots } from './own-lots.ts'

const shared = { method: 'GET', tag: 'portal' } as const

/** Only who belongs to a customer has anything of its own. */
function customerOf({ principal }: Context): string {
  if (principal.customerId === null) throw new Refusal('not_allowed', { reason: 'no_customer' })
  return principal.customerId
}

export const portalEndpoints: AnyEndpoint[] = [
  endpoint({
    ...shared,
    path: '/portal/deliveries',
    permission: 'portal.read',
    summary: 'What comes to the own company and when, or what was handed over, with its proof',
    query: OwnDeliveriesQuery,
    answer: OwnDeliveries,
    handle: (context, { query }) => {
      const customer_id = customerOf(context)
      const today = context.clock.now().toISOString().slice(0, 10)
      return inSnapshot(context, (tx) => listDeliveries(tx, { ...query, customer_id, today }))
    },
  }),
  endpoint({
    ...shared,
    path: '/portal/invoices',
    permission: 'portal.billing',
    summary: 'Invoices and credit notes of the own company, with the lines they bill',
    query: OwnInvoicesQuery,
    answer: OwnInvoices,
    handle: (context, { query }) => {
      const customer_id = customerOf(context)
      return inSnapshot(context, (tx) => listInvoices(tx, { ...query, customer_id }))
    },
  }),
  endpoint({
    ...shared,
    path: '/portal/lots',
    permission: 'portal.quality',
    summary: 'Lots that reached the own company, with certificates; recalled ones on top',
    query: OwnLotsQuery,
    answer: OwnLots,
    handle: (context, { query }) => {
      const customer_id = customerOf(context)
      return inSnapshot(context, (tx) => listLots(tx, { ...query, customer_id }))
    },
  }),
]
