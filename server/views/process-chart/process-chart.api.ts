/** The process chart: as designed with its results, as discovered with its differences, and what stands behind both. */
import sql from 'sql-template-tag'
import { z } from 'zod'
import {
  ChartQuery,
  DesignedChart,
  DiscoveredMap,
  DraftAnswer,
  DraftProcess,
  MapQuery,
  MyRole,
  PassageOrders,
  PassageQuery,
  ResultDetail,
  ResultQuery,
} from '../../../contract/process-chart.ts'
import { ProcessStandards, ProcessStandardsQuery } from '../../../contract/process-standards.ts'
import type { Process } from '../../../contract/processes.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { Code } from '../../../contract/values.ts'
import { checkChart, layoutChart } from '../../../engines/process-chart/index.ts'
import { answered } from '../../platform/answered.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { lastBuilt } from './build-cases.ts'
import { findBehind, type Ways } from './discovered.ts'
import { chartOf, comingAfter, drawnOn } from './drawn.ts'
import { mapOf, mutable } from './map.ts'
import { departmentOf, roleOf } from './my-role.ts'
import { detailOf, resultsOf } from './results.ts'
import { standardsOf } from './standards.ts'
import { weeksBefore } from './weeks.ts'

const tag = 'process chart'
const permission = 'orders.read'
const YEAR_DAYS = 365

const LONGEST_MS = '20000'

const dayOf = (now: Date) => now.toISOString().slice(0, 10)

function waysOf(query: Pick<MapQuery, 'seen_through' | 'segment_id' | 'site_id' | 'from' | 'to'>, now: Date): Ways {
  const to = query.to ?? dayOf(now)
  const from = query.from ?? new Date(Date.parse(to) - (YEAR_DAYS - 1) * 86_400_000).toISOString().slice(0, 10)
  if (from > to) throw new Refusal('time_order', { from, to })
  return { ...query, from, to }
}

type Measuring = { scope: ChartQuery; now: Date; position: number | null }

/** Packages and standards change without anything happening to an order: their versions tell whether an answer still holds. */
const policyVersions = async (tx: Tx, day: string) => {
  const [row] = await tx.query<{ packages: string | null; segments: string | null }>(sql`SELECT
    (SELECT string_agg(package_id || ' ' || subject_version, ',' ORDER BY package_id)
      FROM policies.service_package WHERE tenant_id = ${tx.tenantId}::uuid AND valid_from <= ${day}::date) AS packages,
    (SELECT string_agg(segment_id || ' ' || subject_version, ',' ORDER BY segment_id)
      FROM policies.segment WHERE tenant_id = ${tx.tenantId}::uuid) AS segments`)
  return row!
}

/** What a measuring depends on, the tenant first. */
const measuredFrom = async (tx: Tx, process: Process, { scope, now, position }: Measuring) => [
  ...[tx.tenantId, scope, process, position, dayOf(now)],
  await policyVersions(tx, dayOf(now)),
]

const measuredOf = async (tx: Tx, process: Process, measuring: Measuring) => {
  const { scope, now } = measuring
  const key = await measuredFrom(tx, process, measuring)
  return answered([...key, 'results'], async () => {
    // Who draws a process with hundreds of timed hand-overs waits for an answer, and not everybody else with them.
    await tx.query(sql`SELECT set_config('statement_timeout', ${LONGEST_MS}, true)`)
    const results = await resultsOf(tx, process, { weeks: weeksBefore(now), ...scope }, dayOf(now))
    return { results, as_of: now.toISOString() }
  })
}

