/** Needs as answers tell them, and the gap map: required, measured, believed, perceived and competitors side by side. */
import { z } from 'zod'
import { EVIDENCE, ROLES_OF_NEED } from './needs.ts'
import { DEPARTMENTS } from './service-elements.ts'
import { QUESTION_KINDS } from './surveys.ts'
import { Code, Day, LongText } from './values.ts'

export const FIGURE_STATES = ['known', 'too_few', 'unknown'] as const
/** A mean, median or share with its 95 % interval. Below five people nothing but their number is shown. */
export const NeedFigure = z.object({
  state: z.enum(FIGURE_STATES),
  n: z.int(),
  value: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
})
export type NeedFigure = z.infer<typeof NeedFigure>

export const WEIGHT_METHODS = ['points', 'best_worst'] as const
export const GAP_KINDS = [
  /** What is required and what is measured. */
  'capability',
  /** What matters to customers and what we believe does. */
  'knowledge',
  /** What is required and the standard we set. */
  'design',
  /** The standard and what is measured. */
  'delivery',
  /** What is promised and what is delivered. */
  'communication',
  /** What is expected and what is perceived. */
  'perception',
  /** What is measured and what is perceived. */
  'measurement',
  /** A competitor and us, as customers see both. */
  'competitor',
] as const
export type GapKind = (typeof GAP_KINDS)[number]
export const GAP_STATES = ['gap', 'undecided', 'none', 'too_few', 'unknown'] as const
export const MISREADINGS = ['underrated', 'overrated'] as const
export const GAP_QUADRANTS = ['concentrate', 'keep_up', 'low_priority', 'overkill', 'undecided'] as const
/** What the record tells of an element. */
export const NEED_MEASURES = [
  'otif',
  'on_time',
  'in_full',
  'condition',
  'information',
  'price',
  'cycle_in_standard',
  'first_answer',
  'final_answer',
] as const

export const GapFigure = z.object({
  kind: z.enum(GAP_KINDS),
  state: z.enum(GAP_STATES),
  /** Above nothing speaks against us: shares of cases or of importance, or steps of seven. */
  size: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** In standard deviations of single cases, so that sizes of different units compare. */
  deviations: z.number().nullable(),
  n: z.int(),
  /** Importance × deviations × revenue at stake, in minor units; 0 where it is no gap. */
  priority: z.number(),
})
export type GapFigure = z.infer<typeof GapFigure>

export const GapRow = z.object({
  element_id: Code,
  /** Of one's own elements; built-in ones have their name in the reader's language. */
  name: z.string().nullable(),
  role: z.enum(ROLES_OF_NEED),
  /** Share of importance. */
  importance: NeedFigure,
  importance_by: z.enum(WEIGHT_METHODS).nullable(),
  /** Place by importance within the role, 1 the most important; null: not known. */
  rank: z.int().nullable(),
  /** Share of what goes with overall satisfaction. */
  derived: NeedFigure,
  kano: z.enum(['M', 'O', 'A', 'I', 'R', 'Q']).nullable(),
  /** Shares of cases, 0 to 1. */
  required: NeedFigure,
  measured: NeedFigure,
  measure: z.enum(NEED_MEASURES).nullable(),
  standard: z.number().nullable(),
  has_standard: z.boolean(),
  /** On seven steps. */
  perceived: NeedFigure,
  expected: NeedFigure,
  believed_importance: NeedFigure,
  believed_rank: z.int().nullable(),
  believed_required: NeedFigure,
  believed_perceived: NeedFigure,
  /** Customers weigh it more, or less, than we believe; null: nobody can say that we misread it. */
  misread: z.enum(MISREADINGS).nullable(),
  competitor: z
    .object({
      competitor_id: Code,
      name: z.string(),
      mark: NeedFigure,
      /** Theirs less ours, by the same people where they rated both. */
      difference: NeedFigure,
      evidence: z.enum(EVIDENCE),
      seen_on: z.string(),
      /** Longer ago than a year: shown, not judged. */
      is_old: z.boolean(),
    })
    .nullable(),
  quadrant: z.enum(GAP_QUADRANTS).nullable(),
  gaps: z.array(GapFigure),
  priority: z.number(),
  department: z.enum(DEPARTMENTS).nullable(),
  owner: z.string().nullable(),
})
export type GapRow = z.infer<typeof GapRow>

export const GapMap = z.object({
  segment_id: Code,
  segment_name: z.string(),
  from: z.string(),
  to: z.string(),
  /** Ordered by the segment in the twelve months, in the currency with most of it. */
  revenue_minor: z.number(),
  currency: z.string().nullable(),
  /** People asked and people who answered, by role. */
  people: z.array(z.object({ role: z.enum(ROLES_OF_NEED), asked: z.int(), answered: z.int() })),
  believers: z.int(),
  /** The lines between high and low of the picture, for each role with enough figures. */
  lines: z.array(z.object({ role: z.enum(ROLES_OF_NEED), importance: z.number(), performance: z.number() })),
  rows: z.array(GapRow),
  /** In force on the last day. */
  statement: z.object({ statement_id: Code, valid_from: z.string() }).nullable(),
})
export type GapMap = z.infer<typeof GapMap>

