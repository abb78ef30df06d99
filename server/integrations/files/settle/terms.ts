/** Settles service packages, objectives, allocation policies, requirements, added services and substitutions. */
import sql, { raw, type Sql } from 'sql-template-tag'
import { FLOOR_ELEMENTS, FLOOR_SIDES } from '../../../../contract/floor-elements.ts'
import { REQUIREMENT_NEEDS, STEPS } from '../../../../contract/requirement-needs.ts'
import { COUNTED_SUPPLY, ORDER_CHANNELS, WEEKDAYS } from '../../../../contract/service-packages.ts'
import {
  addedService,
  allocationPolicy,
  objective,
  requirement,
  serviceFloor,
  servicePackage,
  substitution,
} from '../../../modules/policies/index.ts'
import {
  CUSTOMER,
  headsOf,
  LOCATION,
  type Named,
  PRODUCT,
  rejectForeign,
  rejectReversed,
  rejectTaken,
  requireNamed,
  SEGMENT,
} from './flat.ts'
import { dropRejected, filled, rejectRepeated, rejectRows, type Scope, settle } from './scope.ts'

const LISTS = ['delivery_days', 'channels', 'supply_states']
const CUTOFFS = ['change_cutoff', 'cancel_cutoff']

export async function settleServicePackages(scope: Scope): Promise<void> {
  await requireNamed(scope, [SEGMENT])
  await rejectRepeated(scope, ['package_id'])
  await rejectTaken(scope, servicePackage, ['segment_id', 'valid_from'])
  await rejectForeign(scope, 'delivery_days', WEEKDAYS)
  await rejectForeign(scope, 'channels', ORDER_CHANNELS)
  await rejectBelowFloors(scope)
  await rejectForeign(scope, 'supply_states', COUNTED_SUPPLY)
  for (const cutoff of CUTOFFS) {
    const [amount, unit] = [raw(`s.${cutoff}`), raw(`s.${cutoff}_unit`)]
    await rejectRows(scope, `${cutoff}_unit`, 'missing_value', sql`(${amount} IS NULL) <> (${unit} IS NULL)`)
  }
  await dropRejected(scope)
  const renamed = { minimum_currency: 'currency' }
  await settle(scope, servicePackage, headsOf(scope, servicePackage, { lists: LISTS, renamed }))
}

/** What a row says may not be below a floor of its segment, or of every segment, that holds on the package's first day. */
async function rejectBelowFloors(scope: Scope): Promise<void> {
  for (const element of FLOOR_ELEMENTS) {
    const level = raw(element === 'delivery_days' ? `cardinality(string_to_array(s.${element}, ' '))` : `s.${element}`)
    const isWorse = raw(FLOOR_SIDES[element] === 'most' ? '>' : '<')
    await rejectRows(
      scope,
      element,
      'out_of_range',
      sql`EXISTS (SELECT 1 FROM policies.service_floor f WHERE f.tenant_id = ${scope.tx.tenantId}::uuid
        AND f.element = ${element} AND (f.segment_id IS NULL OR f.segment_id = s.segment_id)
        AND f.valid_from = (SELECT max(g.valid_from) FROM policies.service_floor g WHERE g.tenant_id = f.tenant_id
          AND g.element = f.element AND g.segment_id IS NOT DISTINCT FROM f.segment_id AND g.valid_from <= s.valid_from)
        AND ${level} ${isWorse} f.level)`,
    )
  }
}

/**
 * A floor that is lower than the one before it in this company or file, or than it was itself, names who agreed and when
 * customers were told, as one that is set by hand.
 */
export async function settleServiceFloors(scope: Scope): Promise<void> {
  await requireNamed(scope, [SEGMENT])
  await rejectRepeated(scope, ['floor_id'])
  await rejectTakenFloor(scope)
  for (const [field, lacks] of [
    ['approved_by', sql`${given(scope, 'approved_by')} IS NULL`],
    ['notice_on', sql`${given(scope, 'notice_on')} IS NULL`],
  ] as const) {
    if (scope.given.has(field)) await rejectRows(scope, field, 'missing_value', sql`${isLowered(scope)} AND ${lacks}`)
    else await rejectRows(scope, 'level', 'out_of_range', isLowered(scope))
  }
  if (scope.given.has('notice_on'))
    await rejectRows(scope, 'notice_on', 'time_order', sql`${isLowered(scope)} AND s.notice_on > s.valid_from`)
  await dropRejected(scope)
  await settle(scope, serviceFloor, headsOf(scope, serviceFloor))
}

