/**
 * A picture that can be read: the weakest arcs are left out, but every activity keeps its strongest way in and out, and what
 * was hidden is said. Leaving arcs out changes what the picture means, so the hidden share stays beside it.
 */
import type { DiscoveredArc, ProcessGraph } from './discover.ts'

export interface ThinnedGraph extends ProcessGraph {
  /** Share of the passages from one activity to the next that the picture does not show. */
  readonly hiddenShare: number
  readonly hiddenArcs: number
}

/**
 * Keeps arcs, the strongest first, until `coverage` (0 to 1) of all passages is shown. Refuses a coverage outside 0 to 1.
 * Example: `thinOut(graph, 0.8)` shows at least four passages of five.
 */
export function thinOut(graph: ProcessGraph, coverage: number): ThinnedGraph {
  if (!(coverage >= 0 && coverage <= 1)) throw new RangeError('coverage must be between 0 and 1')
  const all = graph.arcs.reduce((sum, { count }) => sum + count, 0)
  const kept = new Set<DiscoveredArc>()
  const wayIn = new Set<string>()
  const wayOut = new Set<string>()
  let shown = 0
  for (const arc of graph.arcs) {
    const isNeeded = arc.from !== arc.to && (!wayOut.has(arc.from) || !wayIn.has(arc.to))
    if (!isNeeded && shown >= coverage * all) continue
    kept.add(arc)
    shown += arc.count
    if (arc.from === arc.to) continue
    wayOut.add(arc.from)
    wayIn.add(arc.to)
  }
  return {
    ...graph,
    arcs: graph.arcs.filter((arc) => kept.has(arc)),
    hiddenShare: all === 0 ? 0 : 1 - shown / all,
    hiddenArcs: graph.arcs.length - kept.size,
  }
}