export const GapQuery = z.object({ segment_id: Code, from: Day.optional(), to: Day.optional() })
export const GapListQuery = z.object({
  from: Day.optional(),
  to: Day.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})
export const GapListRow = GapFigure.extend({
  segment_id: Code,
  segment_name: z.string(),
  element_id: Code,
  name: z.string().nullable(),
  role: z.enum(ROLES_OF_NEED),
  importance: NeedFigure,
  department: z.enum(DEPARTMENTS).nullable(),
  owner: z.string().nullable(),
  currency: z.string().nullable(),
})
export type GapListRow = z.infer<typeof GapListRow>
export const GapList = z.object({ rows: z.array(GapListRow) })

export const BehindQuery = z.object({
  segment_id: Code,
  element_id: Code,
  role: z.enum(ROLES_OF_NEED).default('all'),
  from: Day.optional(),
  to: Day.optional(),
})
/** The answers behind a gap: marks without names, and words that were said to us in interviews. */
export const BehindGap = z.object({
  answers: z.array(
    z.object({
      kind: z.enum(QUESTION_KINDS),
      value: z.number(),
      people: z.int(),
    }),
  ),
  /** Marks are not shown: fewer than five people gave them. */
  too_few: z.boolean(),
  words: z.array(
    z.object({
      interview_id: Code,
      customer_id: Code,
      customer_name: z.string(),
      buying_role: z.string(),
      held_on: z.string(),
      question: z.string(),
      meaning: z.string().nullable(),
      words: z.string(),
    }),
  ),
})
export type BehindGap = z.infer<typeof BehindGap>

export const StateNeeds = z.object({
  statement_id: Code,
  segment_id: Code,
  valid_from: Day,
  reason: LongText.min(1),
})
export type StateNeeds = z.infer<typeof StateNeeds>

export const ASK_AGAIN_REASONS = [
  'never_stated',
  'old',
  'answers_differ',
  'answers_changed',
  'complaints',
  'scores',
  'behavior',
] as const
/** Why a segment should be asked again. */
export const AskAgain = z.object({
  rows: z.array(
    z.object({
      segment_id: Code,
      segment_name: z.string(),
      stated_from: z.string().nullable(),
      last_answer_on: z.string().nullable(),
      reasons: z.array(
        z.object({
          reason: z.enum(ASK_AGAIN_REASONS),
          /** Of `answers_differ`. */
          element_id: z.string().nullable(),
          role: z.enum(ROLES_OF_NEED).nullable(),
          now: z.number().nullable(),
          before: z.number().nullable(),
        }),
      ),
    }),
  ),
})
export type AskAgain = z.infer<typeof AskAgain>

export const SurveyResults = z.object({
  survey_id: Code,
  invited: z.int(),
  answered: z.int(),
  /** Answers changed after they were given, and links that two people had open at once. */
  changed: z.int(),
  contested: z.int(),
  roles: z.array(z.object({ role: z.string(), invited: z.int(), answered: z.int() })),
  questions: z.array(
    z.object({
      question_number: z.int(),
      kind: z.enum(QUESTION_KINDS),
      competitor_id: Code.nullable(),
      text: z.string().nullable(),
      groups: z.array(
        z.object({
          role: z.string(),
          people: z.int(),
          /** Of questions about us as a whole: the mean, and what the measure is known by. */
          overall: NeedFigure.nullable(),
          share: NeedFigure.nullable(),
          elements: z.array(
            z.object({
              element_id: z.string(),
              figure: NeedFigure,
              /** Times best less times worst by times shown. */
              score: NeedFigure.nullable(),
              kano: z
                .object({
                  kind: z.string().nullable(),
                  better: z.number().nullable(),
                  worse: z.number().nullable(),
                  is_unclear: z.boolean(),
                })
                .nullable(),
            }),
          ),
        }),
      ),
      words: z.array(z.object({ role: z.string(), words: z.string() })),
    }),
  ),
})
export type SurveyResults = z.infer<typeof SurveyResults>

/** Groups of people by what they need, whatever segment they are in; none where there are none. */
export const NeedGroupsFound = z.object({
  state: z.enum(['found', 'too_few', 'not_stable']),
  /** People who shared out points over the same elements. */
  people: z.int(),
  silhouette: z.number().nullable(),
  groups: z.array(
    z.object({
      people: z.int(),
      /** How surely it is found again in other samples of the same people. */
      stability: z.number(),
      /** What it weighs, the most important first: shares of its points. */
      weights: z.array(z.object({ element_id: Code, share: z.number() })),
      segments: z.array(z.object({ segment_id: Code, people: z.int() })),
      roles: z.array(z.object({ role: z.string(), people: z.int() })),
    }),
  ),
})
export type NeedGroupsFound = z.infer<typeof NeedGroupsFound>
