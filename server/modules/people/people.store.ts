/** Lists of members, keys and the audit trail. */
import sql from 'sql-template-tag'
import type { z } from 'zod'
import type { ApiKey, AuditQuery, AuditRow, Member } from '../../../contract/people.ts'
import type { Tx } from '../../platform/database/database.ts'

export const listMembers = (tx: Tx) =>
  tx.query<z.output<typeof Member>>(sql`SELECT m.user_id, m.role, m.customer_id, u.name, u.email
    FROM people.member m JOIN auth."user" u ON u.id = m.user_id
    WHERE m.tenant_id = ${tx.tenantId}::uuid AND NOT m.is_removed ORDER BY u.name`)

export const listApiKeys = (tx: Tx) =>
  tx.query<z.output<typeof ApiKey>>(sql`SELECT api_key_id, name, permissions, expires_at, revoked_at FROM people.api_key
    WHERE tenant_id = ${tx.tenantId}::uuid ORDER BY api_key_id DESC`)

export const listAudit = (tx: Tx, query: z.output<typeof AuditQuery>) =>
  tx.query<
    z.output<typeof AuditRow>
  >(sql`SELECT position, record_time, event_time, actor, subject_type, subject_id, type
    FROM ledger.event WHERE tenant_id = ${tx.tenantId}::uuid
      AND (${query.subject_type ?? null}::text IS NULL OR subject_type = ${query.subject_type ?? null})
      AND (${query.actor ?? null}::text IS NULL OR actor = ${query.actor ?? null})
      AND (${query.before ?? null}::bigint IS NULL OR position < ${query.before ?? null})
    ORDER BY transaction_id DESC, position DESC LIMIT ${query.limit}`)
