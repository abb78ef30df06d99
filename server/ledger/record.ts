/**
 * Records: a head row, its child rows, and the ledger events that explain them.
 *
 * Most of what a company keeps (a customer, an order with its lines, a delivery with its lines) has this one shape, so a
 * module only describes it. Each event's data is the record's whole state afterwards in the rows' own names: folding is
 * taking the latest, and anybody can read one event without the ones before it.
 */
import sql, { empty, join, raw, type Sql } from 'sql-template-tag'
import { Refusal } from '../../contract/refusals.ts'
import type { Context } from '../platform/context.ts'
import type { Tx } from '../platform/database/database.ts'
import { append } from './append.ts'
import type { State, Verifiable } from './verify.ts'

export interface ChildType {
  /** The name of the list in the state, such as `lines`. */
  readonly name: string
  readonly table: string
  /** What identifies a child within its head. */
  readonly keys: readonly string[]
  readonly columns: readonly string[]
  /** A person edits this list as a whole: a row left out of a list that is sent goes. Rows of other lists only come and change. */
  readonly isWhole?: true
  /** Columns with personal values: kept in the row, never in the ledger. */
  readonly personal?: readonly string[]
}

export interface RecordType {
  readonly subjectType: string
  readonly table: string
  readonly key: string
  readonly columns: readonly string[]
  readonly children?: readonly ChildType[]
  readonly created: string
  readonly changed: string
  /** Columns with personal values: kept in the row, never in the ledger. */
  readonly personal?: readonly string[]
  /** Columns that the database computes from the others: no part of the state. */
  readonly derived?: readonly string[]
  /** The column that says when the creating event happened. */
  readonly eventTime?: string
}

const list = (names: readonly string[], prefix = '') => raw(names.map((name) => `${prefix}${name}`).join(', '))

const stated = ({ key, columns, personal = [] }: RecordType) => [
  key,
  ...columns.filter((column) => !personal.includes(column)),
]

/** The type for readers who may see people's own words and data. */
export const withPersonal = (type: RecordType): RecordType => ({
  ...type,
  personal: [],
  ...(type.children && { children: type.children.map((child) => ({ ...child, personal: [] })) }),
})

/** Columns as one JSON object without its nulls. Naming them costs half of what whole rows cost, from which some are taken. */
export const jsonOf = (columns: Sql): Sql => sql`(SELECT jsonb_strip_nulls(to_jsonb(s)) FROM (SELECT ${columns}) s)`

/**
 * SELECT subject_id, subject_version, data, event_time of the records whose keys `keys` selects (a query with one column,
 * each key once). The keys drive the query and everything else is looked up by index: right after a bulk insert the
 * planner knows so little of the tables that any other shape may turn quadratic.
 */
export function selectStates(tx: Tx, type: RecordType, keys: Sql): Sql {
  const key = raw(type.key)
  const rowsOf = (child: ChildType) =>
    sql`(SELECT * FROM ${raw(child.table)} c WHERE c.tenant_id = h.tenant_id AND c.${key} = h.${key})`
  return sql`SELECT h.${key} AS subject_id, h.subject_version, ${stateOf(type, rowsOf)} AS data,
      ${eventTimeOf(type)} AS event_time
    FROM (${keys}) k (wanted) JOIN ${raw(type.table)} h ON h.tenant_id = ${tx.tenantId}::uuid AND h.${key} = k.wanted`
}

/** The state that an event carries, of a head row `h` and what `rowsOf` selects for each list of children. */
export function stateOf(type: RecordType, rowsOf: (child: ChildType) => Sql): Sql {
  const lists = (type.children ?? []).map((child) => {
    const { personal = [] } = child
    const columns = [...child.keys, ...child.columns].filter(
      (column) => column !== type.key && !personal.includes(column),
    )
    return sql`, ARRAY(SELECT c FROM (SELECT ${list(columns)} FROM ${rowsOf(child)} r ORDER BY ${list(child.keys)}) c)
      AS ${raw(child.name)}`
  })
  return jsonOf(sql`${list(stated(type), 'h.')} ${lists.length ? join(lists, ' ') : empty}`)
}

