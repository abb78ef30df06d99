/** Takes a claim in: from the portal within the days of the policy, from the desk also beyond them. */
import type { NewClaim } from '../../../contract/claims.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { createRecord, getRecord, nextNumber, type State } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { addDays, claim, daysFor, findStage } from './claim.ts'
import { type Delivered, harmFacts, insertPhoto, loadBilled, loadDelivered, rulesOf } from './claims.store.ts'
import { PHOTO_BYTES_MAX, photoKind } from './photo-kind.ts'

/** Of a shortage one can claim what was ordered, of everything else what was handed over. */
const mostOf = (kind: NewClaim['kind'], line: Delivered) =>
  (kind === 'shortage' ? line.ordered : Math.max(line.accepted ?? line.ordered, 0) + line.rejected) - line.claimed

export function openClaim(context: Context, wish: NewClaim, by: { customer_id: string | null }): Promise<State> {
  return inTransaction(context, async (tx) => {
    const { customer_id, lines } = await loadDelivered(tx, wish.order_id)
    // That another customer has such an order is none of the asker's business.
    if (by.customer_id !== null && by.customer_id !== customer_id)
      throw new Refusal('unknown_order_line', { order_id: wish.order_id })
    const known = new Map(lines.map((line) => [line.line_number, line]))
    const claimed = wish.lines.map((line) => ({
      ...line,
      of: requireDelivered(wish, known.get(line.line_number), line),
    }))
    const now = context.clock.now()
    const rules = await rulesOf(tx, customer_id)
    if (by.customer_id !== null && !rules.self_service.includes(wish.kind))
      throw new Refusal('not_allowed', { kind: wish.kind, reason: 'ask_us' })
    const delivered_on = claimed.map(({ of }) => of.delivered_on!).toSorted()[0]!
    const last = addDays(delivered_on, daysFor(wish, rules))
    const is_late = last < now.toISOString().slice(0, 10)
    if (is_late && by.customer_id !== null) throw new Refusal('cutoff_passed', { until: last, reason: 'ask_us' })
    const [first] = claimed as [(typeof claimed)[number]]
    const facts = await harmFacts(tx, {
      ...{ order_id: wish.order_id, line_numbers: claimed.map((line) => line.line_number) },
      ...{ shipment_id: first.of.shipment_id, site_id: first.of.site_id },
    })
    const found = findStage(wish.kind, facts)
    const billed = await loadBilled(tx, wish.order_id)
    const mayRecover = first.of.carrier_id !== null && found.stage === 'transport'
    return createRecord(context, tx, claim, {
      claim_id: wish.claim_id ?? (await nextNumber(context, { subjectType: claim.subjectType, prefix: 'CL' })),
      ...{ customer_id, order_id: wish.order_id, kind: wish.kind, wish: wish.wish, comment: wish.comment ?? null },
      ...{ channel: by.customer_id === null ? 'desk' : 'portal', state: 'open', opened_at: now.toISOString() },
      ...{ delivered_on, is_late, ...found, shipment_id: first.of.shipment_id, carrier_id: first.of.carrier_id },
      ...{ currency: billed.get(first.line_number)?.currency ?? null, return_state: 'none' },
      recovery_state: mayRecover ? 'to_file' : 'none',
      recovery_due_on: mayRecover ? addDays(delivered_on, rules.carrier_days) : null,
      lines: claimed.map(({ line_number, quantity, condition, of }) => ({
        ...{ line_number, product_id: of.product_id, quantity, condition: condition ?? null, returned_quantity: 0 },
      })),
    })
  })
}

function requireDelivered(
  { kind, order_id }: NewClaim,
  of: Delivered | undefined,
  { line_number, quantity }: NewClaim['lines'][number],
): Delivered {
  if (!of) throw new Refusal('unknown_order_line', { order_id, line_number })
  if (of.delivered_on === null) throw new Refusal('wrong_state', { order_id, line_number, reason: 'not_delivered' })
  const most = mostOf(kind, of)
  if (quantity > most) throw new Refusal('quantity_exceeded', { order_id, line_number, most: Math.max(0, most) })
  return of
}

export interface PhotoWish {
  readonly claim_id: string
  readonly content: Uint8Array
  readonly customer_id: string | null
}

/** Refuses what is no picture, whatever it calls itself, what is too large, and claims that are decided. */
export function addPhoto(
  context: Context,
  { claim_id, content, customer_id }: PhotoWish,
): Promise<{ photo_id: string }> {
  const media_type = photoKind(content)
  if (!media_type) throw new Refusal('unsupported_media', { expected: 'JPEG, PNG or WebP' })
  if (content.byteLength > PHOTO_BYTES_MAX) throw new Refusal('too_large', { bytes: PHOTO_BYTES_MAX })
  return inTransaction(context, async (tx) => {
    const { state } = await getRecord(tx, claim, claim_id, 'FOR UPDATE')
    if (customer_id !== null && state.customer_id !== customer_id) throw new Refusal('not_found', { claim_id })
    if (state.state !== 'open') throw new Refusal('wrong_state', { claim_id, state: state.state })
    const photo_id = context.ids.uuid()
    await insertPhoto(tx, { claim_id, photo_id, media_type, content, at: context.clock.now() })
    return { photo_id }
  })
}
