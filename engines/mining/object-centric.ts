/**
 * Events that touch many things at once (an order, its lines, a consignment, an invoice), as OCEL 2.0 tells them. Seen through
 * one kind of thing the log becomes an ordinary one; an event then stands in the case of each thing it touches, so what is
 * counted over all things are events by their own id.
 */
import { type CodedLog, codeLog, type LoggedEvent } from './event-log.ts'

export interface ObjectEvent {
  readonly id: string
  readonly type: string
  /** Milliseconds since 1970, UTC. */
  readonly time: number
  readonly objectIds: readonly string[]
}

export interface ObjectLog {
  /** The kind of each thing, by id. */
  readonly typeOf: ReadonlyMap<string, string>
  readonly events: readonly ObjectEvent[]
}

/** The log of all things of a kind. An event that names a thing twice stands once in its case; one that touches none is left out. */
export function seenThrough({ typeOf, events }: ObjectLog, objectType: string): CodedLog {
  function* flat(): Generator<LoggedEvent> {
    for (const { type, time, objectIds } of events)
      for (const id of new Set(objectIds))
        if (typeOf.get(id) === objectType) yield { caseId: id, activity: type, end: time }
  }
  return codeLog(flat())
}
