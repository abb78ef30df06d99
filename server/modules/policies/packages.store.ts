/** Which package, objective and allocation policy hold on a day. */
import sql from 'sql-template-tag'
import type { ServicePackage } from '../../../contract/service-packages.ts'
import type { HeldFloor } from '../../../contract/terms.ts'
import type { Tx } from '../../platform/database/database.ts'
import { floorsOf, floorsOn } from './floors.store.ts'
import { type AllocationInForce, DEFAULT_ALLOCATION, DEFAULT_OBJECTIVE, type ObjectiveInForce } from './objective.ts'
import { requireOpen } from './package-draft.ts'
import { judged } from './service-floor.ts'
import { inForce, type PackageInForce, type StoredPackage, statedIn } from './service-package.ts'

export interface CustomersOnDay {
  readonly customers: readonly string[]
  readonly day: string
}

/** The segments of the customers asked for, each once with its customers; null for those without, or not registered. */
const segments = (
  tx: Tx,
  customers: readonly string[],
) => sql`SELECT c.segment_id, array_agg(DISTINCT w.customer_id) AS customers
  FROM unnest(${customers}::text[]) w (customer_id)
  LEFT JOIN customers.customer c ON c.tenant_id = ${tx.tenantId}::uuid AND c.customer_id = w.customer_id
  GROUP BY c.segment_id`

const byCustomer = <Value>(rows: readonly { customers: readonly string[]; value: Value }[]): Map<string, Value> =>
  new Map(rows.flatMap(({ customers, value }) => customers.map((customer) => [customer, value] as const)))

/** The package of every customer asked for: its segment's latest that is already valid, else the defaults. */
export async function packagesFor(tx: Tx, { customers, day }: CustomersOnDay): Promise<Map<string, PackageInForce>> {
  const rows = await tx.query<{ customers: string[]; package: StoredPackage | null }>(sql`
    SELECT w.customers, p.package FROM (${segments(tx, customers)}) w
    LEFT JOIN LATERAL (SELECT to_jsonb(s) - ARRAY['tenant_id', 'subject_version', 'name']
        || jsonb_build_object('package_version', s.subject_version) AS package
      FROM policies.service_package s
      WHERE s.tenant_id = ${tx.tenantId}::uuid AND s.segment_id = w.segment_id AND s.valid_from <= ${day}::date
      ORDER BY s.valid_from DESC LIMIT 1) p ON true`)
  return byCustomer(rows.map((row) => ({ customers: row.customers, value: inForce(row.package) })))
}

export interface PackageVersion {
  readonly segment_id: string
  readonly valid_from: string
  readonly package: PackageInForce
}

/** Every version that has begun by a day, oldest first. */
export async function packageVersions(tx: Tx, day: string): Promise<PackageVersion[]> {
  const rows = await tx.query<{ stored: StoredPackage & { segment_id: string; valid_from: string } }>(sql`
    SELECT to_jsonb(s) - ARRAY['tenant_id', 'subject_version', 'name']
        || jsonb_build_object('package_version', s.subject_version) AS stored
    FROM policies.service_package s WHERE s.tenant_id = ${tx.tenantId}::uuid AND s.valid_from <= ${day}::date
    ORDER BY s.segment_id, s.valid_from`)
  return rows.map(({ stored }) => ({
    segment_id: stored.segment_id,
    valid_from: stored.valid_from,
    package: inForce(stored),
  }))
}

export interface SegmentPackage {
  readonly segment_id: string
  readonly segment_name: string
  readonly customers: number
  readonly package: PackageInForce
  readonly stated: readonly string[]
  readonly floors: readonly HeldFloor[]
  readonly next: { readonly package_id: string; readonly valid_from: string } | null
}

interface SegmentRow extends Omit<SegmentPackage, 'package' | 'stated' | 'floors'> {
  readonly stored: StoredPackage | null
}

/** Every segment with what it is offered on a day, how many customers it has, and what takes its place next. */
export async function packagesOn(tx: Tx, day: string): Promise<SegmentPackage[]> {
  const rows = await tx.query<SegmentRow>(sql`
    SELECT g.segment_id, g.name AS segment_name, p.stored, n.next, (SELECT count(*)::int FROM customers.customer c
        WHERE c.tenant_id = g.tenant_id AND c.segment_id = g.segment_id) AS customers
    FROM policies.segment g
    LEFT JOIN LATERAL (SELECT to_jsonb(s) - ARRAY['tenant_id', 'subject_version', 'name']
        || jsonb_build_object('package_version', s.subject_version) AS stored
      FROM policies.service_package s
      WHERE s.tenant_id = g.tenant_id AND s.segment_id = g.segment_id AND s.valid_from <= ${day}::date
      ORDER BY s.valid_from DESC LIMIT 1) p ON true
    LEFT JOIN LATERAL (SELECT jsonb_build_object('package_id', s.package_id, 'valid_from', s.valid_from) AS next
      FROM policies.service_package s
      WHERE s.tenant_id = g.tenant_id AND s.segment_id = g.segment_id AND s.valid_from > ${day}::date
      ORDER BY s.valid_from LIMIT 1) n ON true
    WHERE g.tenant_id = ${tx.tenantId}::uuid ORDER BY g.segment_id`)
  const floors = await floorsOn(tx, day)
  return rows.map(({ stored, ...row }) => {
    const terms = inForce(stored)
    return { ...row, package: terms, stated: statedIn(stored), floors: judged(floorsOf(floors, row.segment_id), terms) }
  })
}

