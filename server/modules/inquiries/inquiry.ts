/** What an inquiry is made of, and whose turn it is when. */
import type { InquiryState, InquiryTopic } from '../../../contract/inquiries.ts'
import { Refusal } from '../../../contract/refusals.ts'
import type { RecordType, State } from '../../ledger/index.ts'

export const inquiry: RecordType = {
  subjectType: 'inquiry',
  table: 'inquiries.inquiry',
  key: 'inquiry_id',
  columns: [
    'channel',
    'customer_id',
    'segment_id',
    'contact_id',
    'order_id',
    'line_number',
    'linked_by',
    'subject',
    'from_address',
    'topic',
    'topic_by',
    'team',
    'is_urgent',
    'language',
    'state',
    'owner',
    'received_at',
    'first_answer_at',
    'final_answer_at',
    'first_target_hours',
    'final_target_hours',
    'first_due_at',
    'final_due_at',
    'waiting_since',
    'waited_seconds',
    'first_hours',
    'final_hours',
    'merged_into',
    'answers_to',
    'times_reopened',
    'entries',
  ],
  created: 'InquiryReceived',
  changed: 'InquirySorted',
  personal: ['subject', 'from_address'],
  eventTime: 'received_at',
}

/** Whose work a topic usually is. */
const TEAMS: Readonly<Record<InquiryTopic, string>> = {
  arrival: 'coordinator',
  change: 'coordinator',
  delivery: 'coordinator',
  damage: 'coordinator',
  document: 'coordinator',
  bill: 'finance',
  product: 'planner',
  other: 'coordinator',
}
export const teamOf = (topic: InquiryTopic | null | undefined): string | null => (topic ? TEAMS[topic] : null)

export type Deed = 'answer' | 'reply' | 'note' | 'sort' | 'take' | 'merge' | 'dismiss' | 'reopen'

const LIVE: readonly InquiryState[] = ['open', 'waiting', 'answered']
const MAY: Readonly<Record<Deed, readonly InquiryState[]>> = {
  answer: ['open', 'waiting'],
  reply: LIVE,
  note: LIVE,
  sort: LIVE,
  take: ['open', 'waiting'],
  merge: LIVE,
  dismiss: ['open', 'waiting'],
  reopen: ['waiting', 'answered', 'dismissed'],
}

/** Refuses `wrong_state`. */
export function requireTurn(state: State, deed: Deed): void {
  if (!MAY[deed].includes(state.state as InquiryState))
    throw new Refusal('wrong_state', { inquiry_id: state.inquiry_id, state: state.state, deed })
}
