/** One taking of an offer, or the refusal of a whole quote. */
import type { TakenOffer, TakeOffer } from '../../../contract/quotes.ts'
import { Refusal } from '../../../contract/refusals.ts'
import type { Context } from '../../platform/context.ts'
import { grouped } from '../../platform/database/grouped.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import type { Taking } from './quote.ts'
import { closeQuotes, lockQuotes } from './quotes.store.ts'
import { takeOffers } from './take-offers.command.ts'

const GROUP_MAX = 64

interface Waiting {
  readonly context: Context
  readonly taking: Taking
}

/** Takings of one company that wait at the same time go together; each says for itself who acts. */
const takeTogether = grouped<Waiting, TakenOffer>({
  keyOf: ({ context }) => context.principal.tenantId,
  groupMax: GROUP_MAX,
  run: (waiting) =>
    takeOffers(
      asGroup(waiting),
      waiting.map(({ taking }) => taking),
    ),
})

/** Rows of goods and hands belong to the group; orders, promises and quotes name their own actor. */
function asGroup(waiting: readonly Waiting[]): Context {
  const [{ context }] = waiting as [Waiting]
  const isOne = waiting.every((other) => other.context.principal.actor === context.principal.actor)
  return isOne ? context : { ...context, principal: { ...context.principal, actor: 'system:promise-desk' } }
}

/**
 * Takes an offer: it becomes an order (or a new promise for the quote's order) with its goods reserved and its hands booked.
 * Refuses `quote_expired`, `quote_outdated`, `insufficient_stock`, `insufficient_capacity`, `consent_needed`, `unknown_offer`,
 * `wrong_state`, and for an order's own lines `cutoff_passed`; then nothing is reserved. Taking the same offer again gives the same answer.
 */
export async function takeOffer(
  context: Context,
  quoteId: string,
  wish: TakeOffer,
  more: Pick<Taking, 'order' | 'orderId' | 'hasGivenWay'> = {},
): Promise<TakenOffer> {
  const { actor, customerId } = context.principal
  const taking: Taking = {
    ...{ quoteId, wish: heldTo(context, wish), actor, customerId },
    source: more.order ? 'recurring' : sourceOf(context),
    ...more,
  }
  if (!context.tx) return takeTogether({ context, taking })
  // A request with an idempotency key brings its own transaction, which nobody else can share.
  const [outcome] = await takeOffers(context, [taking])
  if (outcome && 'result' in outcome) return outcome.result
  throw outcome?.error
}

/** A customer's own wish is the customer's: no favor, no other cause, and a number that we give. */
const heldTo = ({ principal }: Context, wish: TakeOffer): TakeOffer =>
  principal.customerId === null ? wish : { ...wish, order_id: null, cause: 'customer', despite_cutoff: false }

function sourceOf({ principal }: Context): Taking['source'] {
  if (principal.customerId !== null) return 'portal'
  return principal.actor.startsWith('key:') ? 'api' : 'console'
}

/** Ends a quote without an order; why, if the customer said. */
export function declineQuote(
  context: Context,
  quoteId: string,
  reason: string | null,
): Promise<{ quote_id: string; state: string }> {
  return inTransaction(context, async (tx) => {
    const quote = (await lockQuotes(tx, [quoteId])).get(quoteId)
    const { customerId, actor } = context.principal
    if (!quote || (customerId !== null && quote.customer_id !== customerId))
      throw new Refusal('not_found', { quote_id: quoteId })
    if (quote.state !== 'open') throw new Refusal('wrong_state', { quote_id: quoteId, state: quote.state })
    await closeQuotes(context, tx, [{ quote, state: 'declined', offerNumber: null, orderId: null, reason, actor }])
    return { quote_id: quoteId, state: 'declined' }
  })
}
