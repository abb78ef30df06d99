/** What a message is made of, and what reading one must give. */
import { Refusal } from '../../../contract/refusals.ts'
import type { TellingProblem } from '../../../contract/tracking.ts'
import type { RecordType } from '../../ledger/index.ts'
import type { ToldEvent } from './told-event.ts'

export const trackingMessage: RecordType = {
  subjectType: 'tracking_message',
  table: 'tracking.message',
  key: 'message_id',
  columns: [
    'channel',
    'source',
    'message_key',
    'received_at',
    'state',
    'events',
    'added',
    'known',
    'unmatched',
    'unmapped',
    'problems',
    'content',
    'answer',
  ],
  // Signatures and names may stand in what a carrier writes: kept for a while, never in the ledger.
  personal: ['content', 'answer', 'problems'],
  created: 'TrackingMessageReceived',
  changed: 'TrackingMessageReplayed',
  eventTime: 'received_at',
}

/** A message as its channel reads it. Reading never throws: what is wrong stands in `problems`. */
export interface ReadMessage {
  /** The sender's own number of the message; null: the digest of its content will do. */
  readonly key: string | null
  readonly events: readonly ToldEvent[]
  readonly problems: readonly TellingProblem[]
  /** Nothing of it can be taken. */
  readonly isRefused: boolean
  /** Writes the acknowledgement that its sender is owed. */
  acknowledge?(outcome: { readonly isDuplicate: boolean; readonly number: number; readonly at: Date }): string
}

export interface IncomingMessage {
  readonly channel: string
  /** Who tells, as our observations will name it. */
  readonly source: string
  readonly content: string
  /** The clock of local times whose place is not known. */
  readonly zone: string | null
  readonly read: ReadMessage
  /** A repetition is refused without being kept: whoever calls again and again must not fill our tables. */
  readonly forgetsRepetitions?: true
}

export const PROBLEMS_KEPT = 100

export const stateOf = ({ isRefused, problems }: ReadMessage): 'taken' | 'partly' | 'refused' =>
  isRefused ? 'refused' : problems.length > 0 ? 'partly' : 'taken'

/** The bytes that were sent as text. Refuses `invalid_input` for none, and `unsupported_file` for what is no UTF-8. */
export function textOf(body: unknown): string {
  if (!(body instanceof Uint8Array) || body.length === 0) throw new Refusal('invalid_input', { body: 'empty' })
  try {
    // A NUL is no text, and no database takes it.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body)
    if (!text.includes('\0')) return text
  } catch {
    // Said below.
  }
  throw new Refusal('unsupported_file', { reason: 'not_utf8' })
}
