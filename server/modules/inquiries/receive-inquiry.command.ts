/** Takes in a question from whatever channel and starts its clocks. */
import type { INQUIRY_CHANNELS, InquiryTopic, LINKED_BY } from '../../../contract/inquiries.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { createRecord, nextNumber, type State } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { requireLinks } from '../customers/index.ts'
import { deskHours } from '../locations/index.ts'
import { startClocks } from './answer-clock.ts'
import { insertEntry, standingOf } from './inquiries.store.ts'
import { inquiry, teamOf } from './inquiry.ts'

export interface InquiryWish {
  readonly inquiry_id?: string | undefined
  readonly channel: (typeof INQUIRY_CHANNELS)[number]
  readonly customer_id?: string | null | undefined
  readonly contact_id?: string | null | undefined
  readonly order_id?: string | null | undefined
  readonly line_number?: number | null | undefined
  readonly linked_by?: (typeof LINKED_BY)[number] | null
  readonly from_address?: string | null
  readonly topic?: InquiryTopic | null | undefined
  readonly subject: string
  readonly text: string
  readonly language?: string | null | undefined
  readonly is_urgent?: boolean
  readonly received_at?: string | undefined
  readonly message_ref?: string | null
  /** The conversation that it seems to answer without belonging to it. */
  readonly answers_to?: string | null
}

/** Whoever has not arrived yet cannot have asked; a little is left for clocks that differ. */
const AHEAD_MS = 5 * 60_000

export function receiveInquiry(context: Context, wish: InquiryWish): Promise<State> {
  return inTransaction(context, async (tx) => {
    const now = context.clock.now()
    const received = wish.received_at ? new Date(wish.received_at) : now
    if (received.getTime() > now.getTime() + AHEAD_MS)
      throw new Refusal('time_order', { received_at: wish.received_at, now: now.toISOString() })
    const customer_id = await requireLinks(tx, wish)
    const { segment_id, targets } = await standingOf(tx, customer_id, received)
    const hours = await deskHours(tx, customer_id, received)
    const inquiry_id =
      wish.inquiry_id ?? (await nextNumber(context, { subjectType: inquiry.subjectType, prefix: 'IQ' }))
    const isLinked = Boolean(customer_id ?? wish.order_id)
    const state = await createRecord(context, tx, inquiry, {
      inquiry_id,
      channel: wish.channel,
      customer_id,
      segment_id,
      contact_id: wish.contact_id ?? null,
      order_id: wish.order_id ?? null,
      line_number: wish.line_number ?? null,
      linked_by: isLinked ? (wish.linked_by ?? 'person') : null,
      subject: wish.subject,
      from_address: wish.from_address ?? null,
      topic: wish.topic ?? null,
      topic_by: wish.topic ? (wish.channel === 'portal' ? 'customer' : 'person') : null,
      team: teamOf(wish.topic),
      is_urgent: wish.is_urgent ?? false,
      language: wish.language ?? null,
      state: 'open',
      received_at: received.toISOString(),
      ...startClocks(hours, received, targets),
      waited_seconds: 0,
      answers_to: wish.answers_to ?? null,
      times_reopened: 0,
      entries: 1,
    })
    await insertEntry(tx, {
      inquiry_id,
      entry_number: 1,
      kind: 'question',
      channel: wish.channel,
      author: context.principal.actor,
      written_at: received,
      text: wish.text,
      message_ref: wish.message_ref ?? null,
    })
    return state
  })
}