/** When a head row `h` says that its first event happened. */
export const eventTimeOf = (type: RecordType): Sql =>
  type.eventTime ? raw(`h.${type.eventTime}`) : raw('NULL::timestamptz')

/** Adds a record. Refuses `already_exists` when the key is taken. Returns the state as stored. */
export async function createRecord(
  context: Context,
  tx: Tx,
  type: RecordType,
  state: State,
  causedBy?: string,
): Promise<State> {
  const id = String(state[type.key])
  try {
    if (!type.children?.length) return await insertWithEvent(context, tx, type, state, causedBy)
    await tx.execute(insertHead(tx, type, state))
  } catch (error) {
    return refuseTaken(error, { [type.key]: id })
  }
  await writeChildren(tx, type, state)
  return appendState(context, tx, type, id, 0, type.created, causedBy)
}

/** The key is taken, or something else that only one record may have, such as a segment's package from a day on. */
function refuseTaken(error: unknown, named: State): never {
  if ((error as { code?: string }).code === '23505') throw new Refusal('already_exists', named)
  throw error
}

function insertHead(tx: Tx, type: RecordType, state: State): Sql {
  const row = { ...state, tenant_id: tx.tenantId, subject_version: 1 }
  const columns = list(['tenant_id', 'subject_version', type.key, ...type.columns])
  return sql`INSERT INTO ${raw(type.table)} (${columns})
    SELECT ${columns} FROM jsonb_populate_record(NULL::${raw(type.table)}, ${JSON.stringify(row)}::jsonb)`
}

/** A record without children and its event in one statement: the commonest write of all pays one round trip. */
async function insertWithEvent(
  context: Context,
  tx: Tx,
  type: RecordType,
  state: State,
  causedBy?: string,
): Promise<State> {
  const [row] = await tx.query<{ data: State }>(sql`WITH h AS (${insertHead(tx, type, state)} RETURNING *)
    INSERT INTO ledger.event (tenant_id, subject_type, subject_id, subject_version, type, data, event_time, record_time, actor, caused_by)
    SELECT h.tenant_id, ${type.subjectType}, h.${raw(type.key)}, 1, ${type.created},
      ${jsonOf(list(stated(type), 'h.'))},
      ${eventTimeOf(type)}, ${context.clock.now()}::timestamptz, ${context.principal.actor}, ${causedBy ?? null}
    FROM h RETURNING data`)
  return row!.data
}

/**
 * Changes a record: `change` gets its state and returns the parts to put in their place; lists of children are matched by
 * their keys, and only those edited as a whole are ever shortened. Refuses `not_found`, and `version_conflict` when `expectedVersion` is given and passed.
 */
export async function changeRecord(
  context: Context,
  tx: Tx,
  type: RecordType,
  id: string,
  change: (state: State) => State,
  options: { expectedVersion?: number; event?: string; causedBy?: string } = {},
): Promise<State> {
  const current = await getRecord(tx, type, id, 'FOR UPDATE')
  if (options.expectedVersion !== undefined && options.expectedVersion !== current.version) {
    throw new Refusal('version_conflict', { [type.key]: id, version: current.version })
  }
  const changed = change(current.state)
  const state = { ...current.state, ...changed, [type.key]: id }
  const update = sql`UPDATE ${raw(type.table)} SET (${list(type.columns)}) =
      (SELECT ${list(type.columns)} FROM jsonb_populate_record(NULL::${raw(type.table)}, ${JSON.stringify(state)}::jsonb)),
      subject_version = subject_version + 1
    WHERE tenant_id = ${tx.tenantId}::uuid AND ${raw(type.key)} = ${id}`
  await tx.execute(update).catch((error) => refuseTaken(error, { [type.key]: id }))
  await dropLeftOut(tx, type, id, changed)
  await writeChildren(tx, type, state)
  return appendState(context, tx, type, id, current.version, options.event ?? type.changed, options.causedBy)
}

