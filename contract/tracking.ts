/** What carriers and partners tell of shipments, whatever way it comes: messages, the events in them, and what became of each. */
import { z } from 'zod'
import { Code, Zone } from './values.ts'

export const TRACKING_CHANNELS = ['epcis', 'x12-214', 'edifact-iftsta'] as const
export const TrackingChannel = z.enum(TRACKING_CHANNELS)
export type TrackingChannel = z.infer<typeof TrackingChannel>

export const MESSAGE_STATES = ['taken', 'partly', 'refused'] as const

/** What is wrong with a message or with a part of it. */
export const TELLING_PROBLEMS = [
  'broken', // no XML, no JSON, no interchange
  'wrong_kind', // readable, but not of the kind expected here
  'missing', // a required part is absent
  'bad_value', // a part is there and says something it cannot say
  'bad_time',
  'count_differs', // a control total does not agree
  'number_differs', // a control number does not agree with its other half
  'not_unique', // the same number or id twice in one message
  'duplicate', // the message came before
  'over_limit',
] as const
export type TellingProblemCode = (typeof TELLING_PROBLEMS)[number]

export const TellingProblem = z.object({
  /** A path, a segment and element, or a line. */
  where: z.string(),
  code: z.enum(TELLING_PROBLEMS),
  value: z.string().optional(),
})
export type TellingProblem = z.infer<typeof TellingProblem>

const counts = {
  events: z.int(),
  /** New observations of our shipments. */
  added: z.int(),
  /** Events that had been told before. */
  known: z.int(),
  /** Events kept until their shipment is known. */
  unmatched: z.int(),
  /** Codes that nobody has mapped: kept as they were told, never guessed. */
  unmapped: z.int(),
}

/** What is answered to whoever handed a message over. */
export const MessageTaken = z.object({
  message_id: z.string(),
  state: z.enum(MESSAGE_STATES),
  ...counts,
  problems: z.array(TellingProblem),
  /** The functional acknowledgement (997 or CONTRL) to send back; null where the form knows none. */
  answer: z.string().nullable(),
})
export type MessageTaken = z.infer<typeof MessageTaken>

/** A file may hold several messages. */
export const MessagesTaken = z.object({ messages: z.array(MessageTaken) })
export type MessagesTaken = z.infer<typeof MessagesTaken>

export const TellingQuery = z.object({
  /** Who tells, as observations will name it; absent: the sender as the message calls itself. */
  source: Code.optional(),
  /** The clock of local times at places we do not know. Without one such a time is known only by its day. */
  zone: Zone.optional(),
})
export type TellingQuery = z.infer<typeof TellingQuery>

export const TrackingMessageQuery = z.object({
  state: z.enum(MESSAGE_STATES).optional(),
  channel: z.string().max(40).optional(),
  source: Code.optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(100),
})
export type TrackingMessageQuery = z.infer<typeof TrackingMessageQuery>

export const TrackingMessageRow = z.object({
  message_id: z.string(),
  channel: z.string(),
  source: z.string(),
  received_at: z.string(),
  state: z.enum(MESSAGE_STATES),
  ...counts,
  problems: z.array(TellingProblem),
})
export type TrackingMessageRow = z.infer<typeof TrackingMessageRow>
export const TrackingMessageList = z.object({ rows: z.array(TrackingMessageRow), nextCursor: z.string().nullable() })
/** As it came, for whoever looks into a refused one. */
export const TrackingMessage = TrackingMessageRow.extend({
  content: z.string().nullable(),
  answer: z.string().nullable(),
})

/** The public page of one shipment: whoever holds the address can read it, so it is handed out with care. */
export const TrackingLink = z.object({
  shipment_id: z.string(),
  url: z.string(),
})
export type TrackingLink = z.infer<typeof TrackingLink>
