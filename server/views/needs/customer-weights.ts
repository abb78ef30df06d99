/** What each customer's people weigh, one figure a customer: of each person the last points, by survey or by word of mouth. */
import sql from 'sql-template-tag'
import type { Tx } from '../../platform/database/database.ts'
import type { Period } from './answers.store.ts'

export interface CustomerWeights {
  readonly customer_id: string
  readonly people: number
  /** Share of each element in the points of its people; each person counts the same. */
  readonly shares: ReadonlyMap<string, number>
}

/** Assumed criteria are no answer; those of a role without a name count as one person. */
export async function customerWeights(tx: Tx, { from, to }: Period): Promise<CustomerWeights[]> {
  const rows = await tx.query<{
    customer_id: string
    people: number
    element_id: string
    share: number
  }>(sql`WITH said AS (
      SELECT r.customer_id, coalesce(r.contact_id, r.user_id, r.response_id) AS person, r.answered_at AS at, r.response_id AS id,
        a.element_id, a.value::float8 AS points
      FROM needs.survey_response r
      JOIN needs.survey s ON s.tenant_id = r.tenant_id AND s.survey_id = r.survey_id AND s.audience = 'customers'
      JOIN needs.survey_question q ON q.tenant_id = r.tenant_id AND q.survey_id = r.survey_id AND q.kind = 'points'
      JOIN needs.survey_answer a ON a.tenant_id = r.tenant_id AND a.response_id = r.response_id AND a.question_number = q.question_number
      WHERE r.tenant_id = ${tx.tenantId}::uuid AND r.customer_id IS NOT NULL AND a.value IS NOT NULL
        AND r.answered_at >= ${from}::date::timestamptz AND r.answered_at < (${to}::date + 1)::timestamptz
      UNION ALL SELECT k.customer_id, coalesce(k.contact_id, k.buying_role), k.valid_from::timestamptz, k.criteria_id, n.element_id, n.points::float8
      FROM needs.criteria k JOIN needs.criterion n ON n.tenant_id = k.tenant_id AND n.criteria_id = k.criteria_id
      WHERE k.tenant_id = ${tx.tenantId}::uuid AND k.source <> 'assumed' AND k.valid_from BETWEEN ${from}::date AND ${to}::date
    ), last AS (SELECT DISTINCT ON (customer_id, person) customer_id, person, id FROM said ORDER BY customer_id, person, at DESC, id DESC),
    own AS (SELECT s.customer_id, s.person, s.element_id, s.points / sum(s.points) OVER (PARTITION BY s.customer_id, s.person) AS share
      FROM said s JOIN last USING (customer_id, person, id)
      WHERE EXISTS (SELECT 1 FROM said x WHERE x.customer_id = s.customer_id AND x.id = s.id AND x.points > 0)),
    asked AS (SELECT customer_id, count(DISTINCT person)::int AS people FROM own GROUP BY 1)
    SELECT o.customer_id, a.people, o.element_id, sum(o.share) / a.people AS share
    FROM own o JOIN asked a USING (customer_id) GROUP BY 1, 2, 3 ORDER BY 1, 4 DESC, 3`)
  const found = new Map<string, { people: number; shares: Map<string, number> }>()
  for (const { customer_id, people, element_id, share } of rows) {
    const own = found.get(customer_id) ?? { people, shares: new Map() }
    own.shares.set(element_id, share)
    found.set(customer_id, own)
  }
  return [...found].map(([customer_id, own]) => ({ customer_id, ...own }))
}

/** From 1 on; equal shares stand at the better place, and what nobody gave a point stands nowhere. */
export const rankOf = ({ shares }: CustomerWeights, element: string): number | null => {
  const own = shares.get(element)
  return own === undefined || own <= 0 ? null : 1 + [...shares.values()].filter((share) => share > own + 1e-9).length
}
