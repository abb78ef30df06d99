/** From what a log tells to what discovery counts: every line as it stands, or begin and end as one. */
import type { ReadEvent } from './read-events.ts'

/** As `engines/mining` takes it. */
export interface LoggedEvent {
  readonly caseId: string
  readonly activity: string
  readonly end: number
  readonly start?: number
}

export const LIFECYCLES = ['as_is', 'complete', 'paired'] as const
export type Lifecycle = (typeof LIFECYCLES)[number]

/**
 * `as_is`: each event is one. `complete`: only what was finished, where transitions are told. `paired`: a start and the next
 * completion of the same activity in the same case are one event with a duration; a completion without a start has none, and a
 * start that was never completed is left out. Events must stand in the order of time within a case.
 */
export function asLogged(events: readonly ReadEvent[], lifecycle: Lifecycle): LoggedEvent[] {
  if (lifecycle === 'as_is') return events.map(({ caseId, activity, at }) => ({ caseId, activity, end: at }))
  const isDone = ({ transition }: ReadEvent) => transition === null || transition === 'complete'
  if (lifecycle === 'complete')
    return events.filter(isDone).map(({ caseId, activity, at }) => ({ caseId, activity, end: at }))
  const begun = new Map<string, number[]>()
  return events.flatMap((event) => {
    const { caseId, activity, at } = event
    const key = `${caseId}\n${activity}`
    if (event.transition === 'start') {
      begun.set(key, [...(begun.get(key) ?? []), at])
      return []
    }
    if (!isDone(event)) return []
    const start = begun.get(key)?.shift()
    return [{ caseId, activity, end: at, ...(start !== undefined && start <= at && { start }) }]
  })
}
