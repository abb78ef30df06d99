/**
 * How long hand-overs take, by week: from when the one step was done to when the next one was.
 *
 * Of each thing the first time the next step was done counts, and the last time before it that the one step was. What was
 * handed over and not yet done counts in the week in which it will be.
 */
import sql, { join, raw, type Sql } from 'sql-template-tag'
import type { Activity, ObjectKind } from '../../../contract/process-words.ts'
import type { Tx } from '../../platform/database/database.ts'
import { EPOCH_SECONDS, kindCode } from './build-cases.ts'
import { BEHIND, type FailedOrder } from './measured.ts'
import { codeOf } from './touches.ts'
import type { HandOverWeek, Scope } from './weeks.ts'

export interface TimedArrow {
  readonly arrow: string
  readonly seenThrough: ObjectKind
  readonly from: readonly Activity[]
  readonly to: readonly Activity[]
  readonly hours: number
}

/** A thing that takes longer than this from its first event to a hand-over is left out. */
const LONGEST_DAYS = 200

/** 2000 began on a Saturday, five days into its week. */
const SINCE_MONDAY = String(5 * 86_400)

const codes = (activities: readonly Activity[]): Sql =>
  sql`ARRAY[${join(activities.map((one) => codeOf(one)))}]::smallint[]`

/**
 * SELECT arrow, object_id, order_id, ended (seconds since 2000), waited (seconds), allowed (seconds).
 * Where a hand-over stands is looked for once in each way that things went: tens of thousands of things share some hundreds.
 */
const selectTimes = (tx: Tx, arrows: readonly TimedArrow[], { weeks, segment_id, site_id }: Scope): Sql => sql`
  SELECT f.arrow, c.object_id, c.order_id, c.seconds[f.done_at] AS ended,
    c.seconds[f.done_at] - c.seconds[f.before_at] AS waited, f.allowed
  FROM (WITH way AS MATERIALIZED (SELECT DISTINCT c.seen_through, c.activities FROM views.process_case c
      WHERE ${inScope(tx, weeks)})
    SELECT p.arrow, p.allowed, w.seen_through, w.activities, r.at AS done_at, g.at AS before_at
    FROM (VALUES ${join(
      arrows.map(
        ({ arrow, seenThrough, from, to, hours }) =>
          sql`(${arrow}, ${kindCode(seenThrough)}::smallint, ${codes(from)}, ${codes(to)}, ${Math.round(hours * 3600)}::int)`,
      ),
    )}) p (arrow, seen_through, froms, tos, allowed)
    JOIN way w ON w.seen_through = p.seen_through AND w.activities && p.tos AND w.activities && p.froms
    CROSS JOIN LATERAL (SELECT min(array_position(w.activities, t)) AS at FROM unnest(p.tos) t) r
    CROSS JOIN LATERAL (SELECT max(u.at) AS at FROM unnest(w.activities[1:r.at - 1]) WITH ORDINALITY u (activity, at)
      WHERE u.activity = ANY(p.froms)) g
    WHERE g.at IS NOT NULL) f
  JOIN views.process_case c ON ${inScope(tx, weeks)} AND c.seen_through = f.seen_through AND c.activities = f.activities
    ${segment_id ? sql`AND c.segment_id = ${segment_id}` : sql``} ${site_id ? sql`AND c.site_id = ${site_id}` : sql``}
  WHERE c.seconds[f.done_at] >= ${sinceEpoch(weeks[0]!)} AND c.seconds[f.done_at] < ${sinceEpoch(weeks.at(-1)!) + 7 * 86_400}`

/** As instants: of an instant compared with a day the planner may not ask its statistics behind row-level security. */
const inScope = (tx: Tx, weeks: Scope['weeks']): Sql => sql`c.tenant_id = ${tx.tenantId}::uuid
  AND c.began_at >= (${weeks[0]!}::date - ${LONGEST_DAYS}::int)::timestamptz AND c.began_at < (${weeks.at(-1)!}::date + 7)::timestamptz`

const sinceEpoch = (day: string) => Date.parse(day) / 1000 - EPOCH_SECONDS

