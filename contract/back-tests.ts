/** Back-tests: how promises of the past would have been kept at each quantile, and how much shorter they could have been. */
import { z } from 'zod'
import { Code, Day, Instant } from './values.ts'

export const BACK_TEST_STATES = ['waiting', 'running', 'done', 'cancelled', 'failed'] as const
/** What a promise can be made at; the packages of segments name one of them or any other. */
export const BACK_TEST_QUANTILES = [0.8, 0.9, 0.95, 0.98] as const

const Share = z.number().min(0).max(1)

/** Promises that were or would have been made for the same orders: how many there are, and how they were kept. */
export const KeptPromises = z.object({
  cases: z.int(),
  /** Null: there were none. */
  kept: Share.nullable(),
  /** 95 percent, Wilson. */
  interval: z.object({ low: Share, high: Share }).nullable(),
  mean_days: z.number().nullable(),
})
export type KeptPromises = z.infer<typeof KeptPromises>

const Parts = z.object({
  segments: z.array(KeptPromises.extend({ segment: z.string() })),
  months: z.array(KeptPromises.extend({ month: z.string() })),
})

/** The mean days at the share that the company's own promises were kept. */
export const SameShare = z.object({
  kept: Share,
  mean_days: z.number(),
  given_mean_days: z.number(),
  shorter_percent: z.number(),
})
export type SameShare = z.infer<typeof SameShare>

export const BackTestReport = z.object({
  learned_from: z.int(),
  never_delivered: z.int(),
  judged_cases: z.int(),
  /** Orders of the judged time before anything was learned. */
  skipped: z.int(),
  from_day: Day.nullable(),
  to_day: Day.nullable(),
  /** The promises the company gave; null: none. */
  given: KeptPromises.extend(Parts.shape).nullable(),
  quantiles: z.array(KeptPromises.extend({ quantile: Share, ...Parts.shape })),
  /** With one chance for every order; null: their range does not reach the company's share. */
  same_share_evenly: SameShare.nullable(),
  /** Where each order gets the days that buy most. */
  same_share_overall: SameShare.nullable(),
})
export type BackTestReport = z.infer<typeof BackTestReport>

export const BackTest = z.object({
  back_test_id: Code,
  judged_share: Share,
  state: z.enum(BACK_TEST_STATES),
  progress: Share,
  asked_at: Instant,
  ended_at: Instant.nullable(),
  report: BackTestReport.nullable(),
})
export type BackTest = z.infer<typeof BackTest>

export const NewBackTest = z.object({
  /** Share of the deliveries that comes last and is judged; the earlier ones are only learned from. */
  judged_share: z.number().min(0.05).max(0.95).multipleOf(0.01).default(0.3),
})

export const BackTestList = z.object({
  back_tests: z.array(BackTest),
  /** What promises stand on now; null: nothing has been learned yet. */
  learned: z
    .object({
      version: z.int(),
      learned_at: Instant,
      delivered: z.int(),
      under_way: z.int(),
      lost: z.int(),
      first_day: Day.nullable(),
      last_day: Day.nullable(),
      lanes: z.int(),
    })
    .nullable(),
})
export type BackTestList = z.infer<typeof BackTestList>
