/** The process as it really went: what followed what, how often, how long it waited, in SQL over the ways of things. */
import sql, { empty, join, type Sql } from 'sql-template-tag'
import type { MapQuery, PassageQuery } from '../../../contract/process-chart.ts'
import { ACTIVITIES, type Activity } from '../../../contract/process-words.ts'
import type { Tx } from '../../platform/database/database.ts'
import { kindCode } from './build-cases.ts'
import { codeOf } from './touches.ts'

export type Ways = Pick<MapQuery, 'seen_through' | 'segment_id' | 'site_id'> & {
  readonly from: string
  readonly to: string
}

const activityOf = (code: number): Activity => ACTIVITIES[code - 1]!
const VARIANTS_SHOWN = 20

/** Whole things that began in the period, as a condition on `c`. */
const began = (tx: Tx, { seen_through, segment_id, site_id, from, to }: Ways): Sql =>
  join(
    [
      sql`c.tenant_id = ${tx.tenantId}::uuid AND c.seen_through = ${kindCode(seen_through)}::smallint`,
      sql`c.began_at >= ${from}::date::timestamptz AND c.began_at < (${to}::date + 1)::timestamptz`,
      ...(segment_id ? [sql`c.segment_id = ${segment_id}`] : []),
      ...(site_id ? [sql`c.site_id = ${site_id}`] : []),
    ],
    ' AND ',
  )

/** SELECT activities, things: the ways that things went. Millions of things share some hundreds or thousands. */
const selectWays = (tx: Tx, ways: Ways): Sql =>
  sql`SELECT c.activities, count(*) AS things FROM views.process_case c WHERE ${began(tx, ways)} GROUP BY c.activities`

export interface FoundArc {
  readonly from: Activity
  readonly to: Activity
  readonly count: number
  readonly cases: number
  /** Hours, to the minute. */
  readonly waiting: { readonly median: number; readonly p90: number }
}

/** Each two activities that follow one another directly. Waiting times are counted by the minute: that needs no sorting. */
export async function findArcs(tx: Tx, ways: Ways): Promise<FoundArc[]> {
  type Row = { a: number; b: number; count: number; cases: number; median: number; p90: number }
  const rows = await tx.query<Row>(sql`WITH passing AS (SELECT f.a, f.b, sum(w.things)::int AS cases
      FROM (${selectWays(tx, ways)}) w CROSS JOIN LATERAL (SELECT DISTINCT u.a, u.b
        FROM unnest(w.activities[:cardinality(w.activities) - 1], w.activities[2:]) u (a, b)) f GROUP BY 1, 2),
    waited AS (SELECT f.a, f.b, (f.later - f.earlier + 30) / 60 AS minutes, count(*) AS times
      FROM views.process_case c CROSS JOIN LATERAL unnest(c.activities[:cardinality(c.activities) - 1], c.activities[2:],
        c.seconds[:cardinality(c.seconds) - 1], c.seconds[2:]) f (a, b, earlier, later)
      WHERE ${began(tx, ways)} GROUP BY 1, 2, 3),
    ranked AS (SELECT a, b, minutes, sum(times) OVER (PARTITION BY a, b ORDER BY minutes) AS upto,
        sum(times) OVER (PARTITION BY a, b) AS count FROM waited)
    SELECT a, b, count::int, p.cases, (min(minutes) FILTER (WHERE upto >= 0.5 * count) / 60.0)::float8 AS median,
      (min(minutes) FILTER (WHERE upto >= 0.9 * count) / 60.0)::float8 AS p90
    FROM ranked JOIN passing p USING (a, b) GROUP BY a, b, count, p.cases ORDER BY count DESC, a, b`)
  return rows.map(({ a, b, count, cases, median, p90 }) => ({
    ...{ from: activityOf(a), to: activityOf(b), count, cases, waiting: { median, p90 } },
  }))
}

export interface FoundActivity {
  readonly activity: Activity
  readonly count: number
  readonly cases: number
  readonly starts: number
  readonly ends: number
  readonly repeated: number
  /** Where on the way it stands on the average, 0 to 1. */
  readonly place: number
}

