/** Inquiries: what customers ask, from whatever channel, with its clocks, its conversation and who deals with it. */
import { z } from 'zod'
import { AnswerFailure, AutomaticAnswer } from './automatic-answers.ts'
import { MailFile } from './incoming-mail.ts'
import { OrderProgress } from './order-progress.ts'
import { Code, Day, Instant, Language, LineNumber, LongText, Text } from './values.ts'

export const INQUIRY_CHANNELS = ['portal', 'email', 'phone', 'api', 'other'] as const
export const INQUIRY_TOPICS = [
  'arrival',
  'change',
  'delivery',
  'damage',
  'document',
  'bill',
  'product',
  'other',
] as const
export const InquiryTopic = z.enum(INQUIRY_TOPICS)
export type InquiryTopic = z.infer<typeof InquiryTopic>

/** open: our turn; waiting: the customer's; the others: nobody's. */
export const INQUIRY_STATES = ['open', 'waiting', 'answered', 'merged', 'dismissed'] as const
export type InquiryState = (typeof INQUIRY_STATES)[number]
/** question: the first; reply: what the customer adds; answer: what we say; note: among ourselves. */
export const ENTRY_KINDS = ['question', 'reply', 'answer', 'note'] as const
/**
 * person: somebody said so; text: recognised in what a known contact wrote; contact: by the address it came from; only_order:
 * the customer waits for no other.
 */
export const LINKED_BY = ['person', 'text', 'contact', 'only_order'] as const

const said = LongText.refine((text) => text.trim() !== '', 'must say something')

export const NewInquiry = z.object({
  inquiry_id: Code.optional(),
  channel: z.enum(['phone', 'api', 'other']).default('api'),
  customer_id: Code.nullish(),
  contact_id: Code.nullish(),
  order_id: Code.nullish(),
  line_number: LineNumber.nullish(),
  topic: InquiryTopic.nullish(),
  subject: Text,
  text: said,
  language: Language.nullish(),
  is_urgent: z.boolean().default(false),
  /** Absent: now. */
  received_at: Instant.optional(),
})
export type NewInquiry = z.infer<typeof NewInquiry>

/** What a customer asks in the portal. */
export const AskQuestion = z.object({
  order_id: Code.nullish(),
  line_number: LineNumber.nullish(),
  /** Absent: the desk finds out. */
  topic: InquiryTopic.nullish(),
  subject: Text,
  text: said,
  language: Language.nullish(),
})
export type AskQuestion = z.infer<typeof AskQuestion>

export const NewReply = z.object({ text: said })
export const NewAnswer = z.object({
  text: said,
  /** False: something is asked back, and the clocks wait for the customer. */
  is_final: z.boolean().default(true),
  /** phone: said already, so no message goes out. */
  told_by: z.enum(['message', 'phone']).default('message'),
})
export type NewAnswer = z.infer<typeof NewAnswer>

/** What is left out stays as it is. */
export const SortInquiry = z.object({
  topic: InquiryTopic.nullish(),
  is_urgent: z.boolean().optional(),
  customer_id: Code.nullish(),
  contact_id: Code.nullish(),
  order_id: Code.nullish(),
  line_number: LineNumber.nullish(),
})
export type SortInquiry = z.infer<typeof SortInquiry>
export const MergeInquiry = z.object({ into: Code })

