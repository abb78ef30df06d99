/** SQL of messages and of the events told in them. */
import { createHash } from 'node:crypto'
import sql from 'sql-template-tag'
import { Refusal } from '../../../contract/refusals.ts'
import type { TrackingMessageQuery, TrackingMessageRow } from '../../../contract/tracking.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { KnownPlace, KnownShipment, ToldEvent } from './told-event.ts'

const CODE_MAX = 64

/** Ids longer than ours may be are replaced by their digest, so that the same id stays the same. */
export const shortId = (id: string): string =>
  id.length <= CODE_MAX && /^(?! )[^\p{Cc}]+(?<! )$/u.test(id) ? id : `sha256-${digest(id)}`

export const digest = (text: string): string => createHash('sha256').update(text).digest('base64url')

export async function findTaken(tx: Tx, source: string, key: string): Promise<string | null> {
  const [row] = await tx.query<{ message_id: string }>(sql`SELECT message_id FROM tracking.message
    WHERE tenant_id = ${tx.tenantId}::uuid AND source = ${source} AND message_key = ${key} AND state <> 'refused'`)
  return row?.message_id ?? null
}

/** Of these events, keys that are already known. */
export async function findKnownKeys(tx: Tx, source: string, keys: readonly string[]): Promise<Set<string>> {
  const rows = await tx.query<{ event_key: string }>(sql`SELECT event_key FROM tracking.told_event
    WHERE tenant_id = ${tx.tenantId}::uuid AND source = ${source} AND event_key = ANY(${keys}) AND is_matched`)
  return new Set(rows.map((row) => row.event_key))
}

export interface StoredTelling {
  readonly event_key: string
  readonly told: ToldEvent
  readonly is_matched: boolean
}

export async function saveTold(
  tx: Tx,
  message: { source: string; message_id: string; received_at: string },
  tellings: readonly StoredTelling[],
): Promise<void> {
  const rows = tellings.map(({ event_key, told: { raw, ...told }, is_matched }) => ({
    event_key,
    told,
    raw,
    is_matched,
  }))
  await tx.execute(sql`INSERT INTO tracking.told_event
      (tenant_id, source, event_key, message_id, received_at, told, raw, is_matched)
    SELECT ${tx.tenantId}::uuid, ${message.source}, event_key, ${message.message_id}, ${message.received_at}::timestamptz,
      told, raw, is_matched
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r (event_key text, told jsonb, raw jsonb, is_matched boolean)
    ON CONFLICT (tenant_id, source, event_key) DO UPDATE SET is_matched = true WHERE excluded.is_matched`)
}

/** Told events that wait and whose shipment, by our number or the carrier's, is known by now; the oldest first. */
export async function findWaiting(tx: Tx, limit: number) {
  return tx.query<{ source: string; key: string; message_id: string; received_at: string; told: ToldEvent }>(sql`
    SELECT t.source, t.event_key AS key, t.message_id, to_jsonb(t.received_at) #>> '{}' AS received_at,
      t.told || '{"raw": null}' AS told
    FROM tracking.told_event t WHERE t.tenant_id = ${tx.tenantId}::uuid AND NOT t.is_matched
      AND EXISTS (SELECT 1 FROM jsonb_array_elements_text(t.told->'shipments') w (named) JOIN shipments.shipment s
        ON s.tenant_id = ${tx.tenantId}::uuid AND (s.shipment_id = w.named OR s.tracking_number = w.named))
    ORDER BY t.received_at, t.event_key LIMIT ${limit} FOR UPDATE OF t SKIP LOCKED`)
}

export async function markMatched(tx: Tx, found: readonly { source: string; key: string }[]): Promise<void> {
  await tx.execute(sql`UPDATE tracking.told_event t SET is_matched = true
    FROM unnest(${found.map(({ source }) => source)}::text[], ${found.map(({ key }) => key)}::text[]) f (source, event_key)
    WHERE t.tenant_id = ${tx.tenantId}::uuid AND t.source = f.source AND t.event_key = f.event_key`)
}