/** What the company is after with each customer: the segment's objective, else the company's, else the default. */
export async function objectiveFor(tx: Tx, { customers, day }: CustomersOnDay): Promise<Map<string, ObjectiveInForce>> {
  const rows = await tx.query<{ customers: string[]; stated: ObjectiveInForce | null }>(sql`
    SELECT w.customers, o.stated FROM (${segments(tx, customers)}) w
    LEFT JOIN LATERAL (SELECT jsonb_build_object('objective', b.objective, 'stock_percent', b.stock_percent,
        'objective_id', b.objective_id) AS stated
      FROM policies.objective b
      WHERE b.tenant_id = ${tx.tenantId}::uuid AND (b.segment_id IS NULL OR b.segment_id = w.segment_id)
        AND b.valid_from <= ${day}::date AND (b.valid_to IS NULL OR b.valid_to >= ${day}::date)
      ORDER BY b.segment_id IS NULL, b.valid_from DESC, b.objective_id LIMIT 1) o ON true`)
  return byCustomer(rows.map((row) => ({ customers: row.customers, value: row.stated ?? DEFAULT_OBJECTIVE })))
}

/** The latest allocation policy that is already valid, with its tiers in order; first come, first served without one. */
export async function allocationPolicyAt(tx: Tx, day: string): Promise<AllocationInForce> {
  const [row] = await tx.query<{ policy: AllocationInForce }>(sql`
    SELECT jsonb_build_object('policy_id', a.policy_id, 'kind', a.kind,
      'starvation_factor', coalesce(a.starvation_factor, ${DEFAULT_ALLOCATION.starvation_factor}::numeric),
      'giving_way', coalesce(a.giving_way, ${DEFAULT_ALLOCATION.giving_way}),
      'tiers', coalesce((SELECT jsonb_agg(jsonb_build_object('tier', t.tier, 'name', t.name,
          'protection_percent', coalesce(t.protection_percent, 0), 'floor_percent', coalesce(t.floor_percent, 0)) ORDER BY t.tier)
        FROM policies.allocation_tier t WHERE t.tenant_id = a.tenant_id AND t.policy_id = a.policy_id), '[]'::jsonb)) AS policy
    FROM policies.allocation_policy a
    WHERE a.tenant_id = ${tx.tenantId}::uuid AND a.valid_from <= ${day}::date ORDER BY a.valid_from DESC LIMIT 1`)
  return row?.policy ?? DEFAULT_ALLOCATION
}

export interface PackageChange {
  readonly before: PackageInForce
  readonly after: PackageInForce
  /** On the draft's first day, judged by the draft. */
  readonly floors: readonly HeldFloor[]
  /** The version that ends the draft. */
  readonly next: { readonly package_id: string; readonly valid_from: string } | null
}

/** A package as it would hold, beside what holds for its segment on the day before its first. */
export async function packageAfter(tx: Tx, draft: ServicePackage): Promise<PackageChange> {
  const { segment_id, package_id, valid_from } = draft
  const [row] = await tx.query<{ stored: StoredPackage | null; next: PackageChange['next'] }>(sql`SELECT
    (SELECT to_jsonb(s) - ARRAY['tenant_id', 'subject_version', 'name']
        || jsonb_build_object('package_version', s.subject_version) FROM policies.service_package s
      WHERE s.tenant_id = ${tx.tenantId}::uuid AND s.segment_id = ${segment_id} AND s.package_id <> ${package_id}
        AND s.valid_from < ${valid_from}::date ORDER BY s.valid_from DESC LIMIT 1) AS stored,
    (SELECT jsonb_build_object('package_id', s.package_id, 'valid_from', s.valid_from) FROM policies.service_package s
      WHERE s.tenant_id = ${tx.tenantId}::uuid AND s.segment_id = ${segment_id} AND s.package_id <> ${package_id}
        AND s.valid_from > ${valid_from}::date ORDER BY s.valid_from LIMIT 1) AS next`)
  const { name: _name, ...terms } = draft
  const after = inForce(terms)
  const floors = floorsOf(await floorsOn(tx, valid_from), segment_id)
  return { before: inForce(row!.stored), after, floors: judged(floors, after), next: row!.next }
}

/** The same of the draft as it is stored, whatever a change says of it; the row is held until the change is made. */
export async function requireUnpublished(tx: Tx, draftId: string): Promise<void> {
  const [stored] = await tx.query<{ published_on: string | null }>(sql`SELECT published_on::text
    FROM policies.package_draft WHERE tenant_id = ${tx.tenantId}::uuid AND draft_id = ${draftId} FOR UPDATE`)
  if (stored) requireOpen({ draft_id: draftId, published_on: stored.published_on })
}
