/** What customers need: criteria by role, interviews, growth levers, competitors, and needs as dated statements. */
import { z } from 'zod'
import { BUYING_ROLES } from './imports.ts'
import { DEPARTMENTS } from './service-elements.ts'
import { AmountMinor, Code, Currency, Day, Language, LongText, Text } from './values.ts'

const Percent = z.number().min(0).max(100).multipleOf(0.001)
/** On seven steps of agreement. */
const Mark = z.number().min(1).max(7).multipleOf(0.01)

/** An element of one's own, or who answers for one that is built in (its code taken as the key). */
export const ServiceElementRecord = z.object({
  element_id: Code,
  name: Text,
  department: z.enum(DEPARTMENTS).nullish(),
  /** Who answers for it by name. */
  owner: Code.nullish(),
  note: LongText.nullish(),
  /** In languages other than the company's own; without one `name` is shown. */
  names: z
    .array(z.object({ language: Language, name: Text }))
    .max(5)
    .default([]),
})
export type ServiceElementRecord = z.infer<typeof ServiceElementRecord>

export const CRITERIA_SOURCES = ['said', 'interview', 'assumed'] as const
/** What one person, or a role at a customer, weighs: points that express how much each element counts beside the others. */
export const Criteria = z.object({
  criteria_id: Code,
  customer_id: Code,
  buying_role: z.enum(BUYING_ROLES),
  /** Null: the role as a whole, as we know it. */
  contact_id: Code.nullish(),
  valid_from: Day,
  /** What is assumed stands beside what was said and is never counted as an answer. */
  source: z.enum(CRITERIA_SOURCES),
  note: LongText.nullish(),
  criteria: z
    .array(
      z.object({
        element_id: Code,
        points: z.number().min(0).max(100).multipleOf(0.1),
        /** How often out of a hundred times it must be right; null: not said. */
        required_percent: Percent.nullish(),
      }),
    )
    .min(1)
    .max(40),
})
export type Criteria = z.infer<typeof Criteria>

/** The open questions of the guide, in their order; `other` is one's own. */
export const INTERVIEW_QUESTIONS = [
  'considers',
  'matters_most',
  'buys_more',
  'judges_by',
  'not_tolerated',
  'do_we_meet',
  'do_others_meet',
  'other',
] as const
export const INTERVIEW_MEANINGS = ['need', 'praise', 'complaint', 'lever', 'deal_breaker', 'competitor'] as const

export const Interview = z.object({
  interview_id: Code,
  customer_id: Code,
  contact_id: Code.nullish(),
  buying_role: z.enum(BUYING_ROLES),
  held_on: Day,
  /** Who asked. */
  asked_by: Code.nullish(),
  language: Language.nullish(),
  /** Nothing of it is counted before the answers are coded. */
  note: LongText.nullish(),
  answers: z
    .array(
      z.object({
        answer_number: z.int().min(1).max(200),
        question: z.enum(INTERVIEW_QUESTIONS),
        /** The customer's own words; null: not asked, or not answered. */
        words: LongText.nullish(),
        meaning: z.enum(INTERVIEW_MEANINGS).nullish(),
        /** The elements that the answer is about. */
        elements: z.array(Code).max(10).default([]),
      }),
    )
    .max(200)
    .default([]),
})
export type Interview = z.infer<typeof Interview>

/** What a customer says would make them buy more, and what that is worth. */
export const GrowthLever = z.object({
  lever_id: Code,
  customer_id: Code,
  contact_id: Code.nullish(),
  element_id: Code.nullish(),
  /** One line a person would say aloud. */
  note: Text,
  quote: LongText.nullish(),
  /** More a year, in minor units. */
  revenue_minor: AmountMinor.min(0),
  currency: Currency,
  /** How likely it is that they do; null: not judged. */
  likely_percent: Percent.nullish(),
  valid_from: Day,
  valid_to: Day.nullish(),
})
export type GrowthLever = z.infer<typeof GrowthLever>

export const Competitor = z.object({
  competitor_id: Code,
  name: Text,
  note: LongText.nullish(),
})
export type Competitor = z.infer<typeof Competitor>

/** From the surest to the least sure. */
export const EVIDENCE = ['paired_rating', 'mystery_order', 'published_terms', 'win_loss', 'guess'] as const
/** What is known of a competitor in one element. Ratings of surveys are counted by themselves and do not stand here. */
export const CompetitorFinding = z.object({
  finding_id: Code,
  competitor_id: Code,
  element_id: Code,
  /** Null: every segment. */
  segment_id: Code.nullish(),
  evidence: z.enum(EVIDENCE),
  seen_on: Day,
  /** Cases behind it: people asked, orders placed. */
  cases: z.int().min(1).max(1_000_000),
  /** As customers see it, on seven steps; null: not told so. */
  mark: Mark.nullish(),
  /** How often it is right; null: not told so. */
  percent: Percent.nullish(),
  /** What they offer, in the unit of what serves the element: business days for speed, days a week for frequency, hours for punctuality. */
  level: z.number().min(0).max(100_000).multipleOf(0.001).nullish(),
  /** Terms as published, such as a cut-off or a least order. */
  terms: Text.nullish(),
  note: LongText.nullish(),
})
export type CompetitorFinding = z.infer<typeof CompetitorFinding>

/** A role, or all of them together. */
export const ROLES_OF_NEED = ['all', ...BUYING_ROLES] as const
export const STATEMENT_BASES = ['answers', 'by_hand'] as const
const Share = z.number().min(0).max(1)

/** One need: how much an element matters to a role, and the level it must have. */
export const Need = z.object({
  buying_role: z.enum(ROLES_OF_NEED),
  element_id: Code,
  /** Share of importance, 0 to 1, with its 95 % interval and the people behind it. */
  weight: Share.nullish(),
  weight_low: Share.nullish(),
  weight_high: Share.nullish(),
  weight_n: z.int().min(0).max(1_000_000).nullish(),
  /** How often of a hundred times it must be right, with its interval. */
  required_percent: Percent.nullish(),
  required_low: Percent.nullish(),
  required_high: Percent.nullish(),
  required_n: z.int().min(0).max(1_000_000).nullish(),
  kano: z.enum(['M', 'O', 'A', 'I', 'R', 'Q']).nullish(),
})
export type Need = z.infer<typeof Need>

/** What a segment needs from a day on: what standards and packages are traced to. A later one takes its place. */
export const NeedStatement = z.object({
  statement_id: Code,
  segment_id: Code,
  valid_from: Day,
  basis: z.enum(STATEMENT_BASES),
  reason: LongText.min(1),
  needs: z.array(Need).max(400).default([]),
})
export type NeedStatement = z.infer<typeof NeedStatement>

/** Of each segment what the statement in force says. */
export const StatedNeeds = z.object({
  rows: z.array(Need.extend({ segment_id: Code, statement_id: Code, valid_from: z.string() })),
})

export const REFERRAL_EVIDENCE = ['said_by_new', 'said_by_customer', 'introduced', 'survey'] as const
/** One customer recommended us to somebody. */
export const Referral = z.object({
  referral_id: Code,
  customer_id: Code,
  contact_id: Code.nullish(),
  /** A customer of ours since; else the name of whom we were recommended to. */
  recommended_id: Code.nullish(),
  recommended_name: Text.nullish(),
  told_on: Day,
  evidence: z.enum(REFERRAL_EVIDENCE),
  note: LongText.nullish(),
})
export type Referral = z.infer<typeof Referral>
