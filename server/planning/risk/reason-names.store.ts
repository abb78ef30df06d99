/** The names beside the codes of what speaks against promises: products, places and disruptions, read once for all. */
import sql from 'sql-template-tag'
import type { LineRisk } from '../../../contract/risk.ts'
import type { Tx } from '../../platform/database/database.ts'

const NAMED = { product_id: 'product_name', location_id: 'location_name', disruption_id: 'disruption_name' } as const
type Code = keyof typeof NAMED
const CODES = Object.keys(NAMED) as Code[]

export async function withReasonNames<Line extends Pick<LineRisk, 'reasons'>>(
  tx: Tx,
  lines: readonly Line[],
): Promise<Line[]> {
  const params = lines.flatMap(({ reasons }) => reasons.map((reason) => reason.params))
  const codes = (code: Code) => [
    ...new Set(params.flatMap((one) => (typeof one[code] === 'string' ? [one[code]] : []))),
  ]
  const asked = CODES.map((code) => codes(code))
  if (asked.every(({ length }) => length === 0)) return [...lines]
  const [products, places, disruptions] = asked as [string[], string[], string[]]
  const found = await tx.query<{ what: Code; id: string; name: string }>(sql`
    SELECT 'product_id' AS what, product_id AS id, name FROM products.product
      WHERE tenant_id = ${tx.tenantId}::uuid AND product_id = ANY(${products})
    UNION ALL SELECT 'location_id', location_id, name FROM locations.location
      WHERE tenant_id = ${tx.tenantId}::uuid AND location_id = ANY(${places})
    UNION ALL SELECT 'disruption_id', disruption_id, name FROM problems.disruption
      WHERE tenant_id = ${tx.tenantId}::uuid AND disruption_id = ANY(${disruptions})`)
  const names = new Map(found.map(({ what, id, name }) => [`${what} ${id}`, name]))
  const named = (reason: LineRisk['reasons'][number]) => ({
    ...reason,
    params: {
      ...reason.params,
      ...Object.fromEntries(
        CODES.flatMap((code) => {
          const name = names.get(`${code} ${reason.params[code]}`)
          return name ? [[NAMED[code], name]] : []
        }),
      ),
    },
  })
  return lines.map((line) => ({ ...line, reasons: line.reasons.map(named) }))
}
