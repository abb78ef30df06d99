/** Which segment a customer belongs to, by rules in words, and moves from one to another from a day on. */
import { z } from 'zod'
import { SERVED_QUADRANTS } from './costs.ts'
import { Code, Country, Currency, Day, LongText, Text } from './values.ts'

/** Facts with a number; the others have words. */
export const RULE_FACTS = [
  /** In twelve months. */
  'orders',
  'days_since_order',
  /** Billed in twelve months, in whole money of the customer's currency. */
  'value',
  /** Of what is billed, in percent. */
  'serving_percent',
  /** Scores of recency, frequency and margin, 5 (or 3) the best. */
  'recency',
  'frequency',
  'margin_score',
  /** Where an element stands among what the customer's people weigh, and its share of their points in percent. */
  'need_rank',
  'need_percent',
  /** By cumulative margin. */
  'margin_class',
  'quadrant',
  'country',
] as const
export type RuleFact = (typeof RULE_FACTS)[number]
export const WORD_FACTS: readonly RuleFact[] = ['margin_class', 'quadrant', 'country']
export const NEED_FACTS: readonly RuleFact[] = ['need_rank', 'need_percent']
/** What a fact with words can be. */
const CHOICES: Partial<Record<RuleFact, z.ZodType>> = {
  margin_class: z.enum(['A', 'B', 'C']),
  quadrant: z.enum(SERVED_QUADRANTS),
  country: Country,
}
export const isChoiceOf = (fact: RuleFact, choice: string): boolean => CHOICES[fact]?.safeParse(choice).success ?? false
export const RULE_COMPARISONS = ['at_least', 'at_most'] as const

export const SegmentClause = z.object({
  clause_number: z.int().min(1).max(12),
  fact: z.enum(RULE_FACTS),
  /** Of facts with a number; of the others one of the choices is meant. */
  comparison: z.enum(RULE_COMPARISONS).nullish(),
  amount: z
    .number()
    .min(0)
    .max(999_999_999_999)
    .refine((value) => /^\d+(\.\d{1,6})?$/.test(String(value)), 'at most six decimals')
    .nullish(),
  choices: z
    .array(
      z
        .string()
        .min(1)
        .max(20)
        .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'no control characters'),
    )
    .max(60)
    .nullish(),
  element_id: Code.nullish(),
})
export type SegmentClause = z.infer<typeof SegmentClause>

export const SegmentRule = z.object({
  rule_id: Code,
  segment_id: Code,
  valid_from: Day,
  /** 1 comes first where the rules of several segments hold. */
  priority: z.int().min(1).max(99),
  note: LongText.nullish(),
  /** All must hold; none: from that day the segment has no rule. */
  clauses: z.array(SegmentClause).max(12).default([]),
})
export type SegmentRule = z.infer<typeof SegmentRule>

export const PLACE_DECIDED = ['one', 'priority', 'tie', 'none', 'unknown'] as const

const RuleFigures = z.object({
  currency: Currency.nullable(),
  orders: z.int(),
  days_since_order: z.int().nullable(),
  value_minor: z.number().nullable(),
  net_minor: z.number().nullable(),
  serving_percent: z.number().nullable(),
  margin_class: z.string().nullable(),
  quadrant: z.string().nullable(),
  recency: z.int().nullable(),
  frequency: z.int().nullable(),
  margin_score: z.int().nullable(),
  country: z.string().nullable(),
  /** The first three of what its people weigh, and how many people that is of. */
  needs: z.array(z.object({ element_id: Code, percent: z.number() })),
  people: z.int(),
})
export const SegmentPlace = RuleFigures.extend({
  customer_id: Code,
  name: z.string(),
  segment_id: Code.nullable(),
  segment_name: z.string().nullable(),
  /** Since when it is there, where a move is on record. */
  since: Day.nullable(),
  /** A move that is agreed and has not come yet. */
  planned: z.object({ move_id: Code, to_segment: Code.nullable(), moved_on: Day }).nullable(),
  by_rules: z.object({
    segment_id: Code.nullable(),
    segment_name: z.string().nullable(),
    rule_id: Code.nullable(),
    decided: z.enum(PLACE_DECIDED),
    /** Segments whose rules hold. */
    holding: z.array(Code),
  }),
  /** Since when the rules say so, as of the nightly look; null: only today's figures do. */
  proposed_since: Day.nullable(),
})
export type SegmentPlace = z.infer<typeof SegmentPlace>
export const SegmentPlaces = z.object({
  day: Day,
  rules: z.int(),
  rows: z.array(SegmentPlace),
})
export type SegmentPlaces = z.infer<typeof SegmentPlaces>

