/** What a log of another system says of its process. */
import { z } from 'zod'

export const ForeignQuery = z.object({
  /** Of an OCEL log: the kind of thing whose way is followed; absent: the one with the most events. */
  seen_through: z.string().min(1).max(200).optional(),
  lifecycle: z.enum(['as_is', 'complete', 'paired']).default('as_is'),
})
const Hours = z.object({ median: z.number(), p90: z.number() })
export const ForeignLog = z.object({
  format: z.enum(['xes', 'ocel', 'table']),
  problems: z.object({
    left_out: z.record(z.string(), z.int()),
    /** Times without a zone, taken as UTC; before 1990 or in the future; relations to things that are not in the log. */
    zoneless: z.int(),
    suspect: z.int(),
    dangling: z.int(),
  }),
  seen_through: z.string().nullable(),
  kinds: z.array(z.string()),
  cases: z.int(),
  events: z.int(),
  throughput: Hours.nullable(),
  activities: z.array(
    z.object({
      name: z.string(),
      count: z.int(),
      cases: z.int(),
      starts: z.int(),
      ends: z.int(),
      repeated: z.int(),
    }),
  ),
  arcs: z.array(z.object({ from: z.string(), to: z.string(), count: z.int(), cases: z.int(), waiting: Hours })),
  all_arcs: z.int(),
  reworked: z.int(),
  variants: z.object({
    count: z.int(),
    rows: z.array(z.object({ activities: z.array(z.string()), cases: z.int() })),
  }),
})
export type ForeignLog = z.infer<typeof ForeignLog>
