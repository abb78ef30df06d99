/** One standard per activity of the process chart: set by hand, asked for by segments' standards, or derived from packages. */
import { z } from 'zod'
import { DEPARTMENTS, MEASURES } from './process-words.ts'
import { Code, Day } from './values.ts'

export const STANDARD_SOURCES = ['own', 'segments', 'package', 'none'] as const

export const ProcessStandardsQuery = z.object({ segment_id: Code.optional() })
export const ProcessStandards = z.object({
  rows: z.array(
    z.object({
      kind: z.enum(['step', 'arrow']),
      id: z.string(),
      department: z.enum(DEPARTMENTS).nullable(),
      /** As a role, where the process names one. */
      owner: z.string().nullable(),
      measure: z.enum([...MEASURES, 'hand_over']).nullable(),
      /** A share, 0 to 1; of a hand-over the hours it may take. Null: there is none. */
      target: z.number().nullable(),
      unit: z.enum(['share', 'hours']),
      source: z.enum(STANDARD_SOURCES),
      /** Of a hand-over: the middle hours observed, by which the time is split. */
      median_hours: z.number().nullable(),
    }),
  ),
  /** What the derived ones stand on: packages in force, and when each began. */
  packages: z.array(z.object({ segment_id: Code, segment_name: z.string(), package_id: Code, valid_from: Day })),
  /** The longest time of the packages, in hours, by the lines of the segments; null: no package limits it. */
  lead_hours: z.number().nullable(),
  valid_from: Day,
})
export type ProcessStandards = z.infer<typeof ProcessStandards>

export const REVIEW_OUTCOMES = ['kept', 'to_change'] as const
/** Of a package, or of the standards of a segment: one of the two. */
export const PackageReview = z.object({
  review_id: Code,
  package_id: Code.nullish(),
  segment_id: Code.nullish(),
  reviewed_on: Day,
  outcome: z.enum(REVIEW_OUTCOMES),
  /** What was looked at, and why it stays or must change. */
  note: z.string().trim().min(1).max(4_000),
  next_on: Day,
})
export type PackageReview = z.infer<typeof PackageReview>

export const ReviewsDue = z.object({
  rows: z.array(
    z.object({
      /** Null: the standards of the segment are. */
      package_id: Code.nullable(),
      name: z.string().nullable(),
      segment_id: Code,
      segment_name: z.string(),
      due_on: Day,
      /** Below zero: overdue. */
      days: z.int(),
      last_on: Day.nullable(),
    }),
  ),
})
export type ReviewsDue = z.infer<typeof ReviewsDue>