const given = (scope: Scope, field: string): Sql => raw(scope.given.has(field) ? `s.${field}` : 'NULL')

/** One floor for an element, a segment and a first day, in this file and with what is there. */
async function rejectTakenFloor(scope: Scope): Promise<void> {
  const segment = given(scope, 'segment_id')
  const others = [
    sql`SELECT floor_id, segment_id, element, valid_from FROM policies.service_floor
      WHERE tenant_id = ${scope.tx.tenantId}::uuid`,
    sql`SELECT floor_id, ${raw(scope.given.has('segment_id') ? 'segment_id' : 'NULL::text AS segment_id')}, element, valid_from
      FROM pg_temp.stage`,
  ]
  for (const other of others)
    await rejectRows(
      scope,
      'valid_from',
      'contradicts_other_row',
      sql`EXISTS (SELECT 1 FROM (${other}) o WHERE o.floor_id <> s.floor_id AND o.element = s.element
        AND o.valid_from = s.valid_from AND o.segment_id IS NOT DISTINCT FROM ${segment})`,
    )
}

const isLowered = (scope: Scope): Sql => {
  const mostOf = Object.entries(FLOOR_SIDES).flatMap(([element, side]) => (side === 'most' ? [element] : []))
  const isWorse = (than: Sql) =>
    sql`CASE WHEN s.element = ANY (${mostOf}::text[]) THEN s.level > ${than} ELSE s.level < ${than} END`
  const segment = given(scope, 'segment_id')
  const tenant = sql`f.tenant_id = ${scope.tx.tenantId}::uuid`
  const ofFile = raw(scope.given.has('segment_id') ? 'b.segment_id' : 'NULL::text')
  return sql`(${isWorse(sql`(SELECT level FROM (
      SELECT f.level, f.valid_from FROM policies.service_floor f WHERE ${tenant} AND f.element = s.element
        AND f.segment_id IS NOT DISTINCT FROM ${segment} AND f.valid_from <= s.valid_from AND f.floor_id <> s.floor_id
        AND NOT EXISTS (SELECT 1 FROM pg_temp.stage b WHERE b.floor_id = f.floor_id)
      UNION ALL SELECT b.level, b.valid_from FROM pg_temp.stage b WHERE b.element = s.element
        AND ${ofFile} IS NOT DISTINCT FROM ${segment} AND b.valid_from <= s.valid_from AND b.floor_id <> s.floor_id
        AND NOT EXISTS (SELECT 1 FROM pg_temp.stage_reject r WHERE r.row_number = b.row_number)
      ) former ORDER BY valid_from DESC LIMIT 1)`)}
    OR EXISTS (SELECT 1 FROM policies.service_floor f WHERE ${tenant} AND f.floor_id = s.floor_id
      AND (f.element <> s.element OR f.segment_id IS DISTINCT FROM ${segment} OR s.valid_from > f.valid_from
        OR ${isWorse(sql`f.level`)})))`
}

export async function settleObjectives(scope: Scope): Promise<void> {
  await requireNamed(scope, [SEGMENT])
  await rejectRepeated(scope, ['objective_id'])
  await rejectReversed(scope)
  await dropRejected(scope)
  await settle(scope, objective, headsOf(scope, objective))
}

export async function settleAllocationPolicies(scope: Scope): Promise<void> {
  await rejectRepeated(scope, ['policy_id', 'tier'])
  await rejectTaken(scope, allocationPolicy, ['valid_from'])
  await rejectRows(scope, 'tier_name', 'missing_value', sql`s.tier IS NOT NULL AND s.tier_name IS NULL`)
  await dropRejected(scope)
  const shares = filled(scope, ['protection_percent', 'floor_percent'])
  const rows = sql`SELECT ${raw(['policy_id', 'tier', 'tier_name AS name', ...shares].join(', '))} FROM pg_temp.stage
    WHERE tier IS NOT NULL`
  await settle(scope, allocationPolicy, {
    ...headsOf(scope, allocationPolicy),
    children: { tiers: { rows, given: ['name', ...shares] } },
  })
}

