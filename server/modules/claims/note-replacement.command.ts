/** Notes on a claim which line of which order goes to the customer in the place of what was claimed. */
import { Refusal } from '../../../contract/refusals.ts'
import { changeRecord, getRecord, type State } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { claim } from './claim.ts'

interface Line extends State {
  readonly line_number: number
  readonly product_id: string
  readonly quantity: number
}

export interface Replaceable {
  readonly customer_id: string
  readonly order_id: string
  readonly lines: readonly { readonly line_number: number; readonly product_id: string; readonly quantity: number }[]
}

export interface ReplacedQuantity {
  readonly line_number: number
  readonly quantity: number
}

/**
 * The claim, locked. Refuses `wrong_state` for a claim that was not accepted and for a line that was credited or replaced
 * already, `unknown_order_line` for one that was not claimed, and `quantity_exceeded` beyond what was claimed.
 */
export function lockReplaceable(context: Context, id: string, wish: readonly ReplacedQuantity[]): Promise<Replaceable> {
  return inTransaction(context, async (tx) => {
    const { state } = await getRecord(tx, claim, id, 'FOR UPDATE')
    if (state.state !== 'accepted' && state.state !== 'partly')
      throw new Refusal('wrong_state', { claim_id: id, state: state.state })
    const claimed = state.lines as Line[]
    const order_id = String(state.order_id)
    if (new Set(wish.map(({ line_number }) => line_number)).size < wish.length)
      throw new Refusal('invalid_input', { field: 'lines', reason: 'repeated' })
    const lines = wish.map(({ line_number, quantity }) => {
      const line = claimed.find((one) => one.line_number === line_number)
      if (!line) throw new Refusal('unknown_order_line', { order_id, line_number, reason: 'not_claimed' })
      // Who gets the money does not get the goods as well.
      if (line.credited_minor != null || line.replacement_order_id != null)
        throw new Refusal('wrong_state', { line_number, reason: line.credited_minor != null ? 'credited' : 'replaced' })
      if (quantity > Number(line.quantity))
        throw new Refusal('quantity_exceeded', { line_number, most: Number(line.quantity) })
      return { line_number, product_id: line.product_id, quantity }
    })
    return { customer_id: String(state.customer_id), order_id, lines }
  })
}

/** In the transaction in which the claim was locked. */
export const noteReplacement = (
  context: Context,
  id: string,
  { order_id, lines }: { order_id: string; lines: readonly ReplacedQuantity[] },
): Promise<State> =>
  inTransaction(context, (tx) =>
    changeRecord(
      context,
      tx,
      claim,
      id,
      (state) => ({
        lines: (state.lines as Line[]).map((line) => {
          const replaced = lines.find((one) => one.line_number === line.line_number)
          const { line_number: replacement_line_number } = line
          return replaced
            ? {
                ...line,
                ...{ replaced_quantity: replaced.quantity, replacement_order_id: order_id, replacement_line_number },
              }
            : line
        }),
      }),
      { event: 'ReplacementPlaced' },
    ),
  )
