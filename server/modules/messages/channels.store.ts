/** SQL of gateways and webhooks. Secrets are read where something is sent, and nowhere else. */
import sql from 'sql-template-tag'
import type { z } from 'zod'
import type { MessageChannel, Webhook } from '../../../contract/messages.ts'
import type { Tx } from '../../platform/database/database.ts'

export async function findGivesReceipts(tx: Tx, way: string): Promise<boolean> {
  const [row] = await tx.query<{ gives_receipts: boolean }>(sql`SELECT gives_receipts FROM messages.channel
    WHERE tenant_id = ${tx.tenantId}::uuid AND channel_id = ${way} AND is_on`)
  return row?.gives_receipts ?? false
}

export const listGateways = (tx: Tx) =>
  tx.query<z.infer<typeof MessageChannel>>(sql`SELECT channel_id AS way, is_on, url, shown_as, gives_receipts,
    true AS has_secret FROM messages.channel WHERE tenant_id = ${tx.tenantId}::uuid ORDER BY channel_id`)

export const listWebhooks = (tx: Tx, customerId: string | null) =>
  tx.query<z.infer<typeof Webhook>>(sql`SELECT webhook_id, customer_id, url, kinds, is_on,
      secret_before IS NOT NULL AS has_two_secrets
    FROM messages.webhook WHERE tenant_id = ${tx.tenantId}::uuid
      AND (${customerId}::text IS NULL OR customer_id = ${customerId}::text) ORDER BY customer_id, webhook_id`)

export async function hasGateway(tx: Tx, way: string): Promise<boolean> {
  return (
    (await tx.execute(sql`SELECT 1 FROM messages.channel WHERE tenant_id = ${tx.tenantId}::uuid
      AND channel_id = ${way} FOR UPDATE`)) > 0
  )
}

export interface StoredGateway {
  readonly url: string
  readonly secret: string
  readonly shown_as: string | null
}

/** What a test needs: who it comes from, and through what. */
export async function readTrial(
  tx: Tx,
  way: string,
): Promise<{ readonly company: string; readonly gateway: StoredGateway | undefined }> {
  const [row] = await tx.query<{ name: string }>(
    sql`SELECT name FROM people.organization WHERE tenant_id = ${tx.tenantId}::uuid`,
  )
  return { company: row?.name ?? '', gateway: await findGateway(tx, way) }
}

async function findGateway(tx: Tx, way: string): Promise<StoredGateway | undefined> {
  const [row] = await tx.query<StoredGateway>(sql`SELECT url, secret, shown_as FROM messages.channel
    WHERE tenant_id = ${tx.tenantId}::uuid AND channel_id = ${way}`)
  return row
}
