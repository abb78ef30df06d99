/** Questions for where an order is, answered by the program itself: what is set, what was decided, and why. */
import { z } from 'zod'
import { Code, Instant, Language } from './values.ts'

/** Why a question was left to a person; `arrival_question`: it was answered. */
export const ANSWER_REASONS = [
  'arrival_question',
  'no_question',
  'other_matter',
  'too_long',
  'other_topic',
  'unsure',
  'who_asks',
  'which_order',
  'nothing_to_say',
  'bad_news',
  'in_danger',
  'answered_lately',
  'urgent',
  'failed',
] as const
export const AnswerReason = z.enum(ANSWER_REASONS)
export type AnswerReason = z.infer<typeof AnswerReason>

export const AnswerSetting = z.object({
  is_on: z.boolean(),
  /** How certain it must be, at least, that somebody asks where an order is. */
  threshold: z.number().min(0.5).max(0.99),
})
export type AnswerSetting = z.infer<typeof AnswerSetting>

export const AutomaticAnswer = z.object({
  inquiry_id: Code,
  decided_at: Instant,
  verdict: z.enum(['answered', 'left']),
  reason: AnswerReason,
  /** Null: it was left before anybody had to be certain. */
  certainty: z.number().nullable(),
  /** What the certainty stands on: texts read alike, and how many of them people had sorted as a question for the arrival. */
  right: z.int().nullable(),
  cases: z.int().nullable(),
  order_id: Code.nullable(),
  language: Language.nullable(),
})
export type AutomaticAnswer = z.infer<typeof AutomaticAnswer>

/** The program could not look at it, and tries again. */
export const AnswerFailure = z.object({ failures: z.int(), failed_at: Instant, next_try_at: Instant })
export type AnswerFailure = z.infer<typeof AnswerFailure>

export const AutomaticAnswerRow = AutomaticAnswer.extend({
  subject: z.string(),
  customer_id: Code.nullable(),
  customer_name: z.string().nullable(),
  /** Opened again since, by the customer's reply or by one of us. */
  is_reopened: z.boolean(),
})
export type AutomaticAnswerRow = z.infer<typeof AutomaticAnswerRow>

export const AutomaticAnswerQuery = z.object({
  q: z.string().max(100).optional(),
  verdict: z.enum(['answered', 'left']).optional(),
  reason: AnswerReason.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
})
export type AutomaticAnswerQuery = z.infer<typeof AutomaticAnswerQuery>
export const AutomaticAnswerList = z.object({ answers: z.array(AutomaticAnswerRow), total: z.int() })

export const AutomaticAnswerFigures = z.object({
  /** Of the last thirty days. */
  answered: z.int(),
  reopened: z.int(),
  left: z.array(z.object({ reason: AnswerReason, count: z.int() })),
  median_minutes: z.number().nullable(),
  /** How certain it is today about a text that it reads as such a question. */
  certainty: z.number(),
  right: z.int(),
  cases: z.int(),
  /** False: messages are off, or answers are not let out by themselves, so nothing is answered. */
  goes_out: z.boolean(),
})
export type AutomaticAnswerFigures = z.infer<typeof AutomaticAnswerFigures>
