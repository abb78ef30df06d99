/** What really followed what, seen from the design. */
import { type Chart, nearestSeen, reachable, type Ways, waysOf } from './chart.ts'

export type FindingKind = 'designed' | 'side_by_side' | 'skipped' | 'went_back' | 'repeated' | 'not_designed'

interface Passage {
  readonly from: string
  readonly to: string
}

export interface Comparison {
  /** In the order of the passages given. */
  readonly kinds: readonly FindingKind[]
  /** Steps of which the log shows nothing although it could. */
  readonly unseenSteps: readonly string[]
  /** Designed hand-overs between seen steps that never happened directly. */
  readonly unseenPairs: readonly { readonly from: string; readonly to: string }[]
}

/** The first that fits counts. */
const FIRST: readonly FindingKind[] = ['designed', 'side_by_side', 'skipped', 'repeated', 'went_back', 'not_designed']

/**
 * Each passage is designed, done side by side with another branch, leaves steps out, goes back, repeats, or is of activities
 * or ways that the design does not have. `seen` are the activities that occur in the log at all.
 */
export function compare(chart: Chart, passages: readonly Passage[], seen: ReadonlySet<string>): Comparison {
  const ways = waysOf(chart)
  const stepsOf = new Map<string, string[]>()
  for (const { id, activities } of chart.steps)
    for (const activity of activities) stepsOf.set(activity, [...(stepsOf.get(activity) ?? []), id])
  const judge = judgeIn(ways)
  const kinds = passages.map(({ from, to }): FindingKind => {
    const [a, b] = [stepsOf.get(from) ?? [], stepsOf.get(to) ?? []]
    const all = a.flatMap((one) => b.map((other) => (from === to && one === other ? 'repeated' : judge(one, other))))
    return FIRST.find((kind) => all.includes(kind)) ?? 'not_designed'
  })
  const happened = new Set(
    passages.flatMap(({ from, to }) =>
      (stepsOf.get(from) ?? []).flatMap((a) => (stepsOf.get(to) ?? []).map((b) => `${a}\n${b}`)),
    ),
  )
  const watched = chart.steps.filter(({ activities }) => activities.length > 0)
  const unseenSteps = watched.filter(({ activities }) => !activities.some((one) => seen.has(one))).map(({ id }) => id)
  const unseenPairs = watched.flatMap(({ id }) =>
    [...nearestSeen(ways, ways.after, id)]
      .filter((next) => !happened.has(`${id}\n${next}`) && !unseenSteps.includes(id) && !unseenSteps.includes(next))
      .map((to) => ({ from: id, to })),
  )
  return { kinds, unseenSteps, unseenPairs }
}

function judgeIn(ways: Ways): (a: string, b: string) => FindingKind {
  const reach = new Map<string, ReadonlySet<string>>()
  const from = (id: string) => {
    if (!reach.has(id)) reach.set(id, reachable(ways.after, id))
    return reach.get(id)!
  }
  const isSplit = (id: string) => ['parallel', 'inclusive'].includes(ways.step.get(id)!.kind)
  const areBeside = (a: string, b: string) =>
    [...ways.step.keys()].some((id) => isSplit(id) && branches(ways, id, a, b, from))
  return (a, b) => {
    if (a === b || nearestSeen(ways, ways.after, a).has(b)) return 'designed'
    if (from(a).has(b) && !from(b).has(a)) return 'skipped'
    if (from(b).has(a)) return 'went_back'
    return areBeside(a, b) ? 'side_by_side' : 'not_designed'
  }
}

/** Whether two different ways out of a split lead to the one and to the other. */
function branches(ways: Ways, split: string, a: string, b: string, from: (id: string) => ReadonlySet<string>): boolean {
  const outs = ways.after.get(split)!
  const leads = (out: string, to: string) => out === to || from(out).has(to)
  return outs.some((one) => leads(one, a) && outs.some((other) => other !== one && leads(other, b)))
}
