/** What customers think of us: told at the moment, answered, and what changed because of it; and how problems were handled. */
import { z } from 'zod'
import { Code, Day, Instant, LineNumber, LongText } from './values.ts'

export const FEEDBACK_KINDS = ['delivery', 'goods', 'information', 'people', 'bill', 'idea', 'praise'] as const
export const FeedbackKind = z.enum(FEEDBACK_KINDS)
export type FeedbackKind = z.infer<typeof FeedbackKind>
/** link: the page behind a link; door: told to the driver. */
export const FEEDBACK_CHANNELS = ['portal', 'link', 'phone', 'door', 'api'] as const
/** What was said in one tap. */
export const FEEDBACK_STANCES = ['praise', 'complaint', 'wish'] as const
export type FeedbackStance = (typeof FEEDBACK_STANCES)[number]
/** Of a delivery: what the taps at the door are about. */
export const FEEDBACK_SUBJECTS = ['time', 'goods', 'driver', 'papers', 'other'] as const
export type FeedbackSubject = (typeof FEEDBACK_SUBJECTS)[number]
/** open: the giver waits for us; noted: needs no answer, such as a good score without words. */
export const FEEDBACK_STATES = ['open', 'answered', 'noted'] as const
/** From one, bad, to five, good. */
export const SCORE_MAX = 5
const Score = z.int().min(1).max(SCORE_MAX)

const said = LongText.refine((text) => text.trim() !== '', 'must say something')
const wish = {
  order_id: Code.nullish(),
  line_number: LineNumber.nullish(),
  kind: FeedbackKind,
  score: Score.nullish(),
  comment: LongText.nullish(),
}
const saysSomething = ({
  score,
  comment,
}: {
  score?: number | null | undefined
  comment?: string | null | undefined
}) => score != null || Boolean(comment?.trim())

export const GiveFeedback = z.object(wish).refine(saysSomething, 'a score or words are needed')
export type GiveFeedback = z.infer<typeof GiveFeedback>
/** What one of ours was told. */
export const NewFeedback = z
  .object({
    ...wish,
    feedback_id: Code.optional(),
    channel: z.enum(['phone', 'door', 'api']).default('phone'),
    customer_id: Code.nullish(),
    contact_id: Code.nullish(),
    /** Absent: now. */
    given_at: Instant.optional(),
  })
  .refine(saysSomething, 'a score or words are needed')
export type NewFeedback = z.infer<typeof NewFeedback>
/** What the driver was told at the door. */
export const DoorFeedback = z
  .object({
    /** Of whoever notes it; the same one again is one piece of feedback. */
    report_id: Code.optional(),
    stance: z.enum(FEEDBACK_STANCES).nullish(),
    about: z
      .array(z.enum(FEEDBACK_SUBJECTS))
      .max(FEEDBACK_SUBJECTS.length)
      .refine((named) => new Set(named).size === named.length, 'each once')
      .default([]),
    score: Score.nullish(),
    comment: LongText.nullish(),
    /** Absent: now. */
    given_at: Instant.optional(),
  })
  .refine(
    (said) => said.stance != null || saysSomething(said),
    'praise, a complaint, a wish, a score or words are needed',
  )
export type DoorFeedback = z.infer<typeof DoorFeedback>
/** is_known: the same report came before. */
export const DoorFeedbackDone = z.object({ feedback_id: Code, is_known: z.boolean() })

export const AnswerFeedback = z.object({ text: said, told_by: z.enum(['message', 'phone']).default('message') })
export type AnswerFeedback = z.infer<typeof AnswerFeedback>
/** Told to the giver. */
export const RecordChange = z.object({ text: said })
export const SortFeedback = z.object({ kind: FeedbackKind })

export const Feedback = z.object({
  feedback_id: Code,
  customer_id: Code,
  customer_name: z.string().nullable(),
  contact_name: z.string().nullable(),
  order_id: Code.nullable(),
  line_number: z.int().nullable(),
  /** Of which delivery, where it was said at its door. */
  shipment_id: Code.nullable(),
  kind: FeedbackKind,
  stance: z.enum(FEEDBACK_STANCES).nullable(),
  about: z.array(z.enum(FEEDBACK_SUBJECTS)),
  /** Comes from the answer to how a problem was handled. */
  is_from_asking: z.boolean(),
  channel: z.enum(FEEDBACK_CHANNELS),
  score: z.int().nullable(),
  comment: z.string().nullable(),
  given_at: Instant,
  state: z.enum(FEEDBACK_STATES),
  /** Whose work this kind is: a role. */
  team: z.string(),
  owner: z.string().nullable(),
  owner_name: z.string().nullable(),
  /** By when the giver shall hear from us; null: needs no answer. */
  due_at: Instant.nullable(),
  is_overdue: z.boolean(),
  answered_at: Instant.nullable(),
  answer: z.string().nullable(),
  /** What changed because of it; null: nothing yet. */
  change: z.string().nullable(),
  changed_at: Instant.nullable(),
})
export type Feedback = z.infer<typeof Feedback>
export const FeedbackQuery = z.object({
  q: z.string().max(100).optional(),
  state: z.enum(FEEDBACK_STATES).optional(),
  kind: FeedbackKind.optional(),
  channel: z.enum(FEEDBACK_CHANNELS).optional(),
  view: z.enum(['mine', 'team', 'overdue', 'poor', 'changed']).optional(),
  customer_id: Code.optional(),
  order_id: Code.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
})
export type FeedbackQuery = z.infer<typeof FeedbackQuery>
export const FeedbackList = z.object({ feedback: z.array(Feedback), total: z.int() })
export const FeedbackDone = z.object({ feedback_id: Code, state: z.enum(FEEDBACK_STATES) })