export const Inquiry = z.object({
  inquiry_id: Code,
  channel: z.enum(INQUIRY_CHANNELS),
  customer_id: Code.nullable(),
  customer_name: z.string().nullable(),
  segment_id: Code.nullable(),
  contact_id: Code.nullable(),
  contact_name: z.string().nullable(),
  order_id: Code.nullable(),
  line_number: z.int().nullable(),
  linked_by: z.enum(LINKED_BY).nullable(),
  /** Of a mail: the address it says it comes from. */
  from_address: z.string().nullable(),
  topic: InquiryTopic.nullable(),
  /** Null: nobody has sorted it. */
  topic_by: z.enum(['person', 'customer', 'rule']).nullable(),
  /** Whose work the topic usually is: a role. */
  team: z.string().nullable(),
  is_urgent: z.boolean(),
  subject: z.string(),
  language: Language.nullable(),
  state: z.enum(INQUIRY_STATES),
  /** Who deals with it; null: nobody yet. */
  owner: z.string().nullable(),
  owner_name: z.string().nullable(),
  received_at: Instant,
  first_answer_at: Instant.nullable(),
  final_answer_at: Instant.nullable(),
  /** Null: the segment has no standard. */
  first_due_at: Instant.nullable(),
  final_due_at: Instant.nullable(),
  /** The next of both that is still to come, and when; null: nothing runs. */
  due_at: Instant.nullable(),
  due_for: z.enum(['first_answer', 'final_answer']).nullable(),
  is_overdue: z.boolean(),
  waiting_since: Instant.nullable(),
  /** Working hours, without those in which the customer was asked; null: not yet. */
  first_hours: z.number().nullable(),
  final_hours: z.number().nullable(),
  first_target_hours: z.number().nullable(),
  final_target_hours: z.number().nullable(),
  merged_into: Code.nullable(),
  /** It came as an answer to that one, from an address that does not belong to it. */
  answers_to: Code.nullable(),
  times_reopened: z.int(),
})
export type Inquiry = z.infer<typeof Inquiry>

export const InquiryEntry = z.object({
  entry_number: z.int(),
  kind: z.enum(ENTRY_KINDS),
  channel: z.string(),
  author: z.string(),
  /** Null: no person, or one whose login is gone. */
  author_name: z.string().nullable(),
  written_at: Instant,
  text: z.string(),
  is_final: z.boolean().nullable(),
  /** The program has answered by itself. */
  is_automatic: z.boolean(),
  /** Where it came by mail: the mail, whole, with its files. */
  mail: z
    .object({ mail_id: Code, from_address: z.string().nullable(), is_cut: z.boolean(), files: z.array(MailFile) })
    .nullable(),
})
export type InquiryEntry = z.infer<typeof InquiryEntry>

export const InquiryQuery = z.object({
  q: z.string().max(100).optional(),
  /**
   * `mine`: what I deal with; `unowned`: nobody does; `team`: what is my role's; `overdue`: past due;
   * `unknown`: nobody knows yet who asks.
   */
  view: z.enum(['mine', 'unowned', 'team', 'overdue', 'unknown']).optional(),
  /** Absent: open and waiting. `all`: every state. */
  state: z.enum([...INQUIRY_STATES, 'all']).optional(),
  topic: InquiryTopic.optional(),
  channel: z.enum(INQUIRY_CHANNELS).optional(),
  customer_id: Code.optional(),
  order_id: Code.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
})
export type InquiryQuery = z.infer<typeof InquiryQuery>
export const InquiryList = z.object({ inquiries: z.array(Inquiry), total: z.int() })

/** What is known of the order, line by line, as a person would look it up. */
export const OrderFacts = z.object({
  order_id: Code,
  ordered_on: z.string().nullable(),
  lines: z.array(
    z.object({
      line_number: z.int(),
      product_id: Code,
      product_name: z.string().nullable(),
      quantity: z.number(),
      delivered: z.number(),
      delivered_on: z.string().nullable(),
      /** Null: nothing promised. */
      promised_from: z.string().nullable(),
      promised_to: z.string().nullable(),
      first_promised_to: z.string().nullable(),
      carrier_name: z.string().nullable(),
      tracking_number: z.string().nullable(),
      shipped_on: z.string().nullable(),
    }),
  ),
  progress: OrderProgress,
})
export type OrderFacts = z.infer<typeof OrderFacts>

export const AnswerSuggestion = z.object({
  language: Language,
  text: z.string(),
  /** The facts it was filled from, as codes. */
  reasons: z.array(z.enum(['delivered', 'on_the_way', 'promised', 'moved', 'late', 'not_promised'])),
})
export type AnswerSuggestion = z.infer<typeof AnswerSuggestion>

