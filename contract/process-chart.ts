/** The process chart as it is shown: the design with what is measured of it, and what really happened. */
import { z } from 'zod'
import {
  ACTIVITIES,
  CHART_MARKS,
  CHART_PROBLEMS,
  DEPARTMENTS,
  FINDING_KINDS,
  MARK_REASONS,
  MEASURES,
  OBJECT_KINDS,
  SIGNAL_KINDS,
} from './process-words.ts'
import { Arrow, Lane, Process, Step } from './processes.ts'
import { Code, Day } from './values.ts'

export const ChartQuery = z.object({ segment_id: Code.optional(), site_id: Code.optional() })
export type ChartQuery = z.infer<typeof ChartQuery>

export const StepResult = z.object({
  mark: z.enum(CHART_MARKS),
  why: z.enum(MARK_REASONS),
  /** What is counted: a measure of the step, or the time of a hand-over. */
  measure: z.enum([...MEASURES, 'hand_over']).nullable(),
  /** 0 to 1; null: no standard. */
  standard: z.number().nullable(),
  /** Whether the standard is the step's own or asked for by the segments. */
  standard_of: z.enum(['own', 'segments', 'package', 'usual']).nullable(),
  share: z.object({ right: z.int(), n: z.int(), low: z.number(), high: z.number() }).nullable(),
  unknown: z.int(),
  /** The last weeks' shares, the latest last; null: no case. */
  trend: z.array(z.number().nullable()),
  /** Of a hand-over, hours over the same weeks; null: none. */
  waiting: z.object({ median: z.number(), p90: z.number() }).nullable(),
})
export type StepResult = z.infer<typeof StepResult>

const Placed = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() })
export const ChartLayout = z.object({
  width: z.number(),
  height: z.number(),
  lanes: z.array(Placed.extend({ id: z.string() })),
  steps: z.array(Placed.extend({ id: z.string() })),
  arrows: z.array(z.object({ id: z.string(), points: z.array(z.tuple([z.number(), z.number()])) })),
})
export type ChartLayout = z.infer<typeof ChartLayout>

export const Problem = z.object({ code: z.enum(CHART_PROBLEMS), id: z.string().nullable() })
export type ChartProblemFound = z.infer<typeof Problem>

export const DesignedChart = z.object({
  process: Process,
  /** Null: the ready process, which nobody has changed yet. */
  version: z.int().nullable(),
  layout: ChartLayout,
  problems: z.array(Problem),
  /** By id of step or arrow; absent: there is nothing to measure. */
  results: z.record(z.string(), StepResult),
  weeks: z.array(Day),
  as_of: z.string(),
  /** When the ways were last built from the ledger; null: not yet. */
  built_at: z.string().nullable(),
  coming: z.array(z.object({ process_id: Code, name: z.string(), valid_from: Day })),
})
export type DesignedChart = z.infer<typeof DesignedChart>

export const ResultQuery = ChartQuery.extend({ kind: z.enum(['step', 'arrow']) })
export const ResultDetail = z.object({
  result: StepResult,
  /** Shares by week with the limits of natural variation (Laney's p′). */
  weeks: z.array(
    z.object({
      week: Day,
      right: z.int(),
      n: z.int(),
      unknown: z.int(),
      lower: z.number().nullable(),
      upper: z.number().nullable(),
      signals: z.array(z.enum(SIGNAL_KINDS)),
    }),
  ),
  center: z.number().nullable(),
  overdispersion: z.number().nullable(),
  /** Of a hand-over: median hours by week with their limits (XmR). */
  hours: z
    .object({
      center: z.number(),
      lower: z.number(),
      upper: z.number(),
      weeks: z.array(z.object({ week: Day, value: z.number(), is_signal: z.boolean() })),
    })
    .nullable(),
  /** Of a hand-over: the hours it may take, set by hand or its part of the packages' longest time. */
  allowed_hours: z.number().nullable(),
  /** What went wrong first on the lines that failed; empty for hand-overs. */
  causes: z.array(z.object({ cause: z.string(), lines: z.int() })),
  /** Those that failed, the latest first. */
  orders: z.array(
    z.object({
      order_id: Code,
      line_number: z.int().nullable(),
      customer_id: Code.nullable(),
      customer_name: z.string().nullable(),
      day: Day,
      hours: z.number().nullable(),
    }),
  ),
})
export type ResultDetail = z.infer<typeof ResultDetail>

