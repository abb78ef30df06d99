/**
 * Goods in the place of claimed ones: an order of its own to the same door, at no price, with goods set aside and a promise
 * that is kept and judged like any other. The claimed line names it, so both orders lead to each other.
 */
import type { PlacedReplacement, ReplaceGoods } from '../../../contract/claims.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { lockReplaceable, noteReplacement } from '../../modules/claims/index.ts'
import { requireOrder } from '../../modules/orders/index.ts'
import { takeOffer } from '../../modules/promises/index.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { makeQuote } from '../promising/quote.command.ts'

/** All or nothing. Refuses `insufficient_stock` where no day can be promised, with what stands in the way. */
export const replaceGoods = (context: Context, claimId: string, { lines: wished }: ReplaceGoods) =>
  inTransaction(context, async (tx): Promise<PlacedReplacement> => {
    const within = { ...context, tx }
    const { customer_id, order_id: first, lines } = await lockReplaceable(within, claimId, wished)
    const { location_id } = await requireOrder(tx, first)
    const wish = {
      ...{ customer_id, location_id },
      lines: lines.map((line) => ({ ...line, kind: 'goods' as const, unit_price: 0 })),
    }
    const quote = await makeQuote(within, wish, { isAgreed: true })
    // What was claimed is replaced by the same: nothing else comes instead, and nobody has to agree to it.
    const open = quote.offers.filter(({ has_substitute }) => !has_substitute)
    const offer = open.find(({ kinds }) => kinds.includes('earliest')) ?? open[0]
    if (!offer) throw new Refusal('insufficient_stock', { claim_id: claimId, obstacles: quote.obstacles })
    const taken = await takeOffer(within, quote.quote_id, { offer_number: offer.offer_number })
    await noteReplacement(within, claimId, { order_id: taken.order_id, lines })
    return { claim_id: claimId, order_id: taken.order_id, complete_on: offer.complete_on }
  })