export const OwnFeedback = Feedback.pick({
  feedback_id: true,
  order_id: true,
  kind: true,
  stance: true,
  about: true,
  is_from_asking: true,
  channel: true,
  score: true,
  comment: true,
  given_at: true,
  answered_at: true,
  answer: true,
  change: true,
  changed_at: true,
})
export type OwnFeedback = z.infer<typeof OwnFeedback>
export const OwnFeedbackList = z.object({ feedback: z.array(OwnFeedback), total: z.int() })

/** What was resolved before the customer is asked how it was handled. */
export const ASKED_ABOUT = ['claim', 'inquiry', 'trouble'] as const
export type AskedAbout = (typeof ASKED_ABOUT)[number]
/** asked: waits for the customer; not_asked: the same person was asked lately. */
export const ASKING_STATES = ['asked', 'answered', 'not_asked'] as const
/** Did somebody make it their own, was it explained, was it made good. */
export const HANDLED_PARTS = ['owned', 'explained', 'made_good'] as const
export type HandledPart = (typeof HANDLED_PARTS)[number]
export const HANDLED_ANSWERS = ['yes', 'partly', 'no'] as const
const Handled = z.enum(HANDLED_ANSWERS)
export const SayHowHandled = z.object({
  owned: Handled,
  explained: Handled,
  made_good: Handled,
  comment: LongText.nullish(),
})
export type SayHowHandled = z.infer<typeof SayHowHandled>

export const OwnAsking = z.object({
  ask_id: z.uuid(),
  about: z.enum(ASKED_ABOUT),
  about_id: Code,
  order_id: Code.nullable(),
  closed_at: Instant,
})
export type OwnAsking = z.infer<typeof OwnAsking>
export const OwnAskings = z.object({ askings: z.array(OwnAsking) })

export const Asking = OwnAsking.extend({
  customer_id: Code,
  customer_name: z.string().nullable(),
  state: z.enum(ASKING_STATES),
  owned: Handled.nullable(),
  explained: Handled.nullable(),
  made_good: Handled.nullable(),
  comment: z.string().nullable(),
  answered_at: Instant.nullable(),
  /** What somebody of ours follows up because of a poor answer. */
  feedback_id: Code.nullable(),
})
export type Asking = z.infer<typeof Asking>
export const AskingQuery = z.object({
  state: z.enum(ASKING_STATES).optional(),
  about: z.enum(ASKED_ABOUT).optional(),
  /** Any of the three was answered with no. */
  is_poor: z.stringbool().optional(),
  customer_id: Code.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
})
export type AskingQuery = z.infer<typeof AskingQuery>
export const AskingList = z.object({ askings: z.array(Asking), total: z.int() })

export const HandledQuery = z.object({ from: Day.optional(), to: Day.optional(), customer_id: Code.optional() })
/** Answered with yes of all answered, by what was asked and by what it was about, with a 95 % Wilson interval. */
export const HandledFigures = z.object({
  from: z.string(),
  to: z.string(),
  /** Resolved in this time: asked, answered, and left alone because the same person was asked lately. */
  closed: z.int(),
  asked: z.int(),
  answered: z.int(),
  not_asked: z.int(),
  rows: z.array(
    z.object({
      /** all: yes to each of the three. */
      part: z.enum([...HANDLED_PARTS, 'all']),
      /** Null: whatever it was about. */
      about: z.enum(ASKED_ABOUT).nullable(),
      yes: z.int(),
      answered: z.int(),
      low: z.number().nullable(),
      high: z.number().nullable(),
    }),
  ),
})
export type HandledFigures = z.infer<typeof HandledFigures>

export const FeedbackFiguresQuery = z.object({ from: Day.optional(), to: Day.optional() })
export const FeedbackFigures = z.object({
  from: z.string(),
  to: z.string(),
  rows: z.array(
    z.object({
      /** Null: every kind. */
      kind: FeedbackKind.nullable(),
      given: z.int(),
      scored: z.int(),
      mean: z.number().nullable(),
      /** Scores of four and five. */
      good: z.int(),
      low: z.number().nullable(),
      high: z.number().nullable(),
      /** Those that wanted an answer and got it in time, of those answered or beyond their time. */
      in_time: z.int(),
      judged: z.int(),
      changed: z.int(),
    }),
  ),
})
export type FeedbackFigures = z.infer<typeof FeedbackFigures>

/** By which ways customers say how content they are; each way stands by itself and none is added to another. */
export const SATISFACTION_WAYS = [...FEEDBACK_CHANNELS, 'file', 'survey'] as const
export const Satisfaction = z.object({
  from: z.string(),
  to: z.string(),
  rows: z.array(
    z.object({
      /** file: from files and other programs, as ratings of orders. */
      way: z.enum(SATISFACTION_WAYS),
      /** The best mark of the scale. */
      scale_max: z.int(),
      marks: z.int(),
      mean: z.number(),
      /** Fours and fives; null: on another scale than one to five. */
      content: z.int().nullable(),
      low: z.number().nullable(),
      high: z.number().nullable(),
      /** How many of the marks stand at an order, and so count where orders are judged by what customers say. */
      of_orders: z.int(),
    }),
  ),
  /** Yes to each of the three questions after a problem, of those who answered: no mark, shown beside. Null: none answered. */
  handled: z
    .object({ yes: z.int(), answered: z.int(), low: z.number().nullable(), high: z.number().nullable() })
    .nullable(),
  /** What was said at the door, by what it was about. */
  subjects: z.array(
    z.object({ subject: z.enum(FEEDBACK_SUBJECTS), praise: z.int(), complaint: z.int(), wish: z.int() }),
  ),
})
export type Satisfaction = z.infer<typeof Satisfaction>
