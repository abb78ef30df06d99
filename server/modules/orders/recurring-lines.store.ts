/** What may come regularly: known goods in whole pieces, services that are offered, each line once. */
import type { RecurringLine } from '../../../contract/recurring-orders.ts'
import { Refusal } from '../../../contract/refusals.ts'
import type { Tx } from '../../platform/database/database.ts'
import { servicesFor } from '../policies/index.ts'
import { requireProducts, requireWholeUnits } from '../products/index.ts'

/** Refuses line numbers that repeat, unknown products and services, and parts of what is counted. */
export async function checkRecurringLines(
  tx: Tx,
  lines: readonly RecurringLine[],
  { customerId, day }: { customerId: string; day: string },
): Promise<void> {
  const numbers = new Set(lines.map((line) => line.line_number))
  if (numbers.size < lines.length) throw new Refusal('invalid_input', { field: 'lines', reason: 'repeated' })
  const goods = lines.filter((line) => line.kind === 'goods')
  await requireProducts(tx, [...new Set(goods.map((line) => line.product_id))])
  await requireWholeUnits(tx, goods)
  const wanted = lines.filter((line) => line.kind === 'service').map((line) => line.product_id)
  if (wanted.length === 0) return
  const offered = (await servicesFor(tx, { customers: [customerId], day })).get(customerId) ?? []
  const known = new Set(offered.filter((one) => one.entitlement !== 'not_offered').map((one) => one.service_id))
  const missing = wanted.find((service) => !known.has(service))
  if (missing) throw new Refusal('unknown_service', { service: missing })
}
