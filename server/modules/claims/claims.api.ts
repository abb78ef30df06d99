/** What people and customers do with claims; what they see of them is a view. */
import { z } from 'zod'
import {
  ClaimDone,
  ClaimPolicy,
  ClaimWays,
  DecideClaim,
  InspectReturn,
  NewClaim,
  PhotoKept,
  ReceiveReturn,
  RecoverClaim,
} from '../../../contract/claims.ts'
import { ownCustomer } from '../../../contract/own-customer.ts'
import { Code } from '../../../contract/values.ts'
import { recordEndpoints, type State } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { type AnyEndpoint, Download, endpoint } from '../../platform/http/endpoint.ts'
import { claimPolicy, waysOf } from './claim.ts'
import { getPhoto, loadDeliveredOn, rulesOf } from './claims.store.ts'
import { decideClaim } from './decide-claim.command.ts'
import { addPhoto, openClaim } from './open-claim.command.ts'
import { inspectReturn, receiveReturn, recoverClaim, withdrawClaim } from './return-goods.command.ts'

const Params = z.object({ id: Code })
const done = ({ claim_id, state }: State) => ({ claim_id, state })
const PHOTO_TYPES = ['image/jpeg', 'image/png', 'image/webp']

type Side = { prefix: '' | '/portal'; permission: string; customer: (context: Context) => string | null }
const DESK: Side = { prefix: '', permission: 'inquiries.write', customer: () => null }
const PORTAL: Side = { prefix: '/portal', permission: 'portal.claim', customer: ownCustomer }

const ofSide = ({ prefix, permission, customer }: Side): AnyEndpoint[] => {
  const tag = prefix ? 'portal' : 'claims'
  const own = prefix ? ' of the own company' : ''
  return [
    endpoint({
      method: 'POST',
      path: `${prefix}/claims`,
      tag,
      permission,
      summary: `Say what was wrong with delivered goods${own}`,
      body: NewClaim,
      answer: ClaimDone,
      status: 201,
      handle: async (context, { body }) => done(await openClaim(context, body, { customer_id: customer(context) })),
    }),
    endpoint({
      method: 'POST',
      path: `${prefix}/claims/:id/photos`,
      tag,
      permission,
      summary: `Add a photo to an open claim${own}: JPEG, PNG or WebP up to five megabytes`,
      params: Params,
      rawTypes: PHOTO_TYPES,
      answer: PhotoKept,
      status: 201,
      callsPerMinute: 60,
      handle: (context, { params, body }) =>
        addPhoto(context, {
          claim_id: params.id,
          content: body instanceof Uint8Array ? body : new Uint8Array(),
          customer_id: customer(context),
        }),
    }),
    endpoint({
      method: 'GET',
      path: `${prefix}/claims/:id/photos/:photo`,
      tag,
      permission: prefix ? 'portal.read' : 'inquiries.read',
      summary: `A photo of a claim${own}`,
      params: z.object({ id: Code, photo: z.uuid() }),
      answer: null,
      handle: async (context, { params }) => {
        const visibleTo = customer(context)
        const asked = { claim_id: params.id, photo_id: params.photo, visibleTo }
        const { media_type, content } = await inSnapshot(context, (tx) => getPhoto(tx, asked))
        return new Download(`${params.photo}.${media_type.slice('image/'.length)}`, media_type, content)
      },
    }),
    endpoint({
      method: 'POST',
      path: `${prefix}/claims/:id/withdraw`,
      tag,
      permission,
      summary: `Take back a claim${own} that nobody has decided`,
      params: Params,
      answer: ClaimDone,
      handle: async (context, { params }) => done(await withdrawClaim(context, params.id, customer(context))),
    }),
  ]
}

export const claimEndpoints: AnyEndpoint[] = [
  ...ofSide(DESK),
  ...ofSide(PORTAL),
  endpoint({
    method: 'GET',
    path: '/portal/orders/:id/claim-ways',
    tag: 'portal',
    permission: PORTAL.permission,
    summary: 'What can still be told of an own order, line by line, and up to which day',
    params: Params,
    answer: ClaimWays,
    handle: (context, { params }) =>
      inSnapshot(context, async (tx) => {
        const customerId = ownCustomer(context)
        const lines = await loadDeliveredOn(tx, params.id, customerId)
        const rules = await rulesOf(tx, customerId)
        const today = context.clock.now().toISOString().slice(0, 10)
        return {
          lines: lines.map(({ line_number, delivered_on }) => ({
            line_number,
            ways: delivered_on === null ? [] : waysOf(delivered_on, rules, today),
          })),
        }
      }),
  }),
  ...recordEndpoints({
    type: claimPolicy,
    path: '/claim-policies',
    tag: 'claims',
    read: 'standards.read',
    write: 'standards.write',
    body: ClaimPolicy,
    searched: ['policy_id'],
    filters: ['segment_id'],
  }),
  endpoint({
    method: 'POST',
    path: '/claims/:id/decision',
    tag: 'claims',
    permission: 'billing.write',
    summary: 'Decide a claim as a named person: its credit is issued and the customer is told',
    params: Params,
    body: DecideClaim,
    answer: ClaimDone,
    handle: async (context, { params, body }) => done(await decideClaim(context, params.id, body)),
  }),
  endpoint({
    method: 'POST',
    path: '/claims/:id/return',
    tag: 'claims',
    permission: 'stock.write',
    summary: 'Receive claimed goods; they lie apart until they are inspected',
    params: Params,
    body: ReceiveReturn,
    answer: ClaimDone,
    handle: async (context, { params, body }) => done(await receiveReturn(context, params.id, body)),
  }),
  endpoint({
    method: 'POST',
    path: '/claims/:id/inspection',
    tag: 'claims',
    permission: 'stock.write',
    summary: 'Say what becomes of returned goods',
    params: Params,
    body: InspectReturn,
    answer: ClaimDone,
    handle: async (context, { params, body }) => done(await inspectReturn(context, params.id, body)),
  }),
  endpoint({
    method: 'POST',
    path: '/claims/:id/recovery',
    tag: 'claims',
    permission: 'inquiries.write',
    summary: 'Note what became of asking the carrier',
    params: Params,
    body: RecoverClaim,
    answer: ClaimDone,
    handle: async (context, { params, body }) => done(await recoverClaim(context, params.id, body)),
  }),
]
