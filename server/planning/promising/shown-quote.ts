/** What of a quote may be seen by whom, and the next best offers behind a refusal. */
import type { z } from 'zod'
import type { Quote } from '../../../contract/quotes.ts'
import { Refusal, type RefusalCode } from '../../../contract/refusals.ts'
import type { Context } from '../../platform/context.ts'
import { offersForBuyer } from './for-buyer.ts'

type Answer = z.infer<typeof Quote>

/** Who may not see prices does not see competitors'. A customer sees neither what the freight costs us, nor other customers' orders, nor what is kept for whom. */
export function shown({ principal }: Context, quote: Answer): Answer {
  if (principal.customerId === null) return seesPrices(principal) ? quote : { ...quote, market: [] }
  const offers = offersForBuyer(quote.offers).map((offer) => ({
    ...offer,
    freight_cost_minor: null,
    extra_cost_minor: null,
    expedite: offer.expedite && { ...offer.expedite, freight_more_minor: null, overtime: [], overtime_minor: null },
    difference: offer.difference && { ...offer.difference, freight_more_minor: null },
    touches: [],
    // Which list a price stands on says how we group our customers.
    lines: offer.lines.map((line) => ({ ...line, price_source: null })),
  }))
  const held_back = [...new Set(quote.kept.map(({ product_id }) => product_id))].map((product_id) => ({ product_id }))
  return { ...quote, offers, kept: [], held_back, market: [] }
}

const seesPrices = ({ permissions }: Context['principal']) => permissions.has('prices.read') || permissions.has('*')

/** Refusals after which other offers may still hold. */
const ASK_AGAIN: readonly RefusalCode[] = [
  'quote_expired',
  'quote_outdated',
  'insufficient_stock',
  'insufficient_capacity',
  'proposal_outdated',
]

/** When what was to be taken no longer holds, the refusal brings the next best offers with it. */
export async function orAskAgain<Taken>(
  context: Context,
  take: () => Promise<Taken>,
  again: () => Promise<Answer>,
): Promise<Taken> {
  try {
    return await take()
  } catch (error) {
    if (!(error instanceof Refusal) || !ASK_AGAIN.includes(error.code) || context.tx) throw error
    const quote = await again().catch(() => null)
    throw new Refusal(error.code, { ...error.details, ...(quote && { quote: shown(context, quote) }) })
  }
}
