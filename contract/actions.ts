/** Steps that shall close a gap: who does what until when, what it should move, and whether that moved. */
import { z } from 'zod'
import { ACTION_MEASURES, ACTION_REASONS, ACTION_STATES } from './action-words.ts'
import { AmountMinor, Code, Currency, Day, LongText, Text } from './values.ts'

export const Action = z.object({
  action_id: Code,
  title: Text,
  /** Where it comes from. */
  reason: z.enum(ACTION_REASONS),
  /** Whom it is for; null: everybody. */
  segment_id: Code.nullish(),
  /** Where; null: everywhere. */
  site_id: Code.nullish(),
  /** Of a gap: the element of service that it is about. */
  element_id: Code.nullish(),
  /** The step or hand-over of the process chart that shall get better. */
  chart_id: Code.nullish(),
  measure: z.enum(ACTION_MEASURES),
  /** The measure when the step was planned, in percent or in days. */
  baseline: z.number().min(-1_000).max(100_000).multipleOf(0.001).nullish(),
  /** By how much the measure should move, in points of percent or in days; with its sign. */
  expected_change: z.number().min(-1_000).max(1_000).multipleOf(0.001).nullish(),
  /** 1 comes first. */
  priority: z.int().min(1).max(9).default(5),
  owner: Code.nullish(),
  due_on: Day,
  cost_minor: AmountMinor.nullish(),
  currency: Currency.nullish(),
  state: z.enum(ACTION_STATES).default('open'),
  /** The first day on which it may show; needed once it is done. */
  done_on: Day.nullish(),
  note: LongText.nullish(),
})
export type Action = z.infer<typeof Action>

/** What its owner says of a step: begun, or done since a day. */
export const ActionProgress = z.object({
  state: z.enum(['started', 'done']),
  /** Absent: today. */
  done_on: Day.optional(),
})
export type ActionProgress = z.infer<typeof ActionProgress>

export const ActionEffect = z.object({
  action_id: Code,
  measure: z.enum(ACTION_MEASURES),
  effect: z.enum(['moved', 'worse', 'not_moved', 'cannot_tell']),
  /** Why nothing can be told yet; null: it can. */
  why: z.enum(['not_done', 'too_few_weeks', 'no_expectation', 'not_sure']).nullable(),
  before: z.number().nullable(),
  after: z.number().nullable(),
  others_before: z.number().nullable(),
  others_after: z.number().nullable(),
  change: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  is_controlled: z.boolean(),
  lines: z.int(),
  weeks: z.array(
    z.object({
      week: Day,
      is_after: z.boolean(),
      touched: z.number().nullable(),
      others: z.number().nullable(),
      lines: z.int(),
    }),
  ),
})
export type ActionEffect = z.infer<typeof ActionEffect>

/** What is worse than its standard and has no step yet. */
export const ActionGaps = z.object({
  from: Day,
  to: Day,
  rows: z.array(
    z.object({
      segment_id: Code,
      segment_name: z.string(),
      measure: z.enum(ACTION_MEASURES),
      target: z.number(),
      measured: z.number(),
      low: z.number(),
      high: z.number(),
      lines: z.int(),
      /** Worth of the lines that failed, by currency, greatest first. */
      at_stake: z.array(z.object({ currency: z.string(), value_minor: z.number() })),
      owner: z.string().nullable(),
      action_id: Code.nullable(),
    }),
  ),
})
export type ActionGaps = z.infer<typeof ActionGaps>

/** Steps that are due within the days ahead or past due, the longest overdue first. */
export const ActionReminders = z.object({
  rows: z.array(
    z.object({
      action_id: Code,
      title: z.string(),
      owner: z.string().nullable(),
      due_on: Day,
      /** Below zero: overdue. */
      days: z.int(),
      is_own: z.boolean(),
    }),
  ),
  /** Also those that are not listed. */
  total: z.int(),
})
export type ActionReminders = z.infer<typeof ActionReminders>