/** As a location's openings are written; the calendar engine reads no other form. */
const OPENINGS = '^((Mo|Tu|We|Th|Fr|Sa|Su)(-(Mo|Tu|We|Th|Fr|Sa|Su))? [0-2]\\d:[0-5]\\d-[0-2]\\d:[0-5]\\d(; ?|$))+$'

export async function settleRequirements(scope: Scope): Promise<void> {
  await requireNamed(scope, [CUSTOMER, LOCATION, PRODUCT])
  await rejectRepeated(scope, ['requirement_id'])
  await rejectReversed(scope)
  await rejectForeign(scope, 'steps', STEPS)
  await rejectRows(
    scope,
    'customer_id',
    'missing_value',
    sql`num_nonnulls(s.customer_id, s.location_id, s.product_id) = 0`,
  )
  const allowed = Object.entries(REQUIREMENT_NEEDS).flatMap(([kind, needs]) => needs.map((need) => `${kind} ${need}`))
  await rejectRows(scope, 'need', 'unknown_value', sql`s.kind || ' ' || s.need <> ALL (${allowed}::text[])`)
  await rejectRows(scope, 'openings', 'missing_value', sql`s.kind = 'window' AND s.openings IS NULL`)
  await rejectRows(scope, 'openings', 'unknown_value', sql`s.openings !~ ${OPENINGS}`)
  await rejectRows(scope, 'most_celsius', 'out_of_range', sql`s.most_celsius < s.least_celsius`)
  await dropRejected(scope)
  await settle(scope, requirement, headsOf(scope, requirement, { lists: ['steps'] }))
}

/** A row may carry a price, an entitlement, both or neither. */
export async function settleAddedServices(scope: Scope): Promise<void> {
  await requireNamed(scope, [SEGMENT])
  await rejectRows(scope, 'currency', 'currency_missing', sql`s.unit_price IS NOT NULL AND s.currency IS NULL`)
  await rejectRows(scope, 'entitlement', 'missing_value', sql`s.segment_id IS NOT NULL AND s.entitlement IS NULL`)
  await rejectRows(
    scope,
    'valid_from',
    'missing_value',
    sql`s.valid_from IS NULL AND num_nonnulls(s.unit_price, s.entitlement) > 0`,
  )
  await rejectRepeated(scope, ['service_id', 'valid_from', 'currency', 'segment_id'])
  await dropRejected(scope)
  const prices = sql`SELECT DISTINCT ON (service_id, currency, valid_from) service_id, currency, valid_from, unit_price
    FROM pg_temp.stage WHERE unit_price IS NOT NULL ORDER BY service_id, currency, valid_from, row_number`
  const discount = filled(scope, ['discount_percent'])
  const entitlements = sql`SELECT DISTINCT ON (service_id, segment_id, valid_from)
      ${raw(['service_id', 'segment_id', 'valid_from', 'entitlement', ...discount].join(', '))}
    FROM pg_temp.stage WHERE segment_id IS NOT NULL ORDER BY service_id, segment_id, valid_from, row_number`
  await settle(scope, addedService, {
    ...headsOf(scope, addedService),
    children: {
      prices: { rows: prices, given: ['unit_price'] },
      entitlements: { rows: entitlements, given: ['entitlement', ...discount] },
    },
  })
}

const SUBSTITUTE: Named = ['substitute_id', 'products.product', 'product_id', 'unknown_product']

export async function settleSubstitutions(scope: Scope): Promise<void> {
  await requireNamed(scope, [PRODUCT, SUBSTITUTE, CUSTOMER])
  await rejectReversed(scope)
  await rejectRows(scope, 'substitute_id', 'refers_to_other_row', sql`s.substitute_id = s.product_id`)
  await rejectRows(
    scope,
    'customer_consent',
    'missing_value',
    sql`(s.customer_id IS NULL) <> (s.customer_consent IS NULL)`,
  )
  await rejectRepeated(scope, ['substitution_id', 'customer_id'])
  await dropRejected(scope)
  const consents = sql`SELECT substitution_id, customer_id, customer_consent AS consent FROM pg_temp.stage
    WHERE customer_id IS NOT NULL`
  await settle(scope, substitution, {
    ...headsOf(scope, substitution),
    children: { consents: { rows: consents, given: ['consent'] } },
  })
}