/** Learned from what people have sorted; its accuracy is on texts held back. */
export const TopicSuggestion = z.object({
  topic: InquiryTopic,
  chance: z.number(),
  right: z.int(),
  cases: z.int(),
  low: z.number(),
  high: z.number(),
})
export type TopicSuggestion = z.infer<typeof TopicSuggestion>
/** It reads like those that people have called urgent. */
export const UrgencySuggestion = TopicSuggestion.omit({ topic: true })
export type UrgencySuggestion = z.infer<typeof UrgencySuggestion>

export const InquiryFile = z.object({
  inquiry: Inquiry,
  entries: z.array(InquiryEntry),
  facts: OrderFacts.nullable(),
  suggestion: AnswerSuggestion.nullable(),
  /** What the program decided about answering by itself; null: it has not looked at it. */
  automatic: AutomaticAnswer.nullable(),
  /** Null: it has not failed, or has decided since. */
  automatic_failure: AnswerFailure.nullable(),
  /** Null: sorted already, or too little is known to say. */
  topic_suggestion: TopicSuggestion.nullable(),
  /** Null: urgent already, or nothing speaks for it. */
  urgency_suggestion: UrgencySuggestion.nullable(),
  /** Open ones of the same customer: perhaps the same question. */
  others: z.array(z.object({ inquiry_id: Code, subject: z.string(), received_at: Instant })),
})
export type InquiryFile = z.infer<typeof InquiryFile>

export const InquiryDone = z.object({ inquiry_id: Code, state: z.enum(INQUIRY_STATES) })

export const OwnInquiry = z.object({
  inquiry_id: Code,
  subject: z.string(),
  order_id: Code.nullable(),
  state: z.enum(['open', 'waiting', 'answered']),
  received_at: Instant,
  /** By when an answer was promised by the standard; null: answered, or none. */
  due_at: Instant.nullable(),
  entries: z.array(
    InquiryEntry.pick({ entry_number: true, kind: true, written_at: true, text: true, is_automatic: true }),
  ),
})
export type OwnInquiry = z.infer<typeof OwnInquiry>
export const OwnInquiries = z.object({ inquiries: z.array(OwnInquiry), total: z.int() })
export const OwnInquiryQuery = z.object({
  order_id: Code.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
  offset: z.coerce.number().int().min(0).max(100_000).default(0),
})

export const AnswerTimesQuery = z.object({ from: Day.optional(), to: Day.optional() })
/** Working hours from question to answer against the standard, over all and by segment. */
export const AnswerTimes = z.object({
  from: z.string(),
  to: z.string(),
  rows: z.array(
    z.object({
      measure: z.enum(['first_answer', 'final_answer']),
      is_all: z.boolean(),
      segment_id: z.string().nullable(),
      segment_name: z.string().nullable(),
      asked: z.int(),
      answered: z.int(),
      median_hours: z.number().nullable(),
      target_hours: z.number().nullable(),
      kept: z.int(),
      /** Answered with a standard, or beyond its time without an answer. */
      judged: z.int(),
      low: z.number().nullable(),
      high: z.number().nullable(),
    }),
  ),
})
export type AnswerTimes = z.infer<typeof AnswerTimes>

export const LEAVING_SIGNS = ['broken_promises', 'unanswered', 'fewer_orders', 'lower_scores'] as const
export const LeavingSigns = z.object({
  rows: z.array(
    z.object({
      customer_id: Code,
      customer_name: z.string(),
      signs: z.array(z.object({ kind: z.enum(LEAVING_SIGNS), now: z.number(), before: z.number(), cases: z.int() })),
    }),
  ),
  /** The same signs as of ninety days ago, and whose orders then fell by half. */
  check: z.object({
    as_of: z.string(),
    customers: z.int(),
    left: z.int(),
    warned: z.int(),
    warned_left: z.int(),
  }),
})
export type LeavingSigns = z.infer<typeof LeavingSigns>
