/** When a thing waits at a step: what must have been done before it, as far as a log can see. */
import { type Chart, nearestSeen, reachable, waysOf } from './chart.ts'

/** Each group is one step before; of a group one activity is enough. */
export interface WaitingRule {
  readonly groups: readonly (readonly string[])[]
  /** After branches that run side by side all groups are needed, else any one. */
  readonly needsAll: boolean
  /** What only later steps do: where it has happened, nothing waits here any more, told or not. */
  readonly later: readonly string[]
}

/**
 * Null where nothing has to wait: no log sees the step or anything before it, or it comes after a choice and so need not come
 * at all.
 */
export function waitingRule(chart: Chart, stepId: string): WaitingRule | null {
  const ways = waysOf(chart)
  const step = ways.step.get(stepId)
  if (!step || step.activities.length === 0) return null
  const before = [...nearestSeen(ways, ways.before, stepId)].filter((id) => id !== stepId)
  if (before.length === 0) return null
  const gates = gatesBefore(chart, stepId)
  if (gates.some(({ kind, ways: out }) => kind !== 'parallel' && out > 1)) return null
  return {
    groups: before.map((id) => ways.step.get(id)!.activities),
    needsAll: gates.some(({ kind, into }) => kind === 'parallel' && into > 1),
    later: laterThan(chart, stepId),
  }
}

/** Of steps that can follow and cannot come before: in a circle nothing is later. */
function laterThan(chart: Chart, stepId: string): string[] {
  const { step, before, after } = waysOf(chart)
  const earlier = reachable(before, stepId)
  const known = new Set([stepId, ...earlier].flatMap((id) => step.get(id)!.activities))
  const later = [...reachable(after, stepId)].filter((id) => id !== stepId && !earlier.has(id))
  return [...new Set(later.flatMap((id) => step.get(id)!.activities))].filter((one) => !known.has(one))
}

/** Gateways passed on the way back to the nearest seen steps. */
function gatesBefore(chart: Chart, stepId: string): { kind: string; into: number; ways: number }[] {
  const { step, before, after } = waysOf(chart)
  const found: { kind: string; into: number; ways: number }[] = []
  const passed = new Set<string>()
  const open = [...before.get(stepId)!]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const { kind, activities } = step.get(id)!
    if (passed.has(id) || activities.length > 0) continue
    passed.add(id)
    if (kind !== 'task' && kind !== 'start')
      found.push({ kind, into: before.get(id)!.length, ways: after.get(id)!.length })
    open.push(...before.get(id)!)
  }
  return found
}
