/**
 * OCEL 2.0 as JSON, in and out without loss: what the standard does not name is kept where it stands.
 *
 * Source: *OCEL (Object-Centric Event Log) 2.0 Specification*, section 5.
 */
import { z } from 'zod'
import { Refusal } from '../../../../contract/refusals.ts'
import { readLogTime } from './log-time.ts'
import type { ReadProblems } from './read-events.ts'

const Value = z.union([z.string(), z.number(), z.boolean(), z.null()])
const Relationship = z.looseObject({ objectId: z.string(), qualifier: z.string().nullish() })
const Attribute = z.looseObject({ name: z.string(), value: Value.optional(), time: z.string().optional() })
const TypeOf = z.looseObject({
  name: z.string(),
  attributes: z.array(z.looseObject({ name: z.string(), type: z.string() })).default([]),
})
const OcelEvent = z.looseObject({
  id: z.string(),
  type: z.string(),
  time: z.string(),
  attributes: z.array(Attribute).optional(),
  relationships: z.array(Relationship).optional(),
})
const OcelObject = z.looseObject({
  id: z.string(),
  type: z.string(),
  attributes: z.array(Attribute).optional(),
  relationships: z.array(Relationship).optional(),
})
export const OcelDocument = z.looseObject({
  objectTypes: z.array(TypeOf),
  eventTypes: z.array(TypeOf),
  objects: z.array(OcelObject),
  events: z.array(OcelEvent),
})
export type OcelDocument = z.infer<typeof OcelDocument>

/** What points at nothing: an importer that drops it silently changes the process. */
export interface Dangling {
  /** The event or object that names it. */
  readonly from: string
  readonly to: string
}

export interface ReadOcel {
  readonly document: OcelDocument
  /** As `engines/mining` takes it. */
  readonly log: {
    readonly typeOf: ReadonlyMap<string, string>
    readonly events: readonly { id: string; type: string; time: number; objectIds: string[] }[]
  }
  readonly danglingEvents: readonly Dangling[]
  readonly danglingObjects: readonly Dangling[]
}

/** Refuses (`unsupported_file`) what is no OCEL 2.0 JSON. */
export function readOcel(json: unknown, problems: ReadProblems): ReadOcel {
  const parsed = OcelDocument.safeParse(json)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new Refusal('unsupported_file', { reason: 'not_ocel', field: issue?.path.join('.'), value: issue?.message })
  }
  const document = parsed.data
  const typeOf = new Map(document.objects.map(({ id, type }) => [id, type]))
  const events = document.events.flatMap(({ id, type, time, relationships = [] }) => {
    const read = readLogTime(time)
    if (!read) {
      problems.leaveOut('no_time', `${id}: ${time}`)
      return []
    }
    if (read.isZoneless) problems.zoneless += 1
    problems.look(read.at, `${id}: ${type} ${time}`)
    return [{ id, type, time: read.at, objectIds: relationships.map(({ objectId }) => objectId) }]
  })
  const missing = (from: string, relationships: readonly { objectId: string }[] = []) =>
    relationships.filter(({ objectId }) => !typeOf.has(objectId)).map(({ objectId }) => ({ from, to: objectId }))
  return {
    document,
    log: { typeOf, events },
    danglingEvents: document.events.flatMap(({ id, relationships }) => missing(id, relationships)),
    danglingObjects: document.objects.flatMap(({ id, relationships }) => missing(id, relationships)),
  }
}