export async function findActivities(tx: Tx, ways: Ways): Promise<FoundActivity[]> {
  type Row = Omit<FoundActivity, 'activity'> & { code: number }
  const rows = await tx.query<Row>(sql`WITH passing AS (
      SELECT w.things, u.code, count(*) AS times, bool_or(u.at = 1) AS is_start,
        bool_or(u.at = cardinality(w.activities)) AS is_end, sum(u.at::float8 / cardinality(w.activities)) AS places
      FROM (${selectWays(tx, ways)}) w CROSS JOIN LATERAL unnest(w.activities) WITH ORDINALITY u (code, at)
      GROUP BY w.activities, w.things, u.code)
    SELECT code, sum(things * times)::int AS count, sum(things)::int AS cases,
      coalesce(sum(things) FILTER (WHERE is_start), 0)::int AS starts, coalesce(sum(things) FILTER (WHERE is_end), 0)::int AS ends,
      coalesce(sum(things) FILTER (WHERE times > 1), 0)::int AS repeated, sum(things * places) / sum(things * times)::float8 AS place
    FROM passing GROUP BY code ORDER BY count DESC, code`)
  return rows.map(({ code, ...row }) => ({ activity: activityOf(code), ...row }))
}

export interface FoundWhole {
  readonly cases: number
  readonly events: number
  readonly reworked: number
  readonly median: number | null
  readonly p90: number | null
}

export async function findWhole(tx: Tx, ways: Ways): Promise<FoundWhole> {
  const [row] = await tx.query<FoundWhole>(sql`SELECT w.*, t.took[1] / 3600.0 AS median, t.took[2] / 3600.0 AS p90
    FROM (SELECT coalesce(sum(things), 0)::int AS cases, coalesce(sum(things * cardinality(activities)), 0)::int AS events,
        coalesce(sum(things) FILTER (WHERE cardinality(activities) > (SELECT count(DISTINCT u) FROM unnest(activities) u)), 0)::int AS reworked
      FROM (${selectWays(tx, ways)}) w) w,
    (SELECT percentile_disc(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY (c.seconds[cardinality(c.seconds)] - c.seconds[1])::float8) AS took
      FROM views.process_case c WHERE ${began(tx, ways)}) t`)
  return row!
}

export async function findVariants(tx: Tx, ways: Ways) {
  type Row = { activities: number[]; cases: number; example: string; all: number }
  const rows = await tx.query<Row>(sql`SELECT c.activities, count(*)::int AS cases, min(c.object_id) AS example,
      (count(*) OVER ())::int AS all
    FROM views.process_case c WHERE ${began(tx, ways)} GROUP BY c.activities
    ORDER BY count(*) DESC, c.activities LIMIT ${VARIANTS_SHOWN}`)
  return {
    count: rows[0]?.all ?? 0,
    rows: rows.map(({ activities, cases, example }) => ({ activities: activities.map(activityOf), cases, example })),
  }
}

const BEHIND = 200

/** The things that went from one activity directly to another, or had the first at all; the latest first. */
export async function findBehind(tx: Tx, ways: Ways, { first, next }: Pick<PassageQuery, 'first' | 'next'>) {
  const after = next
    ? sql`CROSS JOIN LATERAL (SELECT (c.seconds[u.at + 1] - c.seconds[u.at]) AS waited
        FROM unnest(c.activities) WITH ORDINALITY u (code, at)
        WHERE u.code = ${codeOf(first)} AND c.activities[u.at + 1] = ${codeOf(next)} ORDER BY 1 DESC LIMIT 1) f`
    : empty
  const rows = await tx.query<{
    object_id: string
    order_id: string | null
    began_on: string
    hours: number | null
    all: number
  }>(sql`
    SELECT c.object_id, c.order_id, c.began_at::date AS began_on, ${next ? sql`(f.waited / 3600.0)::float8` : sql`NULL`} AS hours,
      (count(*) OVER ())::int AS all
    FROM views.process_case c ${after}
    WHERE ${began(tx, ways)} AND c.activities @> ARRAY[${codeOf(first)}]::smallint[]
    ORDER BY c.began_at DESC, c.object_id DESC LIMIT ${BEHIND}`)
  return { total: rows[0]?.all ?? 0, rows: rows.map(({ all: _, ...row }) => row) }
}
