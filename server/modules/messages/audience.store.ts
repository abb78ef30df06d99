/** Who could hear of messages, and what is looked up for their words: one statement a question, however many messages. */
import sql from 'sql-template-tag'
import type { Way } from '../../../contract/messages.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { StoredMessage } from './messages.store.ts'
import type { Audience, ReachableContact } from './recipients.ts'
import { readSetting } from './setting.store.ts'
import type { Surroundings } from './told.ts'

interface Place {
  readonly message_id: string
  readonly language: string | null
  readonly country: string | null
  readonly zone: string
}

/** Where the goods go: the order's place, else the customer's first one, else our own first site. */
const placesOf = (tx: Tx, messages: readonly Pick<StoredMessage, 'message_id' | 'customer_id' | 'order_id'>[]) =>
  tx.query<Place>(sql`SELECT k.message_id::text AS message_id, c.language, coalesce(o.country, f.country, c.country) AS country,
      coalesce(o.zone, f.zone, own.zone, 'UTC') AS zone
    FROM unnest(${messages.map((one) => one.message_id)}::uuid[], ${messages.map((one) => one.customer_id)}::text[],
      ${messages.map((one) => one.order_id)}::text[]) k (message_id, customer_id, order_id)
    LEFT JOIN customers.customer c ON c.tenant_id = ${tx.tenantId}::uuid AND c.customer_id = k.customer_id
    LEFT JOIN LATERAL (SELECT l.country, l.zone FROM orders.customer_order o JOIN locations.location l
        ON l.tenant_id = o.tenant_id AND l.location_id = o.location_id
      WHERE o.tenant_id = ${tx.tenantId}::uuid AND o.order_id = k.order_id) o ON true
    LEFT JOIN LATERAL (SELECT l.country, l.zone FROM locations.location l WHERE l.tenant_id = ${tx.tenantId}::uuid
      AND l.customer_id = k.customer_id ORDER BY l.location_id LIMIT 1) f ON true
    LEFT JOIN LATERAL (SELECT l.zone FROM locations.location l WHERE l.tenant_id = ${tx.tenantId}::uuid
      AND l.kind = 'own_site' ORDER BY l.location_id LIMIT 1) own ON true`)

export const contactsOf = (tx: Tx, customerIds: readonly string[]) =>
  tx.query<
    ReachableContact & { customer_id: string }
  >(sql`SELECT c.customer_id, c.contact_id, c.buying_role, c.language,
      c.channel, c.email IS NOT NULL AS has_email, c.phone IS NOT NULL AS has_phone,
      CASE WHEN p.contact_id IS NOT NULL THEN to_jsonb(p) END AS preference
    FROM customers.contact c LEFT JOIN messages.preference p USING (tenant_id, contact_id)
    WHERE c.tenant_id = ${tx.tenantId}::uuid AND c.customer_id = ANY (${customerIds}::text[]) ORDER BY c.contact_id`)

const webhooksOf = (tx: Tx, customerIds: readonly string[]) =>
  tx.query<{ customer_id: string; webhook_id: string; kinds: string[] }>(sql`SELECT customer_id, webhook_id, kinds
    FROM messages.webhook WHERE tenant_id = ${tx.tenantId}::uuid AND customer_id = ANY (${customerIds}::text[]) AND is_on
    ORDER BY webhook_id`)

/** E-mail is set up for the server as a whole, so it is offered; a server without it finds out when it sends. */
export async function setUpWays(tx: Tx): Promise<Set<Way>> {
  const rows = await tx.query<{ channel_id: Way }>(
    sql`SELECT channel_id FROM messages.channel WHERE tenant_id = ${tx.tenantId}::uuid AND is_on`,
  )
  return new Set<Way>(['email', 'webhook', ...rows.map(({ channel_id }) => channel_id)])
}

export async function loadAudiences(tx: Tx, messages: readonly StoredMessage[]): Promise<Map<string, Audience>> {
  const customerIds = [...new Set(messages.map(({ customer_id }) => customer_id))]
  const places = new Map((await placesOf(tx, messages)).map((place) => [place.message_id, place]))
  const contacts = await contactsOf(tx, customerIds)
  const webhooks = await webhooksOf(tx, customerIds)
  const ways = await setUpWays(tx)
  const { quiet_from, quiet_to } = await readSetting(tx)
  return new Map(
    messages.map(({ message_id, customer_id }) => {
      const place = places.get(message_id)!
      return [
        message_id,
        {
          customer_id,
          customer_language: place.language,
          country: place.country,
          zone: place.zone,
          contacts: contacts.filter((contact) => contact.customer_id === customer_id),
          webhooks: webhooks.filter((one) => one.customer_id === customer_id),
          ways,
          quiet_from,
          quiet_to,
        },
      ]
    }),
  )
}

type Told = Pick<StoredMessage, 'message_id' | 'customer_id' | 'order_id' | 'content'>

interface Names {
  readonly company: string | null
  readonly contact_line: string | null
  readonly accent_color: string | null
  readonly products: Readonly<Record<string, string>>
  readonly customers: Readonly<Record<string, string>>
  readonly carriers: Readonly<Record<string, string>>
}

/** What fills the holes of messages' words, by message. */
export async function loadSurroundings(
  tx: Tx,
  messages: readonly Told[],
  baseUrl: string,
): Promise<Map<string, Surroundings>> {
  const places = new Map((await placesOf(tx, messages)).map((place) => [place.message_id, place]))
  const names = await namesIn(tx, messages)
  const products = new Map(Object.entries(names.products))
  return new Map(
    messages.map(({ message_id, customer_id, order_id, content }) => {
      const path = order_id ? `/portal/orders/${encodeURIComponent(order_id)}` : '/portal/orders'
      return [
        message_id,
        {
          company: names.company ?? '',
          customer: names.customers[customer_id] ?? '',
          zone: places.get(message_id)!.zone,
          products,
          carrier: names.carriers[content.carrier_id ?? ''] ?? null,
          contact_line: names.contact_line,
          accent_color: names.accent_color,
          link: new URL(path, baseUrl).href,
        },
      ]
    }),
  )
}

async function namesIn(tx: Tx, messages: readonly Told[]): Promise<Names> {
  const lines = messages.flatMap(({ content }) => content.lines ?? [])
  const products = [...new Set(lines.map(({ product_id }) => product_id))]
  const customers = [...new Set(messages.map(({ customer_id }) => customer_id))]
  const carriers = [...new Set(messages.flatMap(({ content }) => content.carrier_id ?? []))]
  const [row] = await tx.query<Names>(sql`SELECT
      (SELECT name FROM people.organization WHERE tenant_id = ${tx.tenantId}::uuid) AS company,
      (SELECT contact_line FROM messages.setting WHERE tenant_id = ${tx.tenantId}::uuid) AS contact_line,
      (SELECT accent_color FROM messages.setting WHERE tenant_id = ${tx.tenantId}::uuid) AS accent_color,
      coalesce((SELECT jsonb_object_agg(product_id, name) FROM products.product
        WHERE tenant_id = ${tx.tenantId}::uuid AND product_id = ANY (${products}::text[])), '{}') AS products,
      coalesce((SELECT jsonb_object_agg(customer_id, name) FROM customers.customer
        WHERE tenant_id = ${tx.tenantId}::uuid AND customer_id = ANY (${customers}::text[])), '{}') AS customers,
      coalesce((SELECT jsonb_object_agg(carrier_id, name) FROM carriers.carrier
        WHERE tenant_id = ${tx.tenantId}::uuid AND carrier_id = ANY (${carriers}::text[])), '{}') AS carriers`)
  return row!
}
