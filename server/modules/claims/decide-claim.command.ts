/** A named person decides a claim: the credit goes into billing, the customer is told. */

import type { DecideClaim } from '../../../contract/claims.ts'
import type { CREDIT_REASONS } from '../../../contract/imports.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { changeRecord, getRecord, type State } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { issueInvoice } from '../billing/index.ts'
import { askHow } from '../feedback/index.ts'
import { queueMessages } from '../messages/index.ts'
import { claim } from './claim.ts'
import { loadBilled } from './claims.store.ts'

type Reason = (typeof CREDIT_REASONS)[number]
const REASONS: Readonly<Record<string, Reason>> = {
  damage: 'damage',
  shortage: 'shortage',
  wrong_goods: 'return',
  return: 'return',
  other: 'goodwill',
}

interface Line extends State {
  readonly line_number: number
  readonly quantity: number
}

/** Refuses programs, decided claims, and credits beyond what was billed for a line and is not credited yet. */
export function decideClaim(context: Context, id: string, wish: DecideClaim): Promise<State> {
  const { actor } = context.principal
  if (!actor.startsWith('user:')) throw new Refusal('not_allowed', { reason: 'named_person' })
  if (wish.decision === 'refused' && wish.credits.length > 0)
    throw new Refusal('invalid_input', { field: 'credits', reason: 'not_when_refused' })
  return inTransaction(context, async (tx) => {
    const { state } = await getRecord(tx, claim, id, 'FOR UPDATE')
    if (state.state !== 'open') throw new Refusal('wrong_state', { claim_id: id, state: state.state })
    const lines = state.lines as Line[]
    const credit = wish.credits.length ? await issueCredit({ ...context, tx }, tx, { state, lines, wish }) : null
    const order_id = state.order_id as string
    const customer_id = state.customer_id as string
    const ask_id = await askHow(context, tx, { about: 'claim', about_id: id, customer_id, contact_id: null, order_id })
    await queueMessages(context, tx, [
      {
        customer_id,
        kind: 'claim_decided',
        message_key: `claim_decided ${id}`,
        order_id,
        content: { order_id, answer: wish.text, lines: [], ...(ask_id && { ask_id }) },
      },
    ])
    const credits = new Map(wish.credits.map((one) => [one.line_number, one.net_minor]))
    return changeRecord(
      context,
      tx,
      claim,
      id,
      () => ({
        state: wish.decision,
        decision_text: wish.text,
        decided_at: context.clock.now().toISOString(),
        decided_by: actor,
        credit_invoice_id: credit,
        lines: lines.map((line) => ({ ...line, credited_minor: credits.get(line.line_number) ?? null })),
      }),
      { event: 'ClaimDecided' },
    )
  })
}

type Tx = Parameters<typeof loadBilled>[0]

async function issueCredit(
  context: Context,
  tx: Tx,
  { state, lines, wish }: { state: State; lines: readonly Line[]; wish: DecideClaim },
): Promise<string> {
  const order_id = state.order_id as string
  const billed = await loadBilled(tx, order_id)
  const credited = wish.credits.map(({ line_number, net_minor }) => {
    const of = lines.find((line) => line.line_number === line_number)
    const bill = billed.get(line_number)
    if (!of || !bill)
      throw new Refusal('unknown_order_line', { order_id, line_number, reason: of ? 'not_billed' : 'not_claimed' })
    const most = bill.net_minor - bill.credited_minor
    if (net_minor > most) throw new Refusal('quantity_exceeded', { line_number, most_minor: most })
    return { of, bill, net_minor }
  })
  const [first] = credited as [(typeof credited)[number]]
  const other = credited.find(({ bill }) => bill.currency !== first.bill.currency)
  if (other) throw new Refusal('unknown_currency', { currency: other.bill.currency, reason: 'several' })
  const issued = await issueInvoice(context, {
    invoice_kind: 'credit',
    customer_id: state.customer_id as string,
    credits_invoice_id: first.bill.invoice_id,
    credit_reason: REASONS[state.kind as string] ?? 'goodwill',
    currency: first.bill.currency,
    lines: credited.map(({ of, bill, net_minor }) => ({
      ...{ order_id, line_number: of.line_number, quantity: Math.min(of.quantity, bill.quantity), net_minor },
      ...{ charges_minor: 0, tax_percent: bill.tax_percent },
    })),
  })
  return String(issued.invoice_id)
}