export const JudgedClause = SegmentClause.extend({
  holds: z.boolean().nullable(),
  found: z.union([z.number(), z.string()]).nullable(),
})
export const WhySegment = SegmentPlace.extend({
  rules: z.array(
    z.object({
      rule_id: Code,
      segment_id: Code,
      segment_name: z.string(),
      priority: z.int(),
      valid_from: Day,
      holds: z.boolean().nullable(),
      clauses: z.array(JudgedClause),
    }),
  ),
  moves: z.array(
    z.object({
      move_id: Code,
      from_segment: Code.nullable(),
      to_segment: Code.nullable(),
      moved_on: Day,
      state: z.string(),
      reason: z.string().nullable(),
    }),
  ),
})
export type WhySegment = z.infer<typeof WhySegment>

/** The rules as they would be with this one in the place of its segment's. */
export const RulePreviewWish = SegmentRule.pick({ segment_id: true, priority: true, clauses: true })
const PreviewRow = z.object({
  customer_id: Code,
  name: z.string(),
  segment_name: z.string().nullable(),
  decided: z.enum(PLACE_DECIDED),
  /** The rule holds for it. */
  is_held: z.boolean(),
  to_segment_name: z.string().nullable(),
  is_move: z.boolean(),
})
export const RulePreview = z.object({
  customers: z.int(),
  /** For whom the rule holds; whom it would bring in; whom it would no longer hold. */
  held: z.int(),
  moves: z.int(),
  /** Today in the segment, and no longer by this rule. */
  not_held_inside: z.int(),
  /** By all rules together. */
  in_none: z.int(),
  in_two: z.int(),
  tied: z.int(),
  unknown: z.int(),
  rows: z.array(PreviewRow),
})
export type RulePreview = z.infer<typeof RulePreview>

export const MOVE_STATES = ['planned', 'done', 'withdrawn'] as const
export const MoveCustomers = z.object({
  /** From this day on; today or later. */
  moved_on: Day,
  reason: Text,
  moves: z
    .array(z.object({ customer_id: Code, from_segment: Code.nullable(), to_segment: Code, rule_id: Code.nullish() }))
    .min(1)
    .max(2_000),
})
export type MoveCustomers = z.infer<typeof MoveCustomers>
export const CustomersMoved = z.object({ done: z.int(), planned: z.int() })
export type CustomersMoved = z.infer<typeof CustomersMoved>

export const SegmentMove = z.object({
  move_id: Code,
  customer_id: Code,
  from_segment: Code.nullish(),
  to_segment: Code.nullish(),
  moved_on: Day,
  state: z.enum(MOVE_STATES),
  reason: Text,
  rule_id: Code.nullish(),
  decided_by: z.string(),
})
export type SegmentMove = z.infer<typeof SegmentMove>

export const ProposedMoves = z.object({
  day: Day.nullable(),
  moves: z.int(),
  rows: z.array(
    z.object({
      customer_id: Code,
      name: z.string(),
      from_segment: Code.nullable(),
      to_segment: Code,
      first_on: Day,
    }),
  ),
})
export type ProposedMoves = z.infer<typeof ProposedMoves>

/** Customers alike in what their people weigh. */
export const CustomerGroups = z.object({
  state: z.enum(['found', 'too_few', 'not_stable']),
  /** With weights over the same elements; and the least that a group must have. */
  customers: z.int(),
  people: z.int(),
  least: z.int(),
  silhouette: z.number().nullable(),
  groups: z.array(
    z.object({
      people: z.int(),
      stability: z.number(),
      /** Fewer people than anything sure can be said of. */
      is_small: z.boolean(),
      weights: z.array(z.object({ element_id: Code, share: z.number(), usual: z.number() })),
      segments: z.array(z.object({ segment_id: Code.nullable(), name: z.string().nullable(), customers: z.int() })),
      members: z.array(z.object({ customer_id: Code, name: z.string(), segment_name: z.string().nullable() })),
    }),
  ),
})
export type CustomerGroups = z.infer<typeof CustomerGroups>
