/** The audit trail: the ledger, read backwards. */
import sql, { empty, raw, type Sql } from 'sql-template-tag'
import type { z } from 'zod'
import type { AuditPage, AuditQuery, AuditRow } from '../../../contract/people.ts'
import type { Tx } from '../../platform/database/database.ts'

/**
 * How many ledger rows one page looks at. The ledger has no index by actor or type, since every import would pay for it;
 * so a search walks a bounded stretch and hands back where it stopped, and a rare actor never holds the database for long.
 */
const STRETCH = 20_000

interface Place {
  readonly transaction_id: string
  readonly position: number
}
type Found = z.output<typeof AuditRow> & Place

export async function listAudit(tx: Tx, query: z.output<typeof AuditQuery>): Promise<z.output<typeof AuditPage>> {
  const stretch = stretchOf(tx, query)
  const found = await tx.query<Found>(sql`WITH stretch AS MATERIALIZED (${stretch}), found AS (
      SELECT transaction_id, position FROM stretch WHERE true ${equal('subject_type', query.subject_type)}
        ${equal('subject_id', query.subject_id)} ${equal('type', query.type)} ${equal('actor', query.actor)}
      ORDER BY transaction_id DESC, position DESC LIMIT ${query.limit})
    SELECT e.transaction_id::text, e.position, e.record_time, e.event_time, e.actor, u.name AS actor_name,
      e.subject_type, e.subject_id, e.subject_version, e.type, e.data
    FROM found JOIN ledger.event e ON e.tenant_id = ${tx.tenantId}::uuid
      AND e.transaction_id = found.transaction_id AND e.position = found.position
    LEFT JOIN auth."user" u ON e.actor LIKE 'user:%' AND u.id = substr(e.actor, 6)
    ORDER BY e.transaction_id DESC, e.position DESC`)
  const nextCursor = found.length === query.limit ? cursorAt(found.at(-1)!) : await findEnd(tx, stretch)
  return { rows: found.map(({ transaction_id, ...row }) => row), nextCursor }
}

const equal = (column: 'subject_type' | 'subject_id' | 'type' | 'actor', wanted: string | undefined) =>
  wanted === undefined ? empty : sql`AND ${raw(column)} = ${wanted}`

function stretchOf(tx: Tx, { cursor, subject_type, subject_id }: z.output<typeof AuditQuery>): Sql {
  const [transactionId, position] = cursor?.split('-') ?? []
  // One subject's events have an index of their own: the walk then begins and ends with them.
  const isOneSubject = subject_type !== undefined && subject_id !== undefined
  return sql`SELECT transaction_id, position, subject_type, subject_id, type, actor FROM ledger.event
    WHERE tenant_id = ${tx.tenantId}::uuid
      ${isOneSubject ? sql`AND subject_type = ${subject_type} AND subject_id = ${subject_id}` : empty}
      ${cursor === undefined ? empty : sql`AND (transaction_id, position) < (${transactionId}::xid8, ${position}::bigint)`}
    ORDER BY transaction_id DESC, position DESC LIMIT ${STRETCH}`
}

/** Where the stretch ended, if it was full and the ledger may go on behind it. */
async function findEnd(tx: Tx, stretch: Sql): Promise<string | null> {
  const [end] = await tx.query<
    Place & { walked: number }
  >(sql`SELECT transaction_id::text, position, count(*) OVER () AS walked
    FROM (${stretch}) s ORDER BY s.transaction_id, s.position LIMIT 1`)
  return end?.walked === STRETCH ? cursorAt(end) : null
}

const cursorAt = ({ transaction_id, position }: Place) => `${transaction_id}-${position}`
