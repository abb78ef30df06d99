/** What people see of claims, customers of their own, and the rate of intact goods. */
import { z } from 'zod'
import {
  ClaimFile,
  ClaimList,
  ClaimQuery,
  IntactLines,
  IntactLinesQuery,
  IntactQuery,
  IntactRate,
  OwnClaims,
} from '../../../contract/claims.ts'
import { OwnInquiryQuery } from '../../../contract/inquiries.ts'
import { ownCustomer } from '../../../contract/own-customer.ts'
import { Code } from '../../../contract/values.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { type AnyEndpoint, endpoint } from '../../platform/http/endpoint.ts'
import { listClaims, listOwnClaims, showClaim } from './claim-list.ts'
import { intactGoods, intactLines } from './intact-goods.ts'

const DAY_MS = 86_400_000
const dayOf = (instant: number) => new Date(instant).toISOString().slice(0, 10)

const daysOf = ({ from, to }: { from?: string | undefined; to?: string | undefined }, now: number) => ({
  from: from ?? dayOf(now - 365 * DAY_MS),
  to: to ?? dayOf(now),
})

export const claimViewEndpoints: AnyEndpoint[] = [
  endpoint({
    method: 'GET',
    path: '/claims',
    tag: 'claims',
    permission: 'inquiries.read',
    summary: 'Claims, undecided ones on top',
    query: ClaimQuery,
    answer: ClaimList,
    handle: (context, { query }) => inSnapshot(context, (tx) => listClaims(tx, query)),
  }),
  endpoint({
    method: 'GET',
    path: '/claims/:id',
    tag: 'claims',
    permission: 'inquiries.read',
    summary: 'One claim: its lines, photos, where harm arose, and what could be credited',
    params: z.object({ id: Code }),
    answer: ClaimFile,
    handle: (context, { params }) => inSnapshot(context, (tx) => showClaim(tx, params.id)),
  }),
  endpoint({
    method: 'GET',
    path: '/portal/claims',
    tag: 'portal',
    permission: 'portal.read',
    summary: "The customer's own claims",
    query: OwnInquiryQuery,
    answer: OwnClaims,
    handle: (context, { query }) => {
      const customer_id = ownCustomer(context)
      return inSnapshot(context, (tx) => listOwnClaims(tx, { ...query, customer_id }))
    },
  }),
  endpoint({
    method: 'GET',
    path: '/intact-goods',
    tag: 'claims',
    permission: 'scorecard.read',
    summary: 'Share of lines delivered undamaged, by product, packing, lane or carrier, with a 95 % interval',
    query: IntactQuery,
    answer: IntactRate,
    handle: (context, { query }) => {
      const days = daysOf(query, context.clock.now().getTime())
      return inSnapshot(context, (tx) => intactGoods(tx, query.by, days))
    },
  }),
  endpoint({
    method: 'GET',
    path: '/intact-goods/lines',
    tag: 'claims',
    permission: 'scorecard.read',
    summary: 'The delivered lines behind the share of intact goods, harmed ones on top',
    query: IntactLinesQuery,
    answer: IntactLines,
    handle: (context, { query }) =>
      inSnapshot(context, (tx) => intactLines(tx, query, daysOf(query, context.clock.now().getTime()))),
  }),
]
