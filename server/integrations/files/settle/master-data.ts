/** Settles master data: each kind checks what it refers to, then becomes records. */
import sql, { join, raw } from 'sql-template-tag'
import { InformationClause, REQUIRED_DOCUMENTS } from '../../../../contract/information-clause.ts'
import type { RecordType } from '../../../ledger/index.ts'
import { carrier } from '../../../modules/carriers/index.ts'
import { contact, customer } from '../../../modules/customers/index.ts'
import { location } from '../../../modules/locations/index.ts'
import { segment } from '../../../modules/policies/index.ts'
import { product } from '../../../modules/products/index.ts'
import { dropRejected, filled, rejectRepeated, rejectRows, requireKnown, type Scope, settle } from './scope.ts'

/** The head of a record from the first row that names it. */
function heads(scope: Scope, type: RecordType) {
  const given = filled(scope, type.columns)
  const columns = raw([type.key, ...given].join(', '))
  return {
    rows: sql`SELECT DISTINCT ON (${raw(type.key)}) ${columns} FROM pg_temp.stage ORDER BY ${raw(type.key)}, row_number`,
    given,
  }
}

export async function settleSegments(scope: Scope): Promise<void> {
  await rejectRepeated(scope, ['segment_id'])
  await dropRejected(scope)
  await settle(scope, segment, heads(scope, segment))
}

const CLAUSE = Object.keys(InformationClause.shape)
/** "asn delivery_note", or with commas. */
const DOCUMENTS = raw(`regexp_split_to_array(btrim(s.required_documents), '[ ,;]+')`)

export async function settleStandards(scope: Scope): Promise<void> {
  await requireKnown(scope, 'segment_id', 'policies.segment', 'segment_id', 'unknown_segment')
  await rejectRepeated(scope, ['segment_id', 'element', 'valid_from'])
  const clause = filled(scope, CLAUSE)
  for (const name of clause)
    await rejectRows(scope, name, 'out_of_range', sql`s.${raw(name)} IS NOT NULL AND s.element <> 'information'`)
  if (clause.includes('required_documents'))
    await rejectRows(
      scope,
      'required_documents',
      'unknown_value',
      sql`NOT ${DOCUMENTS} <@ ${[...REQUIRED_DOCUMENTS]}::text[]`,
    )
  await dropRejected(scope)
  const given = filled(scope, ['target', 'target_unit', 'owner', ...CLAUSE])
  const columns = given.map((name) => (name === 'required_documents' ? sql`${DOCUMENTS} AS ${raw(name)}` : raw(name)))
  const rows = sql`SELECT segment_id, element, valid_from, ${join(columns)} FROM pg_temp.stage s`
  await settle(scope, segment, { ...heads(scope, segment), children: { standards: { rows, given } } })
}

export async function settleCustomers(scope: Scope): Promise<void> {
  await requireKnown(scope, 'segment_id', 'policies.segment', 'segment_id', 'unknown_segment')
  await rejectRepeated(scope, ['customer_id'])
  await dropRejected(scope)
  await settle(scope, customer, heads(scope, customer))
}

export async function settleContacts(scope: Scope): Promise<void> {
  await requireKnown(scope, 'customer_id', 'customers.customer', 'customer_id', 'unknown_customer')
  await rejectRepeated(scope, ['contact_id'])
  await dropRejected(scope)
  await settle(scope, contact, heads(scope, contact))
}

export async function settleLocations(scope: Scope): Promise<void> {
  await requireKnown(scope, 'customer_id', 'customers.customer', 'customer_id', 'unknown_customer')
  await rejectRepeated(scope, ['location_id'])
  await dropRejected(scope)
  await settle(scope, location, heads(scope, location))
}

/** Several rows of one product give it several packs; its head comes from the first. */
export async function settleProducts(scope: Scope): Promise<void> {
  await rejectRepeated(scope, ['product_id', 'pack_unit'])
  await dropRejected(scope)
  // A pack quantity has at most three decimals, so thousandths make the pair exact.
  const rows = sql`SELECT product_id, pack_unit AS unit, (pack_quantity * 1000)::bigint / gcd((pack_quantity * 1000)::bigint, 1000)
      AS numerator, 1000 / gcd((pack_quantity * 1000)::bigint, 1000) AS denominator
    FROM pg_temp.stage WHERE pack_unit IS NOT NULL AND pack_quantity IS NOT NULL AND pack_unit <> unit`
  await settle(scope, product, {
    ...heads(scope, product),
    children: { packs: { rows, given: ['numerator', 'denominator'] } },
  })
}

/** Several rows of one carrier give it several services. */
export async function settleCarriers(scope: Scope): Promise<void> {
  await rejectRepeated(scope, ['carrier_id', 'service'])
  await dropRejected(scope)
  const rows = sql`SELECT carrier_id, service, mode FROM pg_temp.stage WHERE service IS NOT NULL`
  await settle(scope, carrier, { ...heads(scope, carrier), children: { services: { rows, given: ['mode'] } } })
}