export const MapQuery = ChartQuery.extend({
  seen_through: z.enum(OBJECT_KINDS).default('line'),
  from: Day.optional(),
  to: Day.optional(),
  /** The share of all passages that the picture shows. */
  coverage: z.coerce.number().min(0).max(1).default(0.95),
})
export type MapQuery = z.infer<typeof MapQuery>

const Hours = z.object({ median: z.number(), p90: z.number() })
const ActivityName = z.enum(ACTIVITIES)
export const DiscoveredMap = z.object({
  seen_through: z.enum(OBJECT_KINDS),
  from: Day,
  to: Day,
  cases: z.int(),
  events: z.int(),
  activities: z.array(
    z.object({
      activity: ActivityName,
      department: z.enum(DEPARTMENTS).nullable(),
      count: z.int(),
      cases: z.int(),
      starts: z.int(),
      ends: z.int(),
      /** Cases in which it stands more than once. */
      repeated: z.int(),
    }),
  ),
  arcs: z.array(
    z.object({
      id: z.string(),
      from: ActivityName,
      to: ActivityName,
      count: z.int(),
      cases: z.int(),
      waiting: Hours,
      finding: z.enum(FINDING_KINDS),
      is_hidden: z.boolean(),
    }),
  ),
  layout: ChartLayout,
  hidden_share: z.number(),
  throughput: Hours.nullable(),
  /** Cases that went a way with an activity done again, of all. */
  reworked: z.int(),
  /** Passages from one department's activity to another's. */
  hand_overs: z.int(),
  variants: z.object({
    count: z.int(),
    rows: z.array(z.object({ activities: z.array(ActivityName), cases: z.int(), example: z.string() })),
  }),
  /** Passages that are designed, or done side by side as designed, of all. */
  fitting: z.number().nullable(),
  unseen_steps: z.array(z.string()),
  unseen_pairs: z.array(z.object({ from: z.string(), to: z.string() })),
  built_at: z.string().nullable(),
})
export type DiscoveredMap = z.infer<typeof DiscoveredMap>

export const PassageQuery = MapQuery.omit({ coverage: true }).extend({
  first: ActivityName,
  /** Absent: every case with the first. */
  next: ActivityName.optional(),
})
export type PassageQuery = z.infer<typeof PassageQuery>
export const PassageOrders = z.object({
  rows: z.array(
    z.object({ object_id: z.string(), order_id: Code.nullable(), began_on: Day, hours: z.number().nullable() }),
  ),
  total: z.int(),
})

/** A drawing that is not kept yet: where everything would stand, and what is wrong with it. */
export const DraftProcess = z.object({
  lanes: z.array(Lane).max(40),
  steps: z.array(Step).max(200),
  arrows: z.array(Arrow).max(400),
})
export const DraftAnswer = z.object({ layout: ChartLayout, problems: z.array(Problem) })

/** Whose work a reader does, and what that means today. */
const Neighbor = z.object({
  arrow_id: z.string(),
  /** The steps at the two ends that do the work, gateways passed by. */
  own_step: z.string(),
  other_step: z.string(),
  other_department: z.enum(DEPARTMENTS).nullable(),
  standard_hours: z.number().nullable(),
  result: StepResult.nullable(),
})
export const MyRole = z.object({
  department: z.enum(DEPARTMENTS).nullable(),
  /** The reader said so; otherwise it is taken from the role. */
  is_chosen: z.boolean(),
  process: Process,
  steps: z.array(
    z.object({
      step_id: z.string(),
      result: StepResult.nullable(),
      /** What waits there now; null: nothing of it can be seen. */
      open: z
        .object({
          kind: z.enum(['lines', 'inquiries', 'claims']),
          count: z.int(),
          /** Of them beyond the time that the standard gives; null: there is none. */
          late: z.int().nullable(),
          /** Of them past the day promised now; null: no promise hangs on it. */
          overdue: z.int().nullable(),
          /** Long overdue ones, counted in none of the others: they stand in a group of their own among the day's dangers. */
          stale: z.int().nullable(),
          oldest: z.string().nullable(),
          orders: z.array(z.object({ order_id: Code, since: z.string() })),
        })
        .nullable(),
    }),
  ),
  /** What others hand to the reader's department, and what it hands on. */
  from_others: z.array(Neighbor),
  to_others: z.array(Neighbor),
  built_at: z.string().nullable(),
})
export type MyRole = z.infer<typeof MyRole>
