/** Between which activities an arrow's time runs. */
import { type Chart, nearestSeen, waysOf } from './chart.ts'

export interface HandOver {
  readonly arrow: string
  readonly from: readonly string[]
  readonly to: readonly string[]
}

/**
 * For each arrow the activities at its two ends, or, where an end is a gateway or a step that no log sees, the nearest seen
 * ones beyond it. An arrow with nothing seen on one side is left out.
 */
export function handOversOf(chart: Chart): HandOver[] {
  const ways = waysOf(chart)
  const seenAt = (id: string, next: ReadonlyMap<string, readonly string[]>) => {
    const own = ways.step.get(id)?.activities ?? []
    if (own.length > 0) return [...own]
    return [...nearestSeen(ways, next, id)].flatMap((near) => ways.step.get(near)!.activities)
  }
  return chart.arrows.flatMap(({ id, from, to }) => {
    if (!ways.step.has(from) || !ways.step.has(to)) return []
    const ends = { arrow: id, from: seenAt(from, ways.before), to: seenAt(to, ways.after) }
    return ends.from.length > 0 && ends.to.length > 0 ? [ends] : []
  })
}
