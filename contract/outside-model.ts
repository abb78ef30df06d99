/** A model outside that may suggest words: where it is, what for, what it was asked, and what it said. Off until somebody sets it. */
import { z } from 'zod'
import { InquiryTopic } from './inquiries.ts'
import { Code, Day, Instant, Language, LongText } from './values.ts'

/** answer: words for an answer; topic: what a question is about; wording: a person's draft in the customer's language. */
export const MODEL_USES = ['answer', 'topic', 'wording'] as const
export const ModelUse = z.enum(MODEL_USES)
export type ModelUse = z.infer<typeof ModelUse>

/** Why it gave nothing. */
export const MODEL_FAILURES = [
  'forbidden_address',
  'needs_https',
  'no_answer',
  'timed_out',
  'not_let_in',
  'slow_down',
  'server_failed',
  'redirected',
  'too_large',
  'unreadable',
  'empty',
  'secret_lost',
  'limit_reached',
  'busy',
] as const
export const ModelFailure = z.enum(MODEL_FAILURES)
export type ModelFailure = z.infer<typeof ModelFailure>

/** under_way: it is still asked; broken_off: the server ended in between. */
export const MODEL_OUTCOMES = ['answered', 'under_way', 'broken_off', ...MODEL_FAILURES] as const
export const ModelOutcome = z.enum(MODEL_OUTCOMES)
export type ModelOutcome = z.infer<typeof ModelOutcome>

const LOOPBACK = /^(localhost|127(\.(25[0-5]|2[0-4]\d|1?\d?\d)){3}|\[::1\])$/

const isOnThisMachine = (text: string): boolean => URL.canParse(text) && LOOPBACK.test(new URL(text).hostname)

function isBare(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { username, password, search, hash } = new URL(text)
  return !username && !password && !search && !hash
}

const url = z
  .url({ protocol: /^https?$/ })
  .max(300)
  .regex(/^[!-~]+$/, 'must be plain letters without spaces')
  .refine(isBare, 'must be https://, a host and a path, and nothing else')
  .refine((text) => !/^http:/i.test(text) || isOnThisMachine(text), 'must be https://')

export const OutsideModel = z.object({
  is_on: z.boolean(),
  /** Of a service that offers chat completions in OpenAI's form, up to `/v1`. */
  url,
  model: z.string().regex(/^[\x21-\x7e]{1,100}$/, 'must be the name of a model'),
  uses: z
    .array(ModelUse)
    .max(MODEL_USES.length)
    .refine((uses) => new Set(uses).size === uses.length, 'each once'),
  calls_a_month: z.int().min(1).max(100_000),
  timeout_seconds: z.int().min(3).max(60),
})
export type OutsideModel = z.infer<typeof OutsideModel>

export const SetOutsideModel = OutsideModel.extend({
  /** Kept sealed and never shown; absent: the one before stays, unless the address becomes another. */
  key: z
    .string()
    .regex(/^[\x21-\x7e]{1,2000}$/, 'must be one line of plain letters')
    .optional(),
})
export type SetOutsideModel = z.infer<typeof SetOutsideModel>

export const OutsideModelState = z.object({
  /** Null: none is set. */
  setting: OutsideModel.nullable(),
  has_key: z.boolean(),
  calls_this_month: z.int(),
})
export type OutsideModelState = z.infer<typeof OutsideModelState>

/** What may be asked of it now. */
export const ModelOffer = z.object({ model: z.string().nullable(), uses: z.array(ModelUse) })
export type ModelOffer = z.infer<typeof ModelOffer>

export const AskModel = z.discriminatedUnion('use', [
  z.object({ use: z.literal('answer') }),
  z.object({ use: z.literal('topic') }),
  z.object({ use: z.literal('wording'), draft: LongText.refine((text) => text.trim() !== '', 'must say something') }),
])
export type AskModel = z.infer<typeof AskModel>

/** One thing we know and told it, so that a person sees on what its words stand. */
export const ModelFact = z.object({
  kind: z.enum(['ordered', 'line', 'promised', 'first_promised', 'not_promised', 'delivered', 'left', 'expected']),
  line_number: z.int().nullable(),
  /** A product, a carrier and its number, or a step on the way. */
  name: z.string().nullable(),
  quantity: z.number().nullable(),
  from: Day.nullable(),
  to: Day.nullable(),
})
export type ModelFact = z.infer<typeof ModelFact>

export const UNSUPPORTED_KINDS = ['date', 'number', 'code', 'link'] as const
export const ModelSuggestion = z.object({
  use: ModelUse,
  model: z.string(),
  /** Null: it gave something. */
  failure: ModelFailure.nullable(),
  /** Words for a person to judge and change; null: none. They are text and never a command. */
  text: z.string().nullable(),
  language: Language.nullable(),
  topic: InquiryTopic.nullable(),
  order_id: Code.nullable(),
  facts: z.array(ModelFact),
  /** What it says that no fact says. */
  unsupported: z.array(z.object({ kind: z.enum(UNSUPPORTED_KINDS), text: z.string() })),
})
export type ModelSuggestion = z.infer<typeof ModelSuggestion>

export const ModelCallQuery = z.object({
  /** Part of an inquiry's number or of the model's name. */
  q: z.string().max(100).optional(),
  use: ModelUse.optional(),
  outcome: ModelOutcome.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
})
export type ModelCallQuery = z.infer<typeof ModelCallQuery>

/** That it was asked, never what: the words of customers stand with their inquiry alone. */
export const ModelCall = z.object({
  call_id: z.uuid(),
  called_at: Instant,
  actor: z.string(),
  /** Null: no person, or one whose login is gone. */
  actor_name: z.string().nullable(),
  use: ModelUse,
  inquiry_id: Code,
  model: z.string(),
  outcome: ModelOutcome,
  took_ms: z.int().nullable(),
  /** As it says; null: it does not. */
  tokens_in: z.int().nullable(),
  tokens_out: z.int().nullable(),
})
export type ModelCall = z.infer<typeof ModelCall>
export const ModelCalls = z.object({ calls: z.array(ModelCall), total: z.int() })
