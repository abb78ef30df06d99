/** Settles price lists, agreements, charges, tax and competitors' prices. */
import sql, { raw } from 'sql-template-tag'
import {
  agreement,
  charge,
  competitorPrice,
  listedProduct,
  priceList,
  productTax,
  taxRate,
} from '../../../modules/prices/index.ts'
import {
  AGREEMENT,
  CUSTOMER,
  headsOf,
  LIST,
  PRODUCT,
  rejectReversed,
  rejectTaken,
  requireNamed,
  SEGMENT,
  SERVICE,
} from './flat.ts'
import { dropRejected, filled, rejectRepeated, rejectRows, type Scope, settle } from './scope.ts'

/** A file of prices opens the lists it names; the prices on them, one product of a list a record, follow. */
export async function settlePrices(scope: Scope): Promise<void> {
  const { tx } = scope
  await requireNamed(scope, [PRODUCT])
  await rejectReversed(scope)
  // `list/product` names one product of a list, so a list's code has no slash.
  await rejectRows(scope, 'list_id', 'damaged_code', sql`s.list_id LIKE '%/%'`)
  await rejectCurrencies(scope)
  await rejectUnits(scope)
  await tx.execute(sql`UPDATE pg_temp.stage SET from_quantity = 0 WHERE from_quantity IS NULL`)
  await rejectRepeated(scope, ['list_id', 'product_id', 'from_quantity', 'valid_from'])
  await dropRejected(scope)
  await settleLists(scope)
  await settleListed(scope)
}

/** A list has one currency: the one it has already, else that of the first row that names it. */
const rejectCurrencies = (scope: Scope) =>
  rejectRows(
    scope,
    'currency',
    'contradicts_other_row',
    sql`s.row_number IN (SELECT x.row_number FROM pg_temp.stage x
      JOIN (SELECT list_id, (array_agg(currency ORDER BY row_number))[1] AS currency FROM pg_temp.stage GROUP BY list_id) g
        ON g.list_id = x.list_id
      LEFT JOIN prices.price_list t ON t.tenant_id = ${scope.tx.tenantId}::uuid AND t.list_id = x.list_id
      WHERE x.currency <> coalesce(t.currency, g.currency))`,
  )

const rejectUnits = (scope: Scope) =>
  rejectRows(
    scope,
    'unit',
    'unknown_unit',
    sql`s.unit IS NOT NULL AND NOT EXISTS (SELECT 1 FROM products.product p LEFT JOIN products.pack k
        ON k.tenant_id = p.tenant_id AND k.product_id = p.product_id AND k.unit = s.unit
      WHERE p.tenant_id = ${scope.tx.tenantId}::uuid AND p.product_id = s.product_id
        AND (p.unit = s.unit OR k.unit IS NOT NULL))`,
  )

const settleLists = (scope: Scope) =>
  settle(scope, priceList, {
    rows: sql`SELECT s.list_id, min(s.currency) AS currency, coalesce(min(s.list_name), min(t.name), s.list_id) AS name
      FROM pg_temp.stage s LEFT JOIN prices.price_list t ON t.tenant_id = ${scope.tx.tenantId}::uuid AND t.list_id = s.list_id
      GROUP BY s.list_id`,
    given: ['currency', 'name'],
  })

function settleListed(scope: Scope) {
  const given = ['unit_price', ...filled(scope, ['valid_to', 'unit'])]
  const id = raw(`s.list_id || '/' || s.product_id AS listed_id`)
  const rows = sql`SELECT ${id}, s.from_quantity, s.valid_from, ${raw(given.map((name) => `s.${name}`).join(', '))}
    FROM pg_temp.stage s`
  return settle(scope, listedProduct, {
    rows: sql`SELECT DISTINCT ${id}, s.list_id, s.product_id FROM pg_temp.stage s`,
    given: ['list_id', 'product_id'],
    children: { prices: { rows, given } },
  })
}

export async function settleAgreements(scope: Scope): Promise<void> {
  await requireNamed(scope, [LIST, CUSTOMER, SEGMENT])
  await rejectRepeated(scope, ['agreement_id'])
  await rejectReversed(scope)
  await rejectRows(
    scope,
    'segment_id',
    'contradicts_other_row',
    sql`s.customer_id IS NOT NULL AND s.segment_id IS NOT NULL`,
  )
  await dropRejected(scope)
  await settle(scope, agreement, headsOf(scope, agreement))
}

export async function settleCharges(scope: Scope): Promise<void> {
  const { tx } = scope
  await requireNamed(scope, [AGREEMENT])
  await rejectReversed(scope)
  await rejectRows(
    scope,
    'charge_zone',
    'unknown_value',
    sql`s.charge_zone !~ ${'^(\\*|[A-Z]{2}(:[A-Za-z0-9 -]{1,12})?)$'}`,
  )
  await tx.execute(sql`UPDATE pg_temp.stage SET from_amount = 0 WHERE from_amount IS NULL`)
  await rejectRepeated(scope, ['charge_id', 'charge_zone', 'from_amount'])
  await dropRejected(scope)
  const rates = sql`SELECT charge_id, charge_zone AS zone, from_amount, coalesce(fixed, 0) AS fixed,
      coalesce(percent, 0) AS percent, coalesce(per_kilogram, 0) AS per_kilogram FROM pg_temp.stage`
  await settle(scope, charge, {
    ...headsOf(scope, charge),
    children: { rates: { rows: rates, given: ['fixed', 'percent', 'per_kilogram'] } },
  })
}

export async function settleTaxRates(scope: Scope): Promise<void> {
  await rejectRepeated(scope, ['tax_id'])
  await rejectTaken(scope, taxRate, ['country', 'tax_class', 'valid_from'])
  await dropRejected(scope)
  await settle(scope, taxRate, headsOf(scope, taxRate))
}

export async function settleTaxClasses(scope: Scope): Promise<void> {
  await requireNamed(scope, [PRODUCT])
  await rejectRepeated(scope, ['product_id'])
  await dropRejected(scope)
  await settle(scope, productTax, headsOf(scope, productTax))
}

export async function settleCompetitorPrices(scope: Scope): Promise<void> {
  await requireNamed(scope, [PRODUCT, SERVICE])
  await rejectRepeated(scope, ['sighting_id'])
  await rejectRows(scope, 'product_id', 'missing_value', sql`num_nonnulls(s.product_id, s.service_id) <> 1`)
  await dropRejected(scope)
  await settle(scope, competitorPrice, headsOf(scope, competitorPrice))
}