/** Shipments by the names given for them: our number, the carrier's number, or an order that has one shipment. */
export async function findShipments(tx: Tx, events: readonly ToldEvent[]): Promise<Map<string, KnownShipment[]>> {
  const shipments = [...new Set(events.flatMap((event) => event.shipments))]
  const orders = [...new Set(events.flatMap((event) => (event.shipments.length ? [] : event.orders)))]
  const rows = await tx.query<KnownShipment & { named: string }>(sql`
    SELECT 'shipment ' || w.named AS named, s.shipment_id, s.from_location_id, s.to_location_id
    FROM unnest(${shipments}::text[]) w (named) JOIN shipments.shipment s ON s.tenant_id = ${tx.tenantId}::uuid
      AND s.shipment_id = w.named
    UNION SELECT 'shipment ' || w.named, s.shipment_id, s.from_location_id, s.to_location_id
    FROM unnest(${shipments}::text[]) w (named) JOIN shipments.shipment s ON s.tenant_id = ${tx.tenantId}::uuid
      AND s.tracking_number = w.named
    UNION SELECT 'order ' || one.order_id, s.shipment_id, s.from_location_id, s.to_location_id
    FROM (SELECT l.order_id, min(l.shipment_id) AS shipment_id FROM shipments.shipment_line l
      WHERE l.tenant_id = ${tx.tenantId}::uuid AND l.order_id = ANY(${orders}::text[])
      GROUP BY l.order_id HAVING count(DISTINCT l.shipment_id) = 1) one
    JOIN shipments.shipment s ON s.tenant_id = ${tx.tenantId}::uuid AND s.shipment_id = one.shipment_id`)
  const found = new Map<string, KnownShipment[]>()
  for (const { named, ...shipment } of rows) found.set(named, [...(found.get(named) ?? []), shipment])
  return found
}

/** Places by our code or their global location number, and the zones of the shipments' doors. */
export async function findPlaces(tx: Tx, named: readonly string[]): Promise<Map<string, KnownPlace>> {
  const names = [...new Set(named)]
  const rows = await tx.query<KnownPlace & { named: string }>(sql`
    SELECT w.named, l.location_id, l.zone FROM unnest(${names}::text[]) w (named)
    JOIN locations.location l ON l.tenant_id = ${tx.tenantId}::uuid AND (l.location_id = w.named OR l.gln = w.named)
    ORDER BY w.named, (l.location_id = w.named)`)
  return new Map(rows.map(({ named: name, ...place }) => [name, place]))
}

const COLUMNS = sql`m.message_id, m.channel, m.source, m.received_at, m.state, m.events, m.added, m.known, m.unmatched, m.unmapped, m.problems`

/** Newest first. */
export async function listMessages(
  tx: Tx,
  { state, channel, source, cursor, limit }: TrackingMessageQuery,
): Promise<{ rows: TrackingMessageRow[]; nextCursor: string | null }> {
  const [at, id] = cursor?.split(' ', 2) ?? []
  if (cursor && (!id || Number.isNaN(Date.parse(at!)))) throw new Refusal('invalid_input', { cursor })
  const rows = await tx.query<
    TrackingMessageRow & { received_at: Date | string }
  >(sql`SELECT ${COLUMNS} FROM tracking.message m
    WHERE m.tenant_id = ${tx.tenantId}::uuid AND (${state ?? null}::text IS NULL OR m.state = ${state ?? null})
      AND (${channel ?? null}::text IS NULL OR m.channel = ${channel ?? null})
      AND (${source ?? null}::text IS NULL OR m.source = ${source ?? null})
      AND (${at ?? null}::timestamptz IS NULL OR (m.received_at, m.message_id) < (${at ?? null}::timestamptz, ${id ?? null}::text))
    ORDER BY m.received_at DESC, m.message_id DESC LIMIT ${limit + 1}`)
  const told = rows.map((row) => ({ ...row, received_at: new Date(row.received_at).toISOString() }))
  const page = told.slice(0, limit)
  const last = page.at(-1)
  return { rows: page, nextCursor: told.length > limit && last ? `${last.received_at} ${last.message_id}` : null }
}

export async function readMessage(tx: Tx, messageId: string) {
  const [row] = await tx.query<TrackingMessageRow & { content: string | null; answer: string | null }>(
    sql`SELECT ${COLUMNS}, m.content, m.answer FROM tracking.message m
      WHERE m.tenant_id = ${tx.tenantId}::uuid AND m.message_id = ${messageId}`,
  )
  if (!row) throw new Refusal('not_found', { message_id: messageId })
  return row
}
