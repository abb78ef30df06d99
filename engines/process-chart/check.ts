/** What is wrong with a drawn process, in words a drawer can act on. A process with problems can still be kept and shown. */
import { type Chart, reachable, waysOf } from './chart.ts'

export interface Problem {
  readonly code:
    | 'no_start'
    | 'several_starts'
    | 'no_end'
    | 'unreachable'
    | 'no_way_out'
    | 'no_lane'
    | 'circle'
    | 'unknown_step'
    | 'unknown_lane'
    | 'lone_gateway'
  /** The step or arrow concerned; null: the whole. */
  readonly id: string | null
}

const GATEWAYS = new Set(['exclusive', 'parallel', 'inclusive', 'event_based'])

export function checkChart(chart: Chart): Problem[] {
  const { steps, lanes, arrows } = chart
  const ways = waysOf(chart)
  const found: Problem[] = []
  const say = (code: Problem['code'], id: string | null = null) => found.push({ code, id })
  for (const { id, from, to } of arrows) if (!ways.step.has(from) || !ways.step.has(to)) say('unknown_step', id)
  const starts = steps.filter(({ kind }) => kind === 'start')
  const ends = steps.filter(({ kind }) => kind === 'end')
  if (starts.length === 0) say('no_start')
  if (starts.length > 1) say('several_starts')
  if (ends.length === 0) say('no_end')
  const fromStarts = new Set(starts.flatMap(({ id }) => [id, ...reachable(ways.after, id)]))
  const toEnds = new Set(ends.flatMap(({ id }) => [id, ...reachable(ways.before, id)]))
  for (const { id, lane, kind } of steps) {
    if (lane !== null && !lanes.includes(lane)) say('unknown_lane', id)
    if (lane === null && kind === 'task') say('no_lane', id)
    if (starts.length > 0 && !fromStarts.has(id)) say('unreachable', id)
    if (ends.length > 0 && !toEnds.has(id)) say('no_way_out', id)
    if (GATEWAYS.has(kind) && ways.after.get(id)!.length < 2 && ways.before.get(id)!.length < 2) say('lone_gateway', id)
  }
  const [circle] = steps.filter(({ id }) => reachable(ways.after, id).has(id))
  if (circle) say('circle', circle.id)
  return found
}
