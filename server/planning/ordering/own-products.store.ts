/** Which products a customer may find: those on the lists it buys from, and those it has ordered before. Nobody else's. */
import sql, { empty } from 'sql-template-tag'
import type { z } from 'zod'
import type { OrderingChoices, OwnProducts, OwnProductsQuery } from '../../../contract/portal-ordering.ts'
import { packagesFor, servicesFor } from '../../modules/policies/index.ts'
import { perBaseUnit, pricesFor, termsFor } from '../../modules/prices/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import { quantityRules } from '../promising/order-units.store.ts'

interface Found {
  readonly product_id: string
  readonly name: string
  readonly unit: string | null
  readonly packs: { unit: string; quantity: number }[]
}

interface Asked {
  readonly customerId: string
  readonly day: string
  readonly query: z.output<typeof OwnProductsQuery>
}

export async function listOwnProducts(tx: Tx, { customerId, day, query }: Asked): Promise<OwnProducts> {
  const { agreements } = await termsFor(tx, { customer_id: customerId, day })
  const pattern = `%${(query.q ?? '').replace(/[\\%_]/g, '\\$&')}%`
  const found = await tx.query<Found>(sql`SELECT p.product_id, p.name, p.unit,
      coalesce((SELECT jsonb_agg(jsonb_build_object('unit', k.unit, 'quantity', round(k.numerator::numeric / k.denominator, 3))
        ORDER BY k.numerator) FROM products.pack k WHERE k.tenant_id = p.tenant_id AND k.product_id = p.product_id), '[]') AS packs
    FROM products.product p WHERE p.tenant_id = ${tx.tenantId}::uuid
      ${query.cursor === undefined ? empty : sql`AND p.product_id > ${query.cursor}`}
      ${query.q ? sql`AND (p.name ILIKE ${pattern} OR p.product_id ILIKE ${pattern})` : empty}
      AND (EXISTS (SELECT 1 FROM prices.listed_product l WHERE l.tenant_id = p.tenant_id AND l.product_id = p.product_id
          AND l.list_id = ANY (${agreements.map((one) => one.list_id)}::text[]))
        OR EXISTS (SELECT 1 FROM orders.order_line l JOIN orders.customer_order o USING (tenant_id, order_id)
          WHERE l.tenant_id = p.tenant_id AND l.product_id = p.product_id AND o.customer_id = ${customerId}))
    ORDER BY p.product_id LIMIT ${query.limit + 1}`)
  const page = found.slice(0, query.limit)
  const lines = page.map(({ product_id }, at) => ({ line_number: at + 1, product_id, quantity: 1 }))
  const prices = await pricesFor(tx, { customer_id: customerId, day, lines })
  const terms = (await packagesFor(tx, { customers: [customerId], day })).get(customerId)!
  const ids = page.map((row) => row.product_id)
  const rules = await quantityRules(tx, terms, ids)
  return {
    currency: prices.currency,
    rows: page.map((row, at) => {
      const { price } = prices.lines[at]!
      return { ...row, ...rules.get(row.product_id)!, unit_price: price === null ? null : perBaseUnit(price) / 1e6 }
    }),
    nextCursor: found.length > query.limit ? page.at(-1)!.product_id : null,
  }
}

export async function orderingChoices(tx: Tx, customerId: string, day: string): Promise<OrderingChoices> {
  const places = await tx.query<OrderingChoices['places'][number]>(sql`SELECT location_id, name, city
    FROM locations.location WHERE tenant_id = ${tx.tenantId}::uuid AND customer_id = ${customerId} ORDER BY location_id`)
  const contacts = await tx.query<OrderingChoices['contacts'][number]>(sql`SELECT contact_id, name
    FROM customers.contact WHERE tenant_id = ${tx.tenantId}::uuid AND customer_id = ${customerId} ORDER BY name, contact_id`)
  const services = (await servicesFor(tx, { customers: [customerId], day })).get(customerId) ?? []
  return {
    places,
    contacts,
    services: services
      .filter((service) => service.entitlement !== 'not_offered')
      .map(({ service_id, name, unit, unit_price }) => ({
        service_id,
        name,
        unit,
        unit_price: unit_price === null ? null : Number(unit_price),
      })),
  }
}
