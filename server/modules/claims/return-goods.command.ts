/** What happens to claimed goods that come back, and what is asked of the carrier. */
import type { InspectReturn, ReceiveReturn, RecoverClaim } from '../../../contract/claims.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { changeRecord, getRecord, type State } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { moveStock, scrapStock, takeBack } from '../inventory/index.ts'
import { claim } from './claim.ts'
import { rulesOf } from './claims.store.ts'

interface Line extends State {
  readonly line_number: number
  readonly product_id: string
  readonly quantity: number
  readonly returned_quantity: number
}

/** Goods come back as `returned_uninspected` and are never sold before somebody has looked at them. */
export function receiveReturn(context: Context, id: string, wish: ReceiveReturn): Promise<State> {
  return inTransaction(context, async (tx) => {
    const { state } = await getRecord(tx, claim, id, 'FOR UPDATE')
    if (state.return_state !== 'none' || state.state === 'withdrawn')
      throw new Refusal('wrong_state', { claim_id: id, return_state: state.return_state })
    const lines = state.lines as Line[]
    const back = wish.lines.map(({ line_number, quantity }) => {
      const of = lines.find((line) => line.line_number === line_number)
      if (!of) throw new Refusal('unknown_order_line', { claim_id: id, line_number })
      if (quantity > of.quantity) throw new Refusal('quantity_exceeded', { line_number, most: of.quantity })
      return { of, quantity }
    })
    await takeBack(
      { ...context, tx },
      {
        location_id: wish.location_id,
        customer_id: state.customer_id as string,
        order_id: state.order_id as string,
        document: id,
        lines: back.map(({ of, quantity }) => ({ product_id: of.product_id, line_number: of.line_number, quantity })),
      },
    )
    const quantities = new Map(back.map(({ of, quantity }) => [of.line_number, quantity]))
    return changeRecord(
      context,
      tx,
      claim,
      id,
      () => ({
        return_state: 'received',
        return_location_id: wish.location_id,
        lines: lines.map((line) => ({ ...line, returned_quantity: quantities.get(line.line_number) ?? 0 })),
      }),
      { event: 'ReturnReceived' },
    )
  })
}

const STATES = { restock: 'released', repack: 'quarantine', repair: 'blocked', return_to_supplier: 'blocked' } as const

/** Says of every returned line what becomes of it. */
export function inspectReturn(context: Context, id: string, wish: InspectReturn): Promise<State> {
  return inTransaction(context, async (tx) => {
    const { state } = await getRecord(tx, claim, id, 'FOR UPDATE')
    if (state.return_state !== 'received')
      throw new Refusal('wrong_state', { claim_id: id, return_state: state.return_state })
    const lines = state.lines as Line[]
    const returned = lines.filter((line) => line.returned_quantity > 0)
    const said = new Map(wish.lines.map((line) => [line.line_number, line]))
    const missing = returned.find((line) => !said.has(line.line_number))
    if (missing)
      throw new Refusal('invalid_input', { field: 'lines', line_number: missing.line_number, reason: 'missing' })
    const stranger = wish.lines.find((line) => !returned.some((one) => one.line_number === line.line_number))
    if (stranger) throw new Refusal('unknown_order_line', { claim_id: id, line_number: stranger.line_number })
    const { dispositions } = await rulesOf(tx, state.customer_id as string)
    const barred = wish.lines.find((line) => !dispositions.includes(line.disposition))
    if (barred) throw new Refusal('not_allowed', { disposition: barred.disposition, reason: 'policy' })
    const location_id = state.return_location_id as string
    const inside = { ...context, tx }
    const goods = returned.map((line) => ({
      ...{ product_id: line.product_id, quantity: line.returned_quantity, cause: id },
      disposition: said.get(line.line_number)!.disposition,
    }))
    const moved = goods.flatMap(({ disposition, ...line }) =>
      disposition === 'destroy'
        ? []
        : [{ ...line, from_state: 'returned_uninspected' as const, to_state: STATES[disposition] }],
    )
    const scrapped = goods.flatMap(({ disposition, ...line }) =>
      disposition === 'destroy' ? [{ ...line, state: 'returned_uninspected' as const }] : [],
    )
    if (moved.length) await moveStock(inside, { location_id, lines: moved })
    if (scrapped.length) await scrapStock(inside, { location_id, lines: scrapped })
    return changeRecord(
      context,
      tx,
      claim,
      id,
      () => ({
        return_state: 'inspected',
        lines: lines.map((line) => ({
          ...line,
          disposition: said.get(line.line_number)?.disposition ?? null,
          condition: said.get(line.line_number)?.condition ?? line.condition ?? null,
        })),
      }),
      { event: 'ReturnInspected' },
    )
  })
}

/** What became of asking the carrier; the customer never waits for it. */
export function recoverClaim(context: Context, id: string, wish: RecoverClaim): Promise<State> {
  return inTransaction(context, async (tx) => {
    const { state } = await getRecord(tx, claim, id, 'FOR UPDATE')
    if (!state.carrier_id) throw new Refusal('unknown_carrier', { claim_id: id })
    return changeRecord(
      context,
      tx,
      claim,
      id,
      () => ({
        recovery_state: wish.state,
        recovered_minor: wish.amount_minor ?? null,
        ...(wish.note !== undefined && { recovery_note: wish.note }),
      }),
      { event: 'RecoveryChanged' },
    )
  })
}

/** The customer takes it back, before anybody has decided. */
export function withdrawClaim(context: Context, id: string, customerId: string | null): Promise<State> {
  return inTransaction(context, async (tx) => {
    const { state } = await getRecord(tx, claim, id, 'FOR UPDATE')
    if (customerId !== null && state.customer_id !== customerId) throw new Refusal('not_found', { claim_id: id })
    if (state.state !== 'open') throw new Refusal('wrong_state', { claim_id: id, state: state.state })
    return changeRecord(context, tx, claim, id, () => ({ state: 'withdrawn' }), { event: 'ClaimWithdrawn' })
  })
}
