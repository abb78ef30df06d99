/** What really happened as a picture: thinned out, laid out in the lanes of the design, and compared with it. */
import type { DiscoveredMap, MapQuery } from '../../../contract/process-chart.ts'
import type { Activity, Department } from '../../../contract/process-words.ts'
import type { Process } from '../../../contract/processes.ts'
import { type DiscoveredArc, thinOut } from '../../../engines/mining/index.ts'
import { compare, layoutChart } from '../../../engines/process-chart/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import { type FoundActivity, findActivities, findArcs, findVariants, findWhole, type Ways } from './discovered.ts'
import { chartOf } from './drawn.ts'

type Found = Omit<DiscoveredMap, 'built_at'>

export async function mapOf(tx: Tx, process: Process, ways: Ways, coverage: MapQuery['coverage']): Promise<Found> {
  const arcs = await findArcs(tx, ways)
  const activities = await findActivities(tx, ways)
  const whole = await findWhole(tx, ways)
  const variants = await findVariants(tx, ways)
  const comparison = compare(chartOf(process), arcs, new Set(activities.map(({ activity }) => activity)))
  const shown = thinned(arcs, coverage)
  const laneOf = lanesOf(process)
  const departmentOf = (activity: Activity): Department | null => laneOf.get(activity)?.department ?? null
  const named = arcs.map((arc, at) => ({
    ...{ id: `${arc.from}>${arc.to}`, ...arc, finding: comparison.kinds[at]! },
    is_hidden: !shown.ids.has(`${arc.from}>${arc.to}`),
  }))
  const all = named.reduce((sum, { count }) => sum + count, 0)
  const fitting = named
    .filter(({ finding }) => finding === 'designed' || finding === 'side_by_side')
    .reduce((sum, { count }) => sum + count, 0)
  return {
    ...{ seen_through: ways.seen_through, from: ways.from, to: ways.to },
    ...{ cases: whole.cases, events: whole.events, reworked: whole.reworked },
    throughput: whole.median === null ? null : { median: whole.median, p90: whole.p90! },
    activities: activities.map(({ place: _, ...one }) => ({ ...one, department: departmentOf(one.activity) })),
    arcs: named,
    layout: layoutOf(process, laneOf, activities, named),
    hidden_share: shown.hiddenShare,
    hand_overs: named
      .filter(({ from, to }) => departmentOf(from) !== departmentOf(to) && departmentOf(from) && departmentOf(to))
      .reduce((sum, { count }) => sum + count, 0),
    variants,
    fitting: all === 0 ? null : fitting / all,
    unseen_steps: [...comparison.unseenSteps],
    unseen_pairs: [...comparison.unseenPairs],
  }
}

function thinned(arcs: Awaited<ReturnType<typeof findArcs>>, coverage: number) {
  const graph = { cases: 0, events: 0, activities: [], throughput: null, arcs: arcs as unknown as DiscoveredArc[] }
  const { arcs: kept, hiddenShare } = thinOut(graph, coverage)
  return { ids: new Set(kept.map(({ from, to }) => `${from}>${to}`)), hiddenShare }
}

/** The lane of the first step that shows an activity. */
function lanesOf({ lanes, steps }: Process) {
  const byId = new Map(lanes.map((lane) => [lane.lane_id, lane]))
  const found = new Map<Activity, Process['lanes'][number]>()
  for (const { lane_id, activities } of steps)
    for (const activity of activities) {
      const lane = byId.get(lane_id ?? '')
      if (lane && !found.has(activity)) found.set(activity, lane)
    }
  return found
}

function layoutOf(
  process: Process,
  laneOf: ReturnType<typeof lanesOf>,
  activities: readonly FoundActivity[],
  arcs: Found['arcs'],
) {
  const used = new Set(activities.map(({ activity }) => laneOf.get(activity)?.lane_id))
  const inOrder = [...activities].sort((a, b) => a.place - b.place)
  const chart = {
    lanes: chartOf(process).lanes.filter((lane) => used.has(lane)),
    steps: inOrder.map(({ activity }) => ({
      ...{ id: activity, kind: 'task' as const, lane: laneOf.get(activity)?.lane_id ?? null, activities: [activity] },
    })),
    arrows: arcs.filter(({ is_hidden, from, to }) => !is_hidden && from !== to),
  }
  const placed = layoutChart(chart, new Map(inOrder.map(({ activity }, row) => [activity, row])))
  return mutable(placed)
}

/** The contract's shapes are what zod reads, which is never read-only. */
export const mutable = (placed: ReturnType<typeof layoutChart>): Found['layout'] => placed as unknown as Found['layout']
