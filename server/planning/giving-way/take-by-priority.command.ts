/**
 * Takes an offer to which others give way: what they concede is carried out as a proposal, and the offer is taken, in one
 * transaction. Whoever has moved since, or a policy that has changed, refuses all of it.
 */
import type { TakenOffer, TakeOffer } from '../../../contract/quotes.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { nextNumber } from '../../ledger/index.ts'
import { queueMessages } from '../../modules/messages/index.ts'
import { ORDER_NUMBERS } from '../../modules/orders/index.ts'
import { allocationPolicyAt } from '../../modules/policies/index.ts'
import {
  type Concession,
  findQuote,
  movePromises,
  OTHERS_FIRST,
  type Taking,
  takeOffer,
} from '../../modules/promises/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { isSamePolicy } from '../proposals/carry-out.command.ts'
import { policyFacts } from '../proposals/figures.ts'
import { messagesOf } from '../proposals/messages.ts'
import { endProposal, keepProposal } from '../proposals/proposals.store.ts'

type More = Pick<Taking, 'order'>

/** That an offer touches others is known only once it has been read, which the many that do not are spared. */
export async function takeEither(
  context: Context,
  quoteId: string,
  wish: TakeOffer,
  more: More = {},
): Promise<TakenOffer> {
  try {
    return await takeOffer(context, quoteId, wish, more)
  } catch (error) {
    if (!(error instanceof Refusal) || error.details?.state !== OTHERS_FIRST) throw error
    return takeByPriority(context, quoteId, { wish, more })
  }
}

/** Refuses what taking refuses, and `proposal_outdated`, `quote_outdated` and `insufficient_…` where others cannot move. */
function takeByPriority(
  context: Context,
  quoteId: string,
  { wish, more }: { wish: TakeOffer; more: More },
): Promise<TakenOffer> {
  return inTransaction(context, async (tx) => {
    const within = { ...context, tx }
    const quote = await findQuote(tx, quoteId, context.principal.customerId)
    const conceded = quote.concessions.filter((one) => one.offer_number === wish.offer_number)
    // Numbered as those who gave way were told when the offer was made.
    const told = conceded[0]?.change.rank.gave_way_to?.[0]?.order_id
    const given = context.principal.customerId === null ? wish.order_id : null
    const orderId = quote.order_id ?? given ?? told ?? (await nextNumber(context, ORDER_NUMBERS))
    if (quote.state === 'open') await carryOutConcessions(within, tx, { quoteId, orderId, conceded })
    return takeOffer(within, quoteId, wish, { ...more, orderId, hasGivenWay: true })
  })
}

interface Carried {
  readonly quoteId: string
  readonly orderId: string
  readonly conceded: readonly Concession[]
}

async function carryOutConcessions(context: Context, tx: Tx, { quoteId, orderId, conceded }: Carried): Promise<void> {
  if (conceded.length === 0) return
  await requireSamePolicy(context, tx, conceded[0]!)
  const changes = conceded.map(({ change }) => ({
    ...change,
    rank: { ...change.rank, gave_way_to: to(change, orderId) },
  }))
  const cause = { quote_id: quoteId, order_id: orderId }
  const proposal_id = (await keepProposal(context, tx, { kind: 'allocation', cause, changes }, []))!
  const moves = conceded.map(({ change, bookings }) => ({ ...change, reason: 'reallocation', bookings }))
  await movePromises(context, tx, { moves, isTogether: true })
  await endProposal(context, tx, proposal_id, 'carried_out')
  const policy = policyFacts(await allocationPolicyAt(tx, today(context)))
  await queueMessages(context, tx, messagesOf(changes, { proposal_id, policy, reason: 'reallocation' }))
}

const today = ({ clock }: Context): string => clock.now().toISOString().slice(0, 10)

const to = ({ rank }: Concession['change'], order_id: string) =>
  (rank.gave_way_to ?? []).map((one) => ({ ...one, order_id }))

async function requireSamePolicy(context: Context, tx: Tx, { policy }: Concession): Promise<void> {
  const now = await allocationPolicyAt(tx, today(context))
  const then = policy as ReturnType<typeof policyFacts> & { giving_way: string }
  if (now.giving_way !== then.giving_way || !isSamePolicy(policyFacts(now), then)) {
    throw new Refusal('quote_outdated', { changed: 'allocation_policy', id: now.policy_id })
  }
}
