/** Takes feedback in, from whatever channel, links it, and starts its clock where it wants an answer. */
import {
  type FEEDBACK_CHANNELS,
  type FeedbackKind,
  type FeedbackStance,
  type FeedbackSubject,
  SCORE_MAX,
} from '../../../contract/feedback.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { createRecord, getRecord, nextNumber, type State } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { requireLinks } from '../customers/index.ts'
import { deskHours } from '../locations/index.ts'
import { rateOrder } from '../needs/index.ts'
import { answerHours, findBySource, lockSource } from './feedback.store.ts'
import { feedback, teamOfKind, USUAL_ANSWER_HOURS, wantsAnswer } from './feedback.ts'

export interface FeedbackWish {
  readonly feedback_id?: string | undefined
  readonly channel: (typeof FEEDBACK_CHANNELS)[number]
  readonly customer_id?: string | null | undefined
  readonly contact_id?: string | null | undefined
  readonly order_id?: string | null | undefined
  readonly line_number?: number | null | undefined
  readonly shipment_id?: string | null | undefined
  readonly kind: FeedbackKind
  readonly stance?: FeedbackStance | null | undefined
  readonly about?: readonly FeedbackSubject[] | undefined
  readonly score?: number | null | undefined
  readonly comment?: string | null | undefined
  readonly given_at?: string | undefined
  /** What it can come from only once: the second time changes nothing. */
  readonly source_key?: string
  /** Somebody follows it up, whatever was said. */
  readonly isFollowed?: true
}

const AHEAD_MS = 5 * 60_000

/** Refuses what names nobody: neither a customer nor an order. */
export function giveFeedback(context: Context, wish: FeedbackWish): Promise<State> {
  return inTransaction(context, async (tx) => {
    if (wish.source_key) {
      await lockSource(tx, wish.source_key)
      const known = await findBySource(tx, wish.source_key)
      if (known) return (await getRecord(tx, feedback, known)).state
    }
    const now = context.clock.now()
    const given = wish.given_at ? new Date(wish.given_at) : now
    if (given.getTime() > now.getTime() + AHEAD_MS)
      throw new Refusal('time_order', { given_at: wish.given_at, now: now.toISOString() })
    const customer_id = await requireLinks(tx, wish)
    if (customer_id === null) throw new Refusal('invalid_input', { field: 'customer_id', reason: 'missing' })
    const said = { score: wish.score ?? null, comment: wish.comment?.trim() || null, stance: wish.stance ?? null }
    const isOpen = wish.isFollowed ?? wantsAnswer(said)
    const feedback_id =
      wish.feedback_id ?? (await nextNumber(context, { subjectType: feedback.subjectType, prefix: 'FB' }))
    const state = await createRecord(context, tx, feedback, {
      ...{ feedback_id, customer_id, contact_id: wish.contact_id ?? null, order_id: wish.order_id ?? null },
      ...{ line_number: wish.line_number ?? null, shipment_id: wish.shipment_id ?? null, kind: wish.kind },
      ...{ channel: wish.channel, about: wish.about?.length ? [...wish.about] : null, ...said },
      ...{ given_at: given.toISOString(), state: isOpen ? 'open' : 'noted', team: teamOfKind(wish.kind) },
      due_at: isOpen ? await dueAt(tx, customer_id, given) : null,
      source_key: wish.source_key ?? null,
    })
    if (said.score !== null && wish.order_id)
      await rateOrder({ ...context, tx }, wish.order_id, {
        ...{ score: said.score, scale_max: SCORE_MAX, channel: wish.channel, feedback_id },
        given_at: given.toISOString(),
      })
    return state
  })
}

async function dueAt(tx: Parameters<typeof answerHours>[0], customerId: string, from: Date): Promise<string | null> {
  const hours = (await answerHours(tx, customerId, from)) ?? USUAL_ANSWER_HOURS
  const at = (await deskHours(tx, customerId, from)).addMinutes(from.getTime(), Math.round(hours * 60))
  return at === null ? null : new Date(at).toISOString()
}
