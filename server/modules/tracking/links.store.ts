/** SQL of tracking links. */
import sql from 'sql-template-tag'
import type { Tx } from '../../platform/database/database.ts'

export interface StoredLink {
  readonly link_id: string
  readonly shipment_id: string
  readonly made_at: Date
  readonly revoked_at: Date | null
}

export async function findLink(tx: Tx, linkId: string): Promise<StoredLink | null> {
  const [row] = await tx.query<StoredLink>(sql`SELECT link_id, shipment_id, made_at, revoked_at FROM tracking.link
    WHERE tenant_id = ${tx.tenantId}::uuid AND link_id = ${linkId}`)
  return row ?? null
}

/** The one link of a shipment that is in force. */
export async function findLinkOf(tx: Tx, shipmentId: string): Promise<string | null> {
  const [row] = await tx.query<{ link_id: string }>(sql`SELECT link_id FROM tracking.link
    WHERE tenant_id = ${tx.tenantId}::uuid AND shipment_id = ${shipmentId} AND revoked_at IS NULL`)
  return row?.link_id ?? null
}

export interface LinkUse {
  readonly opened?: 1
  readonly wrong?: 1
}

export async function countUse(tx: Tx, linkId: string, day: string, { opened = 0 as 0 | 1, wrong = 0 as 0 | 1 }) {
  await tx.execute(sql`INSERT INTO tracking.link_day AS d (tenant_id, link_id, day, opened, wrong)
    VALUES (${tx.tenantId}::uuid, ${linkId}, ${day}::date, ${opened}, ${wrong})
    ON CONFLICT (tenant_id, link_id, day) DO UPDATE SET opened = d.opened + excluded.opened, wrong = d.wrong + excluded.wrong`)
}

/** Waits for whoever is guessing at the same time, so that the limit holds for all of them together. */
export async function countWrong(tx: Tx, linkId: string, day: string): Promise<number> {
  await countUse(tx, linkId, day, {})
  const [row] = await tx.query<{ wrong: number }>(sql`SELECT wrong FROM tracking.link_day
    WHERE tenant_id = ${tx.tenantId}::uuid AND link_id = ${linkId} AND day = ${day}::date FOR UPDATE`)
  return row!.wrong
}
