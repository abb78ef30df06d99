/** A customer agrees on recurring quantities that the package offers; staff may agree on any. */
import type { RecurringLine } from '../../../contract/recurring-orders.ts'
import { packagesFor } from '../../modules/policies/index.ts'
import type { Context } from '../../platform/context.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { quantityRules } from '../promising/order-units.store.ts'
import { notOffered, requireOffered } from '../promising/order-units.ts'

/** Refuses `quantity_not_offered`. Nothing is asked of staff. */
export async function requireAgreeable(context: Context, lines: readonly RecurringLine[] | null | undefined) {
  const { customerId } = context.principal
  if (customerId === null || !lines?.length) return
  const day = context.clock.now().toISOString().slice(0, 10)
  await inSnapshot(context, async (tx) => {
    const terms = (await packagesFor(tx, { customers: [customerId], day })).get(customerId)!
    const goods = lines.filter((line) => line.kind === 'goods').map((line) => line.product_id)
    requireOffered(notOffered(lines, await quantityRules(tx, terms, goods), terms.order_unit))
  })
}
