/** Lowering a core element of service: what falls, who must agree, and what they said. */
import { z } from 'zod'
import { FLOOR_ELEMENTS } from './floor-elements.ts'
import { Code, Day, Instant, LongText } from './values.ts'

export const LOWERING_STATES = ['asked', 'agreed', 'refused'] as const
export const CORE_REASONS = ['must_be', 'top_three'] as const

/** A need of the segment that was stated from answers, and which makes an element a core one. */
export const CoreNeed = z.object({
  element_id: Code,
  why: z.enum(CORE_REASONS),
  statement_id: Code,
  valid_from: Day,
  /** Share of importance with its interval; null: not told. */
  weight: z.number().nullable(),
  weight_low: z.number().nullable(),
  weight_high: z.number().nullable(),
  weight_n: z.int().nullable(),
})
export type CoreNeed = z.infer<typeof CoreNeed>

/** A level; null: no limit. */
const Level = z.number().nullable()

export const LoweredElement = z.object({
  element: z.enum(FLOOR_ELEMENTS),
  before: Level,
  after: Level,
  /** The floor it falls below; of the segment's own and the one for all, the stricter. */
  floor: z.object({ floor_id: Code, level: z.number(), is_own: z.boolean(), reason: z.string() }).nullable(),
  need: CoreNeed.nullable(),
})
export type LoweredElement = z.infer<typeof LoweredElement>

export const Lowering = z.object({
  lowering_id: Code,
  draft_id: Code,
  asked_by: z.string(),
  asked_at: Instant,
  approver: Code,
  reason: LongText,
  elements: z.array(z.object({ element: z.enum(FLOOR_ELEMENTS), level: Level.optional() })),
  state: z.enum(LOWERING_STATES),
  decided_at: Instant.nullish(),
  answer: LongText.nullish(),
})
export type Lowering = z.infer<typeof Lowering>

const Approver = z.object({ user_id: Code, name: z.string() })
export const Approvers = z.object({ rows: z.array(Approver) })
export type Approvers = z.infer<typeof Approvers>

export const DraftLowering = z.object({
  lowered: z.array(LoweredElement),
  /** The latest last. */
  lowerings: z.array(Lowering),
  /** Whether one of them covers everything that is lowered now. */
  is_agreed: z.boolean(),
  /** Who may agree: others with the right to change standards. */
  approvers: z.array(Approver),
  /** Customers of the segment, each of whom is told on publishing. */
  customers: z.int(),
  /** The first day on which it may begin, so that they hear of it before. */
  earliest: Day,
})
export type DraftLowering = z.infer<typeof DraftLowering>

export const AskLowering = z.object({ approver: Code, reason: LongText.min(1) })
export const DecideLowering = z.object({ is_agreed: z.boolean(), answer: LongText.nullish() })

export const LoweringsWaiting = z.object({
  rows: z.array(
    z.object({
      lowering_id: Code,
      draft_id: Code,
      name: z.string(),
      segment_id: Code,
      segment_name: z.string(),
      asked_at: Instant,
      asked_by: z.string(),
    }),
  ),
})
export type LoweringsWaiting = z.infer<typeof LoweringsWaiting>
