/**
 * Carries a remedy out and tells the customer, in one transaction: promise, goods, hands, message and case. What was shown is
 * reckoned again first; one that no longer holds as it was shown is refused with the ways there are now.
 */

import type { Offer } from '../../../contract/quotes.ts'
import { Refusal } from '../../../contract/refusals.ts'
import type { CarryOutRemedy, RemedyDone, RemedyTelling } from '../../../contract/remedies.ts'
import { nextNumber } from '../../ledger/index.ts'
import { letThrough, queueMessages } from '../../modules/messages/index.ts'
import { insertQuote, movePromises, QUOTE_NUMBERS, takeOffer } from '../../modules/promises/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { gatherFacts } from '../promising/facts.command.ts'
import { basisOf } from '../promising/quote.command.ts'
import { carryOutIn } from '../proposals/carry-out.command.ts'
import { settleProposals } from '../proposals/settle.command.ts'
import { proposeFor } from '../proposals/share-out.command.ts'
import { type LineId, type LineInDanger, loadLine } from './line.store.ts'
import { type FoundRemedy, findRemedies, wishOf } from './propose.command.ts'
import { findQueued } from './queued.store.ts'
import { noteRemedy } from './trouble.command.ts'

/** Refuses `not_found`, `proposal_outdated` with the remedies of this moment, `consent_needed`, and what taking an offer refuses. */
export async function carryOutRemedy(context: Context, key: LineId, wish: CarryOutRemedy): Promise<RemedyDone> {
  const done = await actAndTell(context, key, wish)
  // Afterwards: whoever carries a proposal out locks it before the orders, and here the order would be locked first.
  await settleProposals(context, key)
  return done
}

function actAndTell(context: Context, key: LineId, wish: CarryOutRemedy): Promise<RemedyDone> {
  return inTransaction(context, async (tx) => {
    const within = { ...context, tx }
    const line = await loadLine(tx, key, 'lock')
    const found = await findRemedies(within, tx, line)
    const chosen = found.find(({ remedy }) => isAsShown(remedy, wish))
    if (!chosen) throw outdated(line, found)
    if (chosen.remedy.needs_consent && !wish.has_consent)
      throw new Refusal('consent_needed', { ...key, remedy: wish.kind })
    const messages = await act(within, tx, line, { chosen, hasConsent: wish.has_consent ?? false })
    const { message_id, telling } = isSharedAnew(chosen)
      ? { message_id: null, telling: messages > 0 ? ('with_others' as const) : ('turned_off' as const) }
      : await inform(within, tx, line, chosen)
    const trouble_id = await noteRemedy(within, tx, line, {
      remedy: chosen.remedy,
      message_id,
      choices: choicesOf(chosen),
    })
    const others_told = Math.max(0, messages - 1)
    return { trouble_id, remedy: wish.kind, to_date: chosen.remedy.to_date, message_id, telling, others_told }
  })
}

const isAsShown = (
  remedy: FoundRemedy['remedy'],
  wish: Pick<CarryOutRemedy, 'kind' | 'to_date' | 'extra_cost_minor'>,
): boolean =>
  remedy.kind === wish.kind && remedy.to_date === wish.to_date && remedy.extra_cost_minor === wish.extra_cost_minor

const outdated = ({ order_id, line_number }: LineInDanger, found: readonly FoundRemedy[]) =>
  new Refusal('proposal_outdated', { order_id, line_number, remedies: found.map(({ remedy }) => remedy) })

interface Act {
  readonly chosen: FoundRemedy
  readonly hasConsent: boolean
}

/** Goods given anew by the policy, rather than by an offer of the desk. */
const isSharedAnew = ({ remedy, offer }: FoundRemedy): boolean => remedy.kind === 'reallocate' && !offer

/** Returns how many messages it has queued by itself. */
async function act(context: Context, tx: Tx, line: LineInDanger, { chosen, hasConsent }: Act): Promise<number> {
  const { remedy, offer } = chosen
  if (remedy.kind === 'tell') return 0
  if (isSharedAnew(chosen)) return shareAnew(context, tx, line)
  if (offer) {
    await takeFor(context, tx, line, { chosen, offer, hasConsent })
    return 0
  }
  await movePromises(context, tx, { moves: [moveOf(line, remedy.to_date)] })
  return 0
}

/** Goods on the way keep their way; only what we promise of it is new. */
const moveOf = (line: LineInDanger, to_date: string) => ({
  order_id: line.order_id,
  line_number: line.line_number,
  quantity: line.quantity,
  promise_version: line.promise_version,
  new_site_id: line.site_id,
  new_lane_id: line.lane_id,
  new_need_on: line.need_on,
  new_departs_on: line.departs_on,
  new_to_date: to_date,
  reason: reasonOf(line),
})