async function writeChildren(tx: Tx, type: RecordType, state: State): Promise<void> {
  for (const child of type.children ?? []) {
    const rows = (state[child.name] as State[] | undefined) ?? []
    if (!rows.length) continue
    refuseRepeated(child, rows)
    const full = rows.map((row) => ({ ...row, [type.key]: state[type.key], tenant_id: tx.tenantId }))
    const columns = [...child.keys.filter((key) => key !== type.key), ...child.columns]
    await tx.execute(sql`INSERT INTO ${raw(child.table)} (tenant_id, ${raw(type.key)}, ${list(columns)})
      SELECT tenant_id, ${raw(type.key)}, ${list(columns)}
      FROM jsonb_populate_recordset(NULL::${raw(child.table)}, ${JSON.stringify(full)}::jsonb)
      ON CONFLICT (tenant_id, ${list(uniqueKeys(type, child))}) DO UPDATE SET ${assign(child, 'excluded')}`)
  }
}

async function dropLeftOut(tx: Tx, type: RecordType, id: string, changed: State): Promise<void> {
  for (const child of type.children ?? []) {
    const rows = changed[child.name] as State[] | undefined
    if (!child.isWhole || !rows) continue
    const keys = list(child.keys)
    await tx.execute(sql`DELETE FROM ${raw(child.table)} WHERE tenant_id = ${tx.tenantId}::uuid AND ${raw(type.key)} = ${id}
      AND (${keys}) NOT IN (SELECT ${keys} FROM jsonb_populate_recordset(NULL::${raw(child.table)}, ${JSON.stringify(rows)}::jsonb))`)
  }
}

/** One statement cannot write one row twice, and nobody could say which of the two was meant. */
function refuseRepeated(child: ChildType, rows: readonly State[]): void {
  const keys = rows.map((row) => JSON.stringify(child.keys.map((key) => row[key])))
  if (new Set(keys).size < keys.length) throw new Refusal('invalid_input', { field: child.name, reason: 'repeated' })
}

const uniqueKeys = (type: RecordType, child: ChildType) =>
  child.keys.includes(type.key) ? child.keys : [type.key, ...child.keys]

const assign = (child: ChildType, source: string) =>
  raw((child.columns.length ? child.columns : child.keys).map((name) => `${name} = ${source}.${name}`).join(', '))

async function appendState(
  context: Context,
  tx: Tx,
  type: RecordType,
  id: string,
  version: number,
  event: string,
  causedBy?: string,
): Promise<State> {
  const [row] = await tx.query<{ data: State; event_time: Date | null }>(
    selectStates(tx, type, sql`SELECT ${id}::text`),
  )
  const eventTime = version === 0 ? row!.event_time : context.clock.now()
  await append(context, tx, { type: type.subjectType, id }, version, [{ type: event, data: row!.data, eventTime }], {
    causedBy,
  })
  return row!.data
}

/** A record's whole state, personal values included. Refuses `not_found`. */
export async function getRecord(tx: Tx, type: RecordType, id: string, lock: 'FOR UPDATE' | '' = '') {
  if (lock) {
    await tx.execute(
      sql`SELECT 1 FROM ${raw(type.table)} WHERE tenant_id = ${tx.tenantId}::uuid AND ${raw(type.key)} = ${id} FOR UPDATE`,
    )
  }
  const whole = withPersonal(type)
  const [row] = await tx.query<{ data: State; subject_version: number }>(
    selectStates(tx, whole, sql`SELECT ${id}::text`),
  )
  if (!row) throw new Refusal('not_found', { [type.key]: id })
  return { state: row.data, version: row.subject_version }
}

export function verifiableOf(type: RecordType): Verifiable {
  return {
    subjectType: type.subjectType,
    evolve: (_, event) => event.data,
    async loadStates(tx, ids) {
      const rows = await tx.query<{ subject_id: string; data: State }>(
        selectStates(tx, type, sql`SELECT unnest(${ids}::text[])`),
      )
      return new Map(rows.map((row) => [row.subject_id, row.data]))
    },
    async countSubjects(tx) {
      const [row] = await tx.query<{ count: number }>(
        sql`SELECT count(*) AS count FROM ${raw(type.table)} WHERE tenant_id = ${tx.tenantId}::uuid`,
      )
      return row!.count
    },
  }
}
