/** Brings into being the master data that an order file names and its mapping allows to be made; refuses the rest. */
import sql, { raw } from 'sql-template-tag'
import type { RecordType } from '../../../ledger/index.ts'
import { carrier } from '../../../modules/carriers/index.ts'
import { customer } from '../../../modules/customers/index.ts'
import { location } from '../../../modules/locations/index.ts'
import { product } from '../../../modules/products/index.ts'
import { rejectRows, requireKnown, type Scope, settle } from './scope.ts'

interface Missing {
  readonly field: string
  readonly type: RecordType
  /** Expressions for the new record's columns over the staged row `s`. */
  readonly columns: Readonly<Record<string, ReturnType<typeof sql>>>
}

/** Makes records only for keys that do not exist: an order file never changes master data. */
async function makeMissing(scope: Scope, { field, type, columns }: Missing): Promise<void> {
  const names = Object.keys(columns)
  const values = names.map((name) => sql`${columns[name]!} AS ${raw(name)}`)
  const list = values.slice(1).reduce((all, one) => sql`${all}, ${one}`, values[0]!)
  const rows = sql`SELECT DISTINCT ON (s.${raw(field)}) s.${raw(field)} AS ${raw(type.key)}, ${list} FROM pg_temp.stage s
    WHERE s.${raw(field)} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ${raw(type.table)} t
      WHERE t.tenant_id = ${scope.tx.tenantId}::uuid AND t.${raw(type.key)} = s.${raw(field)})
    ORDER BY s.${raw(field)}, s.row_number`
  await settle(scope, type, { rows, given: names })
}

/** A column that only some kinds of file have, or this one leaves out. */
const staged = (scope: Scope, column: string) => (scope.given.has(column) ? sql`s.${raw(column)}` : sql`NULL::text`)

export async function settleCustomersNamed(scope: Scope): Promise<void> {
  if (!scope.creates.has('customers')) {
    await requireKnown(scope, 'customer_id', 'customers.customer', 'customer_id', 'unknown_customer')
    return
  }
  const columns = {
    name: sql`coalesce(${staged(scope, 'customer_name')}, s.customer_id)`,
    country: staged(scope, 'country'),
    currency: sql`s.currency`,
  }
  await makeMissing(scope, { field: 'customer_id', type: customer, columns })
}

export async function settleProductsNamed(scope: Scope, field = 'product_id'): Promise<void> {
  if (!scope.creates.has('products')) {
    await requireKnown(scope, field, 'products.product', 'product_id', 'unknown_product')
    return
  }
  const name =
    field === 'product_id' ? sql`coalesce(${staged(scope, 'product_name')}, s.product_id)` : sql`s.${raw(field)}`
  const group = field === 'product_id' ? staged(scope, 'product_group') : sql`NULL::text`
  const columns = { name, product_group: group, unit: sql`coalesce(${staged(scope, 'unit')}, 'C62')` }
  await makeMissing(scope, { field, type: product, columns })
}

export async function settleCarriersNamed(scope: Scope): Promise<void> {
  if (!scope.creates.has('carriers')) {
    await requireKnown(scope, 'carrier_id', 'carriers.carrier', 'carrier_id', 'unknown_carrier')
    return
  }
  await makeMissing(scope, { field: 'carrier_id', type: carrier, columns: { name: sql`s.carrier_id` } })
}

/** Ship-to and site. Where a history names no ship-to, the customer itself stands for its one place. */
export async function settleLocationsNamed(scope: Scope): Promise<void> {
  if (!scope.creates.has('locations')) {
    await requireKnown(scope, 'location_id', 'locations.location', 'location_id', 'unknown_location')
    await requireKnown(scope, 'site_id', 'locations.location', 'location_id', 'unknown_location')
    return
  }
  await scope.tx.execute(sql`UPDATE pg_temp.stage SET location_id = customer_id WHERE location_id IS NULL`)
  const zone = sql`${scope.zone}::text`
  const shipTo = {
    name: sql`coalesce(${staged(scope, 'location_name')}, s.location_id)`,
    kind: sql`'customer_site'::text`,
    customer_id: sql`s.customer_id`,
    country: staged(scope, 'country'),
    zone,
  }
  await makeMissing(scope, { field: 'location_id', type: location, columns: shipTo })
  const site = { name: sql`s.site_id`, kind: sql`'own_site'::text`, zone }
  await makeMissing(scope, { field: 'site_id', type: location, columns: site })
}

/** Quantities come in base units: a pack the product knows is converted, any other unit is refused. */
export async function convertUnits(scope: Scope): Promise<void> {
  if (!scope.given.has('unit')) return
  const { tx } = scope
  await rejectRows(
    scope,
    'unit',
    'unknown_unit',
    sql`s.unit IS NOT NULL AND NOT EXISTS (SELECT 1 FROM products.product p LEFT JOIN products.pack k
        ON k.tenant_id = p.tenant_id AND k.product_id = p.product_id AND k.unit = s.unit
      WHERE p.tenant_id = ${tx.tenantId}::uuid AND p.product_id = s.product_id AND (p.unit = s.unit OR k.unit IS NOT NULL))`,
  )
  await tx.execute(sql`UPDATE pg_temp.stage s
    SET quantity = s.quantity * k.numerator / k.denominator, unit_price = s.unit_price * k.denominator / k.numerator
    FROM products.product p JOIN products.pack k ON k.tenant_id = p.tenant_id AND k.product_id = p.product_id
    WHERE p.tenant_id = ${tx.tenantId}::uuid AND p.product_id = s.product_id AND k.unit = s.unit AND p.unit <> s.unit`)
}