/** All who are touched are told by the proposal's own messages, this customer among them. */
async function shareAnew(context: Context, tx: Tx, line: LineInDanger): Promise<number> {
  const pool = { product_id: line.product_id, location_id: line.reserved_at! }
  const { proposal_id } = await proposeFor(context, tx, { pools: [pool], cause: pool })
  if (proposal_id === null) throw new Refusal('proposal_outdated', { ...pool, reason: 'nothing_to_share' })
  const { messages } = await carryOutIn(context, tx, { proposalId: proposal_id })
  return messages
}

const VALID_MINUTES = 5

interface Taken {
  readonly chosen: FoundRemedy
  readonly offer: Offer
  readonly hasConsent: boolean
}

/** The offer as the desk made it, but at no cost to the customer: what we put right, we pay for. */
async function takeFor(
  context: Context,
  tx: Tx,
  line: LineInDanger,
  { chosen, offer, hasConsent }: Taken,
): Promise<void> {
  const now = context.clock.now()
  const wish = wishOf(line, chosen.remedy.kind === 'send_again' ? line.last_line + 1 : line.line_number)
  const facts = await gatherFacts(tx, wish, now)
  const free = { ...offer, charges_minor: null, lines: offer.lines.map((one) => ({ ...one, charges_minor: 0 })) }
  const quote_id = await nextNumber(context, QUOTE_NUMBERS)
  await insertQuote(tx, {
    quote_id,
    customer_id: line.customer_id,
    location_id: facts.parties.location_id,
    order_id: line.order_id,
    made_at: now,
    expires_at: new Date(now.getTime() + VALID_MINUTES * 60_000),
    wish: { lines: wish.lines },
    offers: [free],
    basis: basisOf(facts, [free]),
    supply_states: facts.terms.supply_states,
    kept_percent: facts.keptPercent,
    concessions: chosen.concessions,
    actor: context.principal.actor,
  })
  await takeOffer(context, quote_id, {
    offer_number: offer.offer_number,
    has_consent: hasConsent,
    cause: 'company',
    reason: reasonOf(line),
  })
}

/** The reason that customers' messages know, by what weighs most. */
function reasonOf({ reasons }: LineInDanger): string {
  const [first] = reasons
  if (!first) return 'other'
  const told = typeof first.params.reason === 'string' ? first.params.reason : null
  const carriers = reasons.find(({ params }) => typeof params.reason === 'string')?.params.reason
  switch (first.code) {
    case 'no_goods':
      return 'stock_short'
    case 'supply_late':
      return 'supply_late'
    case 'disruption':
      return 'disruption'
    case 'overloaded':
      return 'capacity'
    case 'not_left':
      return 'shipper_not_ready'
    case 'usual_time':
      return 'other'
    default:
      return told ?? (typeof carriers === 'string' ? carriers : 'carrier_error')
  }
}

const choicesOf = ({ remedy }: FoundRemedy): string[] =>
  remedy.kind === 'tell'
    ? ['other_date', 'part_now', 'cancel']
    : remedy.keeps_promise
      ? []
      : ['accept', 'other_date', 'cancel']

interface Informed {
  readonly message_id: string | null
  readonly telling: RemedyTelling
}

/**
 * One message about this line, let through at once since a person has looked at it: a new day, or that the day is in danger.
 * Where the promise is kept there is no news.
 */
async function inform(context: Context, tx: Tx, line: LineInDanger, found: FoundRemedy): Promise<Informed> {
  const { remedy } = found
  const message_key = `remedy ${remedy.kind} ${line.order_id}/${line.line_number} ${line.promise_version}`
  if (remedy.keeps_promise && remedy.kind !== 'tell') return { message_id: null, telling: 'day_stays' }
  const isNew = remedy.kind !== 'tell'
  await queueMessages(context, tx, [
    {
      customer_id: line.customer_id,
      kind: isNew ? 'delay' : 'at_risk',
      message_key,
      order_id: line.order_id,
      content: {
        reason: reasonOf(line),
        choices: choicesOf(found),
        lines: [
          {
            order_id: line.order_id,
            line_number: line.line_number,
            product_id: line.product_id,
            quantity: line.quantity,
            old_date: line.to_date,
            new_date: isNew ? remedy.to_date : null,
            promise_version: isNew && remedy.kind !== 'send_again' ? line.promise_version + 1 : line.promise_version,
          },
        ],
      },
    },
  ])
  const queued = await findQueued(tx, line.customer_id, message_key)
  if (queued?.state === 'waiting') await letThrough(context, [queued.message_id])
  const message = await findQueued(tx, line.customer_id, message_key)
  if (!message) return { message_id: null, telling: 'turned_off' }
  return { message_id: message.message_id, telling: message.state === 'dropped' ? 'nobody' : 'told' }
}
