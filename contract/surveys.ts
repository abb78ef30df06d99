/** Surveys: what is asked, of whom, and what was answered. Our own people answer the same questions as beliefs. */
import { z } from 'zod'
import { BUYING_ROLES } from './imports.ts'
import { DEPARTMENTS } from './service-elements.ts'
import { Code, Day, Language, LongText, Text } from './values.ts'

export const AUDIENCES = ['customers', 'staff'] as const
export const SURVEY_STATES = ['draft', 'open', 'closed'] as const
export const QUESTION_KINDS = [
  /** A hundred points shared out over the elements. */
  'points',
  /** The most and the least important of small sets. */
  'best_worst',
  /** How well we do, on seven steps of agreement. */
  'perception',
  /** How well a good supplier does, on the same steps. */
  'expectation',
  /** How often of a hundred times it must be right. */
  'required',
  /** How one would feel with it and without it. */
  'kano',
  /** How well a competitor does, by the same people. */
  'competitor',
  /** Overall, 1 to 5. */
  'satisfaction',
  /** Whether they would recommend us, 0 to 10. */
  'recommend',
  /** Whether it is easy to work with us, 1 to 7. */
  'effort',
  /** How we handled their last problem, 1 to 5. */
  'handling',
  /** Of what they buy of this kind, the percent that comes from us. */
  'wallet',
  /** In their own words. */
  'open',
] as const
export type QuestionKind = (typeof QUESTION_KINDS)[number]
/** Questions about elements; the others are about us as a whole. */
export const ELEMENT_QUESTIONS: readonly QuestionKind[] = [
  'points',
  'best_worst',
  'perception',
  'expectation',
  'required',
  'kano',
  'competitor',
]
/** Choices of a required level, in percent. */
export const REQUIRED_CHOICES = [80, 90, 95, 98, 99, 100] as const
/** From glad to sorry, about having it and about lacking it. */
export const KANO_WORDS = ['like', 'must_be', 'neutral', 'live_with', 'dislike'] as const
export const ELEMENTS_MAX = 20

export const SurveyQuestion = z.object({
  question_number: z.int().min(1).max(40),
  kind: z.enum(QUESTION_KINDS),
  elements: z.array(Code).max(ELEMENTS_MAX).default([]),
  /** Of `competitor` only. */
  competitor_id: Code.nullish(),
  /** Of `open` only: the question in the company's words. */
  text: Text.nullish(),
})
export type SurveyQuestion = z.infer<typeof SurveyQuestion>

export const Survey = z.object({
  survey_id: Code,
  name: Text,
  audience: z.enum(AUDIENCES),
  state: z.enum(SURVEY_STATES).default('draft'),
  /** Whom it is for, and whom beliefs are about; null: every segment. */
  segment_id: Code.nullish(),
  opens_on: Day,
  /** The last day on which answers come in and may be changed. */
  closes_on: Day,
  /** Nobody who was asked anything within so many days is asked again. */
  rest_days: z.int().min(30).max(730).default(30),
  /** Read before the questions, in the company's words. */
  intro: LongText.nullish(),
  questions: z.array(SurveyQuestion).max(20).default([]),
})
export type Survey = z.infer<typeof Survey>

export const SampleWish = z.object({
  /** People to ask at the most. */
  people: z.int().min(1).max(5_000),
  /** Only these roles; absent: all, each as often as the others as far as there are people. */
  roles: z.array(z.enum(BUYING_ROLES)).min(1).max(BUYING_ROLES.length).optional(),
  /** Only count, invite nobody. */
  is_trial: z.boolean().default(false),
})
export type SampleWish = z.infer<typeof SampleWish>
export const SampleAnswer = z.object({
  invited: z.int(),
  by_role: z.array(z.object({ role: z.string(), invited: z.int(), able: z.int() })),
  left_out: z.object({
    /** Asked something within the days of rest. */
    resting: z.int(),
    already_invited: z.int(),
    /** Able, but more than were wished. */
    not_drawn: z.int(),
  }),
})
export type SampleAnswer = z.infer<typeof SampleAnswer>

export const MailedSample = z.object({
  ...SampleAnswer.shape,
  /** They want no such messages; nobody knows how to reach them. */
  opted_out: z.int(),
  unreachable: z.int(),
  /** Whether messages of this kind leave at once, wait for a person, or do not leave at all. */
  messages: z.enum(['automatic', 'by_hand', 'off']),
})
export type MailedSample = z.infer<typeof MailedSample>
export const Reminded = z.object({ reminded: z.int(), messages: z.enum(['automatic', 'by_hand', 'off']) })
export type Reminded = z.infer<typeof Reminded>

/** What became of a survey's mailed invitations. */
export const SurveyReach = z.object({
  mailed: z.int(),
  /** Handed over to somebody's mail or telephone; waiting for a person or its hour; given up; unwanted meanwhile. */
  reached: z.int(),
  underway: z.int(),
  failed: z.int(),
  unwanted: z.int(),
  /** Of those reached. */
  answered: z.int(),
  rate: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  reminded: z.int(),
  /** Reached long enough ago, without an answer, and never reminded. */
  to_remind: z.int(),
})
export type SurveyReach = z.infer<typeof SurveyReach>

export const InvitedRow = z.object({
  invitation_id: Code,
  contact_id: Code.nullable(),
  name: z.string(),
  email: z.string().nullable(),
  customer_id: Code.nullable(),
  customer_name: z.string().nullable(),
  buying_role: z.string().nullable(),
  invited_at: z.string(),
  expires_at: z.string(),
  answered_at: z.string().nullable(),
  /** Answers that were changed afterwards. */
  changes: z.int(),
  /** Two people had the same link open at once. */
  is_contested: z.boolean(),
  /** The state of the message that invited; null: none did. */
  mailed: z.string().nullable(),
  is_reminded: z.boolean(),
  /** Shown to whoever may invite: who holds it may answer. */
  url: z.string(),
})
export type InvitedRow = z.infer<typeof InvitedRow>
export const Invited = z.object({ rows: z.array(InvitedRow) })
export const OwnSurvey = z.object({
  survey_id: Code,
  name: z.string(),
  url: z.string(),
  closes_on: z.string(),
  answered_at: z.string().nullable(),
})
export type OwnSurvey = z.infer<typeof OwnSurvey>
export const OwnSurveys = z.object({ rows: z.array(OwnSurvey) })

/** One thing somebody answered. */
export const SurveyAnswer = z.object({
  question_number: z.int().min(1).max(40),
  element_id: z.string().max(64),
  /** The set of best and worst; 1 with it and 2 without it of Kano; else 0. */
  part: z.int().min(0).max(40),
  value: z.number().min(0).max(100).nullish(),
  /** `best`, `worst`, `shown`, a word of Kano, or `not_applicable`. */
  word: z.string().max(20).nullish(),
})
export type SurveyAnswer = z.infer<typeof SurveyAnswer>

export const SurveyResponse = z.object({
  /** Ours: several answers come by one invitation only as versions of one. */
  buying_role: z.enum(BUYING_ROLES).nullish(),
  department: z.enum(DEPARTMENTS).nullish(),
  language: Language,
  answers: z.array(SurveyAnswer).max(2_000),
  words: z.record(z.string().regex(/^\d{1,2}$/), LongText),
})
export type SurveyResponse = z.infer<typeof SurveyResponse>
