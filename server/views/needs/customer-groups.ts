/** Whether customers fall into groups by what their people weigh, who is in each, and how these lie to today's segments. */
import sql from 'sql-template-tag'
import type { CustomerGroups } from '../../../contract/segment-rules.ts'
import { LEAST_IN_GROUP, needGroups } from '../../../engines/segmentation/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { Period } from './answers.store.ts'
import { customerWeights } from './customer-weights.ts'

/** [ours] A customer speaks for several people; a group below thirty people is shown and marked, one below ten customers is none. */
const LEAST_CUSTOMERS = 10
/** Elements that fewer customers were asked about are left out, so that all stand on the same ones. */
const ASKED_SHARE = 0.9

interface Named {
  readonly customer_id: string
  readonly name: string
  readonly segment_id: string | null
  readonly segment_name: string | null
}

export async function customerGroups(tx: Tx, period: Period): Promise<CustomerGroups> {
  const weights = await customerWeights(tx, period)
  const named = new Map((await namesOf(tx)).map((one) => [one.customer_id, one]))
  const all = [...new Set(weights.flatMap(({ shares }) => [...shares.keys()]))].sort()
  const elements = all.filter(
    (one) => weights.filter(({ shares }) => shares.has(one)).length >= ASKED_SHARE * weights.length,
  )
  const full = weights.filter(
    ({ customer_id, shares }) => named.has(customer_id) && elements.every((one) => shares.has(one)),
  )
  const rows = full.map(({ shares }) => elements.map((one) => shares.get(one)!))
  const found = elements.length < 2 ? 'too_few' : needGroups(rows, { least: LEAST_CUSTOMERS })
  const shared = {
    customers: full.length,
    people: full.reduce((sum, { people }) => sum + people, 0),
    least: LEAST_CUSTOMERS,
  }
  if (typeof found === 'string') return { ...shared, state: found, silhouette: null, groups: [] }
  const usual = elements.map((_, at) => rows.reduce((sum, row) => sum + row[at]!, 0) / rows.length)
  return {
    ...shared,
    state: 'found',
    silhouette: found.silhouette,
    groups: found.centers.map((center, group) => {
      const own = full.filter((_, at) => found.groups[at] === group)
      const people = own.reduce((sum, one) => sum + one.people, 0)
      const members = own.map(({ customer_id }) => named.get(customer_id)!)
      return {
        people,
        stability: found.stability[group]!,
        is_small: people < LEAST_IN_GROUP,
        weights: elements
          .map((element_id, at) => ({ element_id, share: center[at]!, usual: usual[at]! }))
          .toSorted((a, b) => b.share - a.share),
        segments: segmentsOf(members),
        members: members
          .map(({ customer_id, name, segment_name }) => ({ customer_id, name, segment_name }))
          .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
      }
    }),
  }
}

function segmentsOf(members: readonly Named[]): CustomerGroups['groups'][number]['segments'] {
  const counts = new Map<string | null, { name: string | null; customers: number }>()
  for (const { segment_id, segment_name } of members)
    counts.set(segment_id, { name: segment_name, customers: (counts.get(segment_id)?.customers ?? 0) + 1 })
  return [...counts].map(([segment_id, one]) => ({ segment_id, ...one })).toSorted((a, b) => b.customers - a.customers)
}

const namesOf = (tx: Tx): Promise<Named[]> =>
  tx.query<Named>(sql`SELECT c.customer_id, c.name, c.segment_id, s.name AS segment_name
    FROM customers.customer c LEFT JOIN policies.segment s ON s.tenant_id = c.tenant_id AND s.segment_id = c.segment_id
    WHERE c.tenant_id = ${tx.tenantId}::uuid`)
