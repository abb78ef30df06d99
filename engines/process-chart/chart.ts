/** A drawn process, as far as reckoning with it needs: steps, who does them, what is seen of them, and what follows what. */

export interface ChartStep {
  readonly id: string
  readonly kind: 'start' | 'end' | 'task' | 'exclusive' | 'parallel' | 'inclusive' | 'event_based'
  readonly lane: string | null
  /** What a log shows of it; none: no log sees it. */
  readonly activities: readonly string[]
}

export interface ChartArrow {
  readonly id: string
  readonly from: string
  readonly to: string
}

export interface Chart {
  /** In their order from left to right. */
  readonly lanes: readonly string[]
  readonly steps: readonly ChartStep[]
  readonly arrows: readonly ChartArrow[]
}

/** What leads where, with arrows to nowhere left out. */
export interface Ways {
  readonly step: ReadonlyMap<string, ChartStep>
  readonly after: ReadonlyMap<string, readonly string[]>
  readonly before: ReadonlyMap<string, readonly string[]>
}

export function waysOf({ steps, arrows }: Chart): Ways {
  const step = new Map(steps.map((one) => [one.id, one]))
  const after = new Map<string, string[]>(steps.map(({ id }) => [id, []]))
  const before = new Map<string, string[]>(steps.map(({ id }) => [id, []]))
  for (const { from, to } of arrows) {
    if (!step.has(from) || !step.has(to)) continue
    after.get(from)!.push(to)
    before.get(to)!.push(from)
  }
  return { step, after, before }
}

/** Everything that can be reached from a step along arrows, the step itself only where a circle leads back to it. */
export function reachable(next: ReadonlyMap<string, readonly string[]>, from: string): ReadonlySet<string> {
  const seen = new Set<string>()
  const open = [...(next.get(from) ?? [])]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id)) continue
    seen.add(id)
    open.push(...(next.get(id) ?? []))
  }
  return seen
}

/** The nearest steps on the way that a log can see. Steps that it cannot see are passed through. */
export function nearestSeen({ step }: Ways, next: ReadonlyMap<string, readonly string[]>, from: string): Set<string> {
  const found = new Set<string>()
  const passed = new Set<string>()
  const open = [...(next.get(from) ?? [])]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (passed.has(id)) continue
    passed.add(id)
    if (step.get(id)!.activities.length > 0) found.add(id)
    else open.push(...(next.get(id) ?? []))
  }
  return found
}
