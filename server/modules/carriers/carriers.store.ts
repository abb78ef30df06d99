/** Look-ups that other modules' commands need. */
import sql from 'sql-template-tag'
import { Refusal } from '../../../contract/refusals.ts'
import type { Tx } from '../../platform/database/database.ts'

/** Refuses `unknown_carrier` for a carrier that is not registered; an absent one is fine. */
export async function requireCarrier(tx: Tx, carrierId: string | null | undefined): Promise<void> {
  if (carrierId === null || carrierId === undefined) return
  const known = await tx.execute(sql`SELECT 1 FROM carriers.carrier
    WHERE tenant_id = ${tx.tenantId}::uuid AND carrier_id = ${carrierId}`)
  if (!known) throw new Refusal('unknown_carrier', { carrier_id: carrierId })
}

/** Refuses `unknown_carrier` where the carrier is not registered or has no such service. */
export async function requireService(tx: Tx, carrierId: string, service: string): Promise<void> {
  const known = await tx.execute(sql`SELECT 1 FROM carriers.service
    WHERE tenant_id = ${tx.tenantId}::uuid AND carrier_id = ${carrierId} AND service = ${service}`)
  if (!known) throw new Refusal('unknown_carrier', { carrier_id: carrierId, service })
}
