/** The promise desk: ask for offers, take one, or let them go. */
import { z } from 'zod'
import { DeclineQuote, NewQuote, Quote, QuoteSlots, TakenOffer, TakeOffer } from '../../../contract/quotes.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { Code } from '../../../contract/values.ts'
import { bookSlot, changeDoor, declineQuote, findQuote } from '../../modules/promises/index.ts'
import type { Context } from '../../platform/context.ts'
import { inSnapshot, inTransaction } from '../../platform/database/transaction.ts'
import { type AnyEndpoint, endpoint } from '../../platform/http/endpoint.ts'
import { takeEither } from '../giving-way/take-by-priority.command.ts'
import { makeQuote } from './quote.command.ts'
import { quoteSlots } from './quote-slots.ts'
import { orAskAgain, shown } from './shown-quote.ts'
import { storedAnswer } from './stored-answer.ts'
import type { NewWish } from './wish-lines.ts'

const id = z.object({ id: Code })

/** A contact asks for the own customer only; whom else they name does not exist for them. */
function asked(context: Context, wish: NewWish): NewWish {
  const { customerId } = context.principal
  if (customerId !== null && wish.customer_id !== customerId) {
    throw new Refusal('unknown_customer', { customer_id: wish.customer_id })
  }
  return customerId === null ? wish : { ...wish, lines: wish.lines.map((line) => ({ ...line, unit_price: null })) }
}

const AT_THE_DESK = { mayTouch: true, inHaste: true }

/** With hours at the door and a person there it is all or nothing: the hours gone, nothing is ordered. */
function takeWhole(context: Context, quoteId: string, wish: z.output<typeof TakeOffer>) {
  const { slot, door } = wish
  if (!slot && !door) return takeEither(context, quoteId, wish)
  return inTransaction(context, async (tx) => {
    const within = { ...context, tx }
    const { state } = await findQuote(tx, quoteId, context.principal.customerId)
    const taken = await takeEither(within, quoteId, wish)
    // The same said again was done the first time.
    if (state !== 'open') return taken
    if (door) await changeDoor(within, taken.order_id, { ...door, despite_cutoff: false, isNew: true })
    if (slot) await bookSlot(within, taken.order_id, { slot, despite_cutoff: false })
    return taken
  })
}

async function askAgain(context: Context, quoteId: string) {
  const old = await inSnapshot(context, (tx) => findQuote(tx, quoteId, context.principal.customerId))
  const { customer_id, location_id, order_id } = old
  return shown(
    context,
    await makeQuote(context, { customer_id, location_id, order_id, lines: old.wish.lines }, AT_THE_DESK),
  )
}

const desk = (permission: string, prefix: string): AnyEndpoint[] => [
  endpoint({
    method: 'POST',
    path: `${prefix}/quotes`,
    tag: 'promise desk',
    permission,
    summary: 'Ask for offers that can be kept',
    body: NewQuote,
    answer: Quote,
    status: 201,
    handle: async (context, { body }) => shown(context, await makeQuote(context, asked(context, body), AT_THE_DESK)),
  }),
  endpoint({
    method: 'GET',
    path: `${prefix}/quotes/:id`,
    tag: 'promise desk',
    permission,
    summary: 'A quote with its offers',
    params: id,
    answer: Quote,
    handle: (context, { params }) =>
      inSnapshot(context, async (tx) =>
        shown(context, storedAnswer(await findQuote(tx, params.id, context.principal.customerId), context.clock.now())),
      ),
  }),
  endpoint({
    method: 'GET',
    path: `${prefix}/quotes/:id/slots`,
    tag: 'promise desk',
    permission,
    summary: 'Hours at the door with room on the days that the offers promise',
    params: id,
    answer: QuoteSlots,
    handle: (context, { params }) =>
      inSnapshot(context, async (tx) =>
        quoteSlots(tx, await findQuote(tx, params.id, context.principal.customerId), context.clock.now()),
      ),
  }),
  endpoint({
    method: 'POST',
    path: `${prefix}/quotes/:id/take`,
    tag: 'promise desk',
    permission,
    summary: 'Take an offer: order, promise, goods and hands at once',
    params: id,
    body: TakeOffer,
    answer: TakenOffer,
    status: 201,
    handle: (context, { params, body }) =>
      orAskAgain(
        context,
        () => takeWhole(context, params.id, body),
        () => askAgain(context, params.id),
      ),
  }),
  endpoint({
    method: 'POST',
    path: `${prefix}/quotes/:id/decline`,
    tag: 'promise desk',
    permission,
    summary: 'Let all offers of a quote go',
    params: id,
    body: DeclineQuote,
    answer: z.object({ quote_id: Code, state: z.string() }),
    handle: (context, { params, body }) => declineQuote(context, params.id, body.reason ?? null),
  }),
]

export const promiseDeskEndpoints: AnyEndpoint[] = [...desk('promises.write', ''), ...desk('portal.order', '/portal')]
