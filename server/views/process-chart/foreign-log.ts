/** The process in a log of another system, reckoned by the engine. */
import type { ForeignLog } from '../../../contract/process-logs.ts'
import { Refusal } from '../../../contract/refusals.ts'
import {
  codeLog,
  discover,
  type LoggedEvent,
  type ObjectLog,
  reworkOf,
  seenThrough,
  variantsOf,
} from '../../../engines/mining/index.ts'

type Told = { ocel: ObjectLog; events: null } | { ocel: null; events: readonly LoggedEvent[] }

const HOUR = 3_600_000
const ARCS_SHOWN = 200
/** What the engine draws: with more, the names of activities hold ids. */
const ACTIVITIES_MAX = 2_048
const VARIANTS_SHOWN = 20

/** Refuses a kind of thing that the log does not have. Without one, of an OCEL log the kind with the most events is looked at. */
export function lookInto({ ocel, events }: Told, wanted?: string): Omit<ForeignLog, 'format' | 'problems'> {
  const kinds = ocel ? kindsOf(ocel) : []
  if (ocel && wanted !== undefined && !kinds.includes(wanted))
    throw new Refusal('invalid_input', { field: 'seen_through', value: wanted, kinds: kinds.slice(0, 20).join(', ') })
  const through = ocel ? (wanted ?? kinds[0] ?? null) : null
  const log = ocel ? seenThrough(ocel, through ?? '') : codeLog(events)
  if (log.activities.length > ACTIVITIES_MAX) throw new Refusal('too_large', { activities_max: ACTIVITIES_MAX })
  const graph = discover(log)
  const ways = variantsOf(log, VARIANTS_SHOWN)
  const hours = (spread: { p50: number; p90: number }) => ({ median: spread.p50 / HOUR, p90: spread.p90 / HOUR })
  return {
    ...{ seen_through: through, kinds, cases: graph.cases, events: graph.events },
    throughput: graph.throughput ? hours(graph.throughput) : null,
    activities: graph.activities.map(({ name, count, cases, starts, ends, repeated }) => ({
      ...{ name, count, cases, starts, ends, repeated },
    })),
    arcs: graph.arcs.slice(0, ARCS_SHOWN).map(({ from, to, count, cases, waiting }) => ({
      ...{ from, to, count, cases, waiting: hours(waiting) },
    })),
    all_arcs: graph.arcs.length,
    reworked: reworkOf(log).reworked,
    variants: {
      count: ways.count,
      rows: ways.variants.map(({ activities, cases }) => ({ activities: [...activities], cases })),
    },
  }
}

/** By how many events touch a thing of the kind, the most first. */
function kindsOf({ typeOf, events }: ObjectLog): string[] {
  const counts = new Map<string, number>()
  for (const { objectIds } of events)
    for (const kind of new Set(objectIds.map((id) => typeOf.get(id))))
      if (kind) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([kind]) => kind)
}