export interface HandOverTimes {
  readonly weeks: HandOverWeek[]
  /** Hours over all weeks. */
  readonly waiting: { readonly median: number; readonly p90: number } | null
}

export async function handOverTimes(
  tx: Tx,
  arrows: readonly TimedArrow[],
  scope: Scope,
): Promise<Map<string, HandOverTimes>> {
  const found = new Map<string, HandOverTimes>(arrows.map(({ arrow }) => [arrow, { weeks: [], waiting: null }]))
  if (arrows.length === 0) return found
  type Row = { arrow: string; week: string | null; n: number; right: number; median: number; p90: number }
  // Counted by the minute first: middles of what is left need no sorting of every single time.
  const rows = await hashed(tx, () =>
    tx.query<Row>(sql`WITH timed AS (${selectTimes(tx, arrows, scope)}),
    told AS (SELECT arrow, (ended + ${raw(SINCE_MONDAY)}) / 604800 AS week,
        (waited + 30) / 60 AS minutes, count(*) AS n, count(*) FILTER (WHERE waited <= allowed) AS kept
      FROM timed GROUP BY 1, 2, 3),
    leveled AS (SELECT arrow, week, minutes, n, kept FROM told
      UNION ALL SELECT arrow, NULL, minutes, sum(n), sum(kept) FROM told GROUP BY arrow, minutes),
    ranked AS (SELECT arrow, week, minutes, n, kept, sum(n) OVER (PARTITION BY arrow, week ORDER BY minutes) AS upto,
        sum(n) OVER (PARTITION BY arrow, week) AS total FROM leveled)
    SELECT arrow, date '1999-12-27' + 7 * week AS week, sum(n)::int AS n, sum(kept)::int AS right,
      (min(minutes) FILTER (WHERE upto >= 0.5 * total) / 60.0)::float8 AS median,
      (min(minutes) FILTER (WHERE upto >= 0.9 * total) / 60.0)::float8 AS p90
    FROM ranked GROUP BY arrow, week ORDER BY arrow, week`),
  )
  for (const { arrow, week, n, right, median, p90 } of rows) {
    const known = found.get(arrow)!
    if (week === null) found.set(arrow, { ...known, waiting: { median, p90 } })
    else known.weeks.push({ week, right, n, unknown: 0, median })
  }
  return found
}

/** Those that took longer than allowed, the latest first. */
export async function lateHandOvers(tx: Tx, arrow: TimedArrow, scope: Scope): Promise<FailedOrder[]> {
  type Late = { object_id: string; order_id: string; ended: number; waited: number }
  const late = await hashed(tx, () =>
    tx.query<Late>(sql`WITH timed AS (${selectTimes(tx, [arrow], scope)})
    SELECT object_id, order_id, ended, waited FROM timed WHERE waited > allowed AND order_id IS NOT NULL
    ORDER BY ended DESC, object_id LIMIT ${BEHIND}`),
  )
  return tx.query<FailedOrder>(sql`SELECT t.order_id,
      CASE WHEN ${arrow.seenThrough} IN ('line', 'promise') THEN substring(t.object_id from '[0-9]+$')::int END AS line_number,
      o.customer_id, c.name AS customer_name, to_timestamp(t.ended::float8 + ${EPOCH_SECONDS})::date AS day, (t.waited / 3600.0)::float8 AS hours
    FROM jsonb_to_recordset(${JSON.stringify(late)}::jsonb) t (object_id text, order_id text, ended int, waited int)
    LEFT JOIN orders.customer_order o ON o.tenant_id = ${tx.tenantId}::uuid AND o.order_id = t.order_id
    LEFT JOIN customers.customer c ON c.tenant_id = o.tenant_id AND c.customer_id = o.customer_id
    ORDER BY t.ended DESC, t.object_id`)
}

/** The planner takes the ways that pass a hand-over for one or two; they are hundreds, and loops and sorts over all things cost. */
async function hashed<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  const want = (state: 'off' | 'on') =>
    tx.execute(sql`SELECT set_config('enable_nestloop', ${state}, true), set_config('enable_sort', ${state}, true)`)
  await want('off')
  const found = await work()
  await want('on')
  return found
}
