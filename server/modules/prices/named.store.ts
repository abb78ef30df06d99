/** Look-ups that records naming lists, agreements, segments and services need. */
import sql, { type Sql } from 'sql-template-tag'
import { Refusal, type RefusalCode } from '../../../contract/refusals.ts'
import type { State } from '../../ledger/index.ts'
import type { Tx } from '../../platform/database/database.ts'

async function require(tx: Tx, code: RefusalCode, named: State, known: Sql): Promise<void> {
  const [id] = Object.values(named)
  if (id != null && !(await tx.execute(known))) throw new Refusal(code, named)
}

export const requireList = (tx: Tx, list_id: unknown) =>
  require(tx, 'unknown_price_list', { list_id }, sql`SELECT 1 FROM prices.price_list
    WHERE tenant_id = ${tx.tenantId}::uuid AND list_id = ${list_id}`)

export const requireAgreement = (tx: Tx, agreement_id: unknown) =>
  require(tx, 'unknown_agreement', { agreement_id }, sql`SELECT 1 FROM prices.agreement
    WHERE tenant_id = ${tx.tenantId}::uuid AND agreement_id = ${agreement_id}`)

export const requireSegment = (tx: Tx, segment_id: unknown) =>
  require(tx, 'unknown_segment', { segment_id }, sql`SELECT 1 FROM policies.segment
    WHERE tenant_id = ${tx.tenantId}::uuid AND segment_id = ${segment_id}`)

export const requireService = (tx: Tx, service_id: unknown) =>
  require(tx, 'unknown_service', { service_id }, sql`SELECT 1 FROM policies.added_service
    WHERE tenant_id = ${tx.tenantId}::uuid AND service_id = ${service_id}`)