export const processChartEndpoints = [
  endpoint({
    method: 'GET',
    path: '/process-chart',
    tag,
    permission,
    summary: 'The designed process with the result of each step and hand-over',
    query: ChartQuery,
    answer: DesignedChart,
    handle: (context, { query }) =>
      inSnapshot(context, async (tx) => {
        const now = context.clock.now()
        const { process, version } = await drawnOn(tx, dayOf(now))
        const weeks = weeksBefore(now)
        const built = await lastBuilt(tx)
        const measured = await measuredOf(tx, process, { scope: query, now, position: built?.position ?? null })
        const chart = chartOf(process)
        return {
          ...{ process, version, layout: mutable(layoutChart(chart)), problems: checkChart(chart) },
          ...{ ...measured, weeks, built_at: built?.built_at.toISOString() ?? null },
          coming: await comingAfter(tx, dayOf(now)),
        }
      }),
  }),
  endpoint({
    method: 'GET',
    path: '/process-chart/standards',
    tag,
    permission,
    summary:
      'The standard of every activity: set by hand, asked for by segments, or derived from the packages in force',
    query: ProcessStandardsQuery,
    answer: ProcessStandards,
    handle: (context, { query }) =>
      inSnapshot(context, async (tx) => {
        const now = context.clock.now()
        const { process } = await drawnOn(tx, dayOf(now))
        const built = await lastBuilt(tx)
        const key = await measuredFrom(tx, process, { scope: query, now, position: built?.position ?? null })
        return answered([...key, 'standards'], async () => {
          await tx.query(sql`SELECT set_config('statement_timeout', ${LONGEST_MS}, true)`)
          return standardsOf(tx, process, { weeks: weeksBefore(now), ...query }, dayOf(now))
        })
      }),
  }),
  endpoint({
    method: 'GET',
    path: '/process-chart/results/:id',
    tag,
    permission,
    summary: 'What stands behind the mark of a step or hand-over: weeks, limits, signals, causes, orders',
    params: z.object({ id: Code }),
    query: ResultQuery,
    answer: ResultDetail,
    handle: (context, { params, query: { kind, ...scope } }) =>
      inSnapshot(context, async (tx) => {
        const now = context.clock.now()
        const { process } = await drawnOn(tx, dayOf(now))
        const asked = { kind, id: params.id }
        const found = await detailOf(tx, process, asked, {
          scope: { weeks: weeksBefore(now), ...scope },
          today: dayOf(now),
        })
        if (!found) throw new Refusal('not_found', asked)
        return found
      }),
  }),
  endpoint({
    method: 'GET',
    path: '/process-map',
    tag,
    permission,
    summary: 'The process as it really went, seen through one kind of thing, and its differences from the design',
    query: MapQuery,
    answer: DiscoveredMap,
    handle: (context, { query }) =>
      inSnapshot(context, async (tx) => {
        const now = context.clock.now()
        const ways = waysOf(query, now)
        const { process } = await drawnOn(tx, dayOf(now))
        const built = await lastBuilt(tx)
        const key = [tx.tenantId, 'map', ways, query.coverage, process, built?.position ?? null]
        const found = await answered(key, () => mapOf(tx, process, ways, query.coverage))
        return { ...found, built_at: built?.built_at.toISOString() ?? null }
      }),
  }),
  endpoint({
    method: 'GET',
    path: '/process-map/passages',
    tag,
    permission,
    summary: 'The orders behind an activity, or behind a way from one activity to the next',
    query: PassageQuery,
    answer: PassageOrders,
    handle: (context, { query }) =>
      inSnapshot(context, (tx) => findBehind(tx, waysOf(query, context.clock.now()), query)),
  }),
  endpoint({
    method: 'GET',
    path: '/process-chart/my-role',
    tag,
    permission,
    summary: "The reader's own steps, standards and open work, and what the neighbors in the process need",
    answer: MyRole,
    handle: (context) =>
      inSnapshot(context, async (tx) => {
        const now = context.clock.now()
        const { actor, role } = context.principal
        const { process } = await drawnOn(tx, dayOf(now))
        const built = await lastBuilt(tx)
        const { results } = await measuredOf(tx, process, { scope: {}, now, position: built?.position ?? null })
        const own = await departmentOf(tx, actor, role)
        return {
          ...{ ...own, process, built_at: built?.built_at.toISOString() ?? null },
          ...(await roleOf(tx, { process, results, department: own.department, now })),
        }
      }),
  }),
  endpoint({
    method: 'POST',
    path: '/process-chart/draft',
    tag,
    permission: 'standards.write',
    summary: 'Where everything of a drawing would stand, and what is wrong with it; nothing is kept',
    body: DraftProcess,
    answer: DraftAnswer,
    handle: async (_, { body }) => {
      const chart = chartOf(body)
      return { layout: mutable(layoutChart(chart)), problems: checkChart(chart) }
    },
  }),
]
