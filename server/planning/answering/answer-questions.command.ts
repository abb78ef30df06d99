/** Goes through what was asked in writing and nobody has touched, and answers what asks only where one order is. */

import { DANGER_LEVELS } from '../../../contract/risk.ts'
import { Language } from '../../../contract/values.ts'
import {
  answerByItself,
  codesIn,
  type Decided,
  listUndecided,
  lockUndecided,
  noteFailedAnswer,
  readAnswerSetting,
  type Undecided,
  wasAnswered,
} from '../../modules/inquiries/index.ts'
import { goesOutByItself } from '../../modules/messages/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inSnapshot, inTransaction } from '../../platform/database/transaction.ts'
import { answerLanguage } from '../../views/service-desk/answer-language.ts'
import { readQuestion } from '../../views/service-desk/arrival-reading.ts'
import { loadOrderFacts } from '../../views/service-desk/order-facts.ts'
import { suggestAnswer } from '../../views/service-desk/suggest-answer.ts'
import { listNamedOrders, listOpenOrders, readStanding } from './asked-order.store.ts'
import { beforeFacts, byFacts } from './decide.ts'

const AT_ONCE = 20
const DAY_MS = 86_400_000
/** What was ordered before that is no longer what somebody asks for without naming it. */
const OPEN_DAYS = 180
const ACT = DANGER_LEVELS.indexOf('act')

/**
 * Returns how many questions were looked at; none is, as long as answers would not go out by themselves. One at which we fail
 * is noted and comes again later, and those behind it go on.
 */
export async function answerQuestions(context: Context): Promise<number> {
  const waiting = await inSnapshot(context, async (tx) => {
    const { is_on, on_since } = await readAnswerSetting(tx)
    if (!is_on || !on_since || !(await goesOutByItself(tx, 'inquiry_answered'))) return []
    return listUndecided(tx, { since: on_since, now: context.clock.now(), limit: AT_ONCE })
  })
  for (const id of waiting) {
    try {
      await decideOne(context, id)
    } catch (error) {
      context.log.error({ err: error, inquiry_id: id }, 'a question could not be looked at')
      await noteFailedAnswer(context, id)
    }
  }
  return waiting.length
}

const decideOne = (context: Context, id: string): Promise<void> =>
  inTransaction(context, async (tx) => {
    const asked = await lockUndecided(tx, id)
    if (asked) await answerByItself({ ...context, tx }, await decide(tx, asked, context.clock.now()))
  })

async function decide(tx: Tx, asked: Undecided, now: Date): Promise<Decided> {
  const { threshold } = await readAnswerSetting(tx)
  const { reading, certainty, right, cases } = await readQuestion(tx, `${asked.subject}\n${asked.text}`)
  const { inquiry_id, customer_id } = asked
  const left = { inquiry_id, verdict: 'left' as const, order_id: null, language: null, text: null, isOnlyOrder: false }
  const figures = reading.isArrival ? { certainty, right, cases } : { certainty: null, right: null, cases: null }
  const reason = beforeFacts({ ...asked, reading, certainty, threshold })
  if (reason !== null || customer_id === null) return { ...left, ...figures, reason: reason ?? 'who_asks' }
  const { orders, isOnlyOrder } = await ordersOf(tx, { ...asked, customer_id }, now)
  const [orderId] = orders
  if (orders.length !== 1 || orderId === undefined) return { ...left, ...figures, reason: 'which_order' }
  const language = Language.catch('en').parse(await answerLanguage(tx, asked))
  const facts = await loadOrderFacts(tx, orderId, now)
  const line_number = asked.order_id === orderId ? asked.line_number : null
  const today = now.toISOString().slice(0, 10)
  const suggestion = facts && suggestAnswer(facts, { language, today, line_number, isAutomatic: true })
  const { isTheirs, isInDanger } = await readStanding(tx, { orderId, customerId: customer_id, level: ACT })
  const since = new Date(now.getTime() - DAY_MS)
  const known = { orders, isTheirs, isInDanger, wasAnswered: await wasAnswered(tx, orderId, since), suggestion }
  const found = byFacts(known)
  const order_id = isTheirs ? orderId : null
  if (found !== 'arrival_question' || !suggestion) return { ...left, ...figures, order_id, reason: found }
  const { text } = suggestion
  return { inquiry_id, verdict: 'answered', reason: found, ...figures, order_id, language, text, isOnlyOrder }
}

/** The order that was linked and every other the text names; without any, the only one the customer waits for. */
async function ordersOf(tx: Tx, asked: Undecided & { customer_id: string }, now: Date) {
  const codes = codesIn(asked.subject, asked.text)
  const named = await listNamedOrders(tx, asked.customer_id, codes)
  const orders = [...new Set([...(asked.order_id === null ? [] : [asked.order_id]), ...named])]
  // A number that we do not know may be another order's: then it is not for us to guess.
  if (orders.length || codes.length) return { orders, isOnlyOrder: false }
  const since = new Date(now.getTime() - OPEN_DAYS * DAY_MS).toISOString().slice(0, 10)
  return { orders: await listOpenOrders(tx, asked.customer_id, since), isOnlyOrder: true }
}
