/** The endpoints that every kind of record offers: list with search and filters, one record, adding, changing. */
import sql, { empty, join, raw, type Sql } from 'sql-template-tag'
import { z } from 'zod'
import { HOLDING } from '../../contract/holding.ts'
import { Code, Day } from '../../contract/values.ts'
import type { Context } from '../platform/context.ts'
import { inSnapshot, inTransaction } from '../platform/database/transaction.ts'
import { type AnyEndpoint, endpoint } from '../platform/http/endpoint.ts'
import { type Dated, holdingOn } from './holding.ts'
import { changeRecord, createRecord, getRecord, type RecordType, selectStates, withPersonal } from './record.ts'
import type { State } from './verify.ts'

export interface RecordEndpoints {
  readonly type: RecordType
  /** Path of the list, such as `/customers`. */
  readonly path: string
  readonly tag: string
  readonly read: string
  readonly write: string
  readonly body: z.ZodObject
  readonly searched: readonly string[]
  readonly filters: readonly string[]
  /** The records hold for days: the list says which hold, come or are over, and can be asked for one of these. */
  readonly dated?: Dated
  /** Checks that need the database, on the whole state as it would be, before it is written; refuses by throwing. */
  readonly check?: (tx: Parameters<typeof createRecord>[1], state: State, now: Date, context: Context) => Promise<void>
}

export function recordEndpoints(definition: RecordEndpoints): AnyEndpoint[] {
  const { type, path, tag, body } = definition
  const Versioned = body.extend({ version: z.int() })
  const Query = z.object({
    q: z.string().max(100).optional(),
    cursor: Code.optional(),
    limit: z.coerce.number().int().min(1).max(500).default(100),
    ...Object.fromEntries(definition.filters.map((name) => [name, Code.optional()])),
    ...(definition.dated && { holding: z.enum(HOLDING).optional(), day: Day.optional() }),
  })
  const Listed = definition.dated ? Versioned.extend({ holding: z.enum(HOLDING) }) : Versioned
  const Params = z.object({ id: Code })
  const one = `${path}/:id`
  return [
    endpoint({
      method: 'GET',
      path,
      tag,
      permission: definition.read,
      summary: `List ${tag}`,
      query: Query,
      answer: z.object({ rows: z.array(Listed), total: z.int(), nextCursor: z.string().nullable() }),
      handle: (context, { query }) =>
        inSnapshot(context, async (tx) => {
          const asked = query as ListQuery
          const day = asked.day ?? (await definition.dated?.today(tx, context.clock.now()))
          return listRecords(tx, definition, { ...asked, ...(day && { day }) })
        }),
    }),
    endpoint({
      method: 'GET',
      path: one,
      tag,
      permission: definition.read,
      summary: `One of ${tag}`,
      params: Params,
      answer: Versioned,
      handle: (context, { params }) =>
        inSnapshot(context, async (tx) => {
          const { state, version } = await getRecord(tx, type, params.id)
          return { ...state, version }
        }),
    }),
    endpoint({
      method: 'POST',
      path,
      tag,
      permission: definition.write,
      summary: `Add to ${tag}`,
      body,
      answer: body,
      status: 201,
      handle: (context, { body: state }) =>
        inTransaction(context, async (tx) => {
          await definition.check?.(tx, state as State, context.clock.now(), context)
          await createRecord(context, tx, type, state as State)
          return (await getRecord(tx, type, String((state as State)[type.key]))).state
        }),
    }),
    endpoint({
      method: 'PATCH',
      path: one,
      tag,
      permission: definition.write,
      summary: `Change one of ${tag}`,
      params: Params,
      body: z.object({ ...changeable(body), version: z.int().optional() }),
      answer: body,
      handle: (context, { params, body: sent }) =>
        inTransaction(context, async (tx) => {
          const { version, ...change } = sent as State & { version?: number }
          if (definition.check) {
            const { state } = await getRecord(tx, type, params.id)
            await definition.check(tx, { ...state, ...change }, context.clock.now(), context)
          }
          await changeRecord(context, tx, type, params.id, () => change, { expectedVersion: version })
          return (await getRecord(tx, type, params.id)).state
        }),
    }),
  ]
}

/** What is not sent stays as it is: a default belongs to a new record, not to a change. */
const changeable = (body: z.ZodObject) =>
  Object.fromEntries(
    Object.entries(body.shape).map(([name, type]) => [
      name,
      (type instanceof z.ZodDefault ? (type.unwrap() as z.ZodType) : (type as z.ZodType)).optional(),
    ]),
  )

type ListQuery = { q?: string; cursor?: string; limit: number; holding?: string; day?: string } & Record<
  string,
  string | number | undefined
>
type Listed = { subject_id: string; subject_version: number; data: State }

async function listRecords(tx: Parameters<typeof createRecord>[1], definition: RecordEndpoints, query: ListQuery) {
  const { type, dated } = definition
  const holding = dated && holdingOn(tx, type, dated, query.day!)
  const where = join([sql`h.tenant_id = ${tx.tenantId}::uuid`, ...conditions(definition, query, holding)], ' AND ')
  const after = query.cursor === undefined ? empty : sql`AND h.${raw(type.key)} > ${query.cursor}`
  const keys = await tx.query<{ id: string; holding: string }>(sql`SELECT h.${raw(type.key)} AS id
      ${holding ? sql`, ${holding} AS holding` : empty} FROM ${raw(type.table)} h
    WHERE ${where} ${after} ORDER BY h.${raw(type.key)} LIMIT ${query.limit + 1}`)
  const [count] = await tx.query<{ count: number }>(
    sql`SELECT count(*) AS count FROM ${raw(type.table)} h WHERE ${where}`,
  )
  const ids = keys.slice(0, query.limit).map((row) => row.id)
  const rows = await tx.query<Listed>(
    sql`${selectStates(tx, withPersonal(type), sql`SELECT unnest(${ids}::text[])`)} ORDER BY 1`,
  )
  return {
    rows: rows.map((row, at) => ({
      ...row.data,
      version: row.subject_version,
      ...(holding && { holding: keys[at]!.holding }),
    })),
    total: count!.count,
    nextCursor: keys.length > query.limit ? ids.at(-1)! : null,
  }
}

function conditions(definition: RecordEndpoints, query: ListQuery, holding: Sql | undefined): Sql[] {
  const found: Sql[] = holding && query.holding ? [sql`${holding} = ${query.holding}`] : []
  if (query.q) {
    const pattern = `%${query.q.replace(/[\\%_]/g, '\\$&')}%`
    found.push(
      sql`(${join(
        definition.searched.map((column) => sql`h.${raw(column)}::text ILIKE ${pattern}`),
        ' OR ',
      )})`,
    )
  }
  for (const name of definition.filters) {
    if (query[name] !== undefined) found.push(sql`h.${raw(name)} = ${query[name]}`)
  }
  return found
}
