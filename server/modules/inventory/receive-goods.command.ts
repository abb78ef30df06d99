/** Receives goods, against what was announced or blind, and records where they differ from it. */
import sql from 'sql-template-tag'
import { Refusal } from '../../../contract/refusals.ts'
import type { NewReceipt } from '../../../contract/stock.ts'
import type { Supply } from '../../../contract/supply.ts'
import { parseLocalDay } from '../../../engines/calendars/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { loadPlaces, localDayAt } from '../locations/index.ts'
import { type Travelling, takeFromTransit } from './in-transit.ts'
import { lateDays } from './lateness.ts'
import { ensureLots } from './lots.store.ts'
import { type Draft, postGoods } from './post-goods.command.ts'
import { type Difference, decideReceipt, type Part, type ReceiptDecision } from './receiving.ts'
import { findSupply, saveSupply } from './supplies.store.ts'
import { loadTransit } from './transit.store.ts'

/** Refuses `not_found` for supply that is not expected at this location, and serial numbers that lie somewhere already. */
export async function receiveGoods(context: Context, receipt: NewReceipt) {
  let expected: Supply[] = []
  let decision: ReceiptDecision = { parts: [], differences: [], supply: [] }
  const posted = await postGoods(
    context,
    {
      ...receipt,
      type: 'StockReceived',
      product_ids: receipt.lines.map((line) => line.product_id),
      location_ids: [receipt.location_id],
      finish: (tx) => closeReceipt(context, tx, receipt, { expected, decision }),
    },
    async (tx) => {
      expected = await findExpectation(tx, receipt)
      decision = decideReceipt(receipt.lines, receipt.supply_id ? expected : null, receipt.is_last)
      await ensureLots(
        context,
        tx,
        receipt.lines.flatMap(({ lot_id, ...line }) => (lot_id ? [{ ...line, lot_id }] : [])),
      )
      return toDrafts(tx, receipt, { expected, decision })
    },
  )
  const supply_id = receipt.supply_id ?? null
  return { ...posted, differences: decision.differences.map((difference) => ({ ...difference, supply_id })) }
}

async function findExpectation(tx: Tx, { supply_id, location_id }: NewReceipt): Promise<Supply[]> {
  if (!supply_id) return []
  const lines = await findSupply(tx, supply_id, location_id)
  if (!lines.length) throw new Refusal('not_found', { supply_id, location_id })
  return lines
}

interface Seen {
  readonly expected: readonly Supply[]
  readonly decision: ReceiptDecision
}

async function toDrafts(tx: Tx, receipt: NewReceipt, { expected, decision }: Seen): Promise<Draft[]> {
  const [first] = expected
  const isTransfer = first?.kind === 'transfer'
  const travelling: Travelling[] = isTransfer ? await loadTransit(tx, first.supply_id) : []
  const drafts = decision.parts.flatMap((part) => {
    const line = receipt.lines[part.line]!
    const goods = { product_id: line.product_id, lot_id: line.lot_id ?? '', serial: part.serial ?? '' }
    const origins = isTransfer
      ? takeFromTransit(
          travelling,
          { ...goods, quantity: part.quantity },
          { supplyId: first.supply_id, locationId: receipt.location_id },
        )
      : [{ from: originOf(receipt, first), quantity: part.quantity, cause: null }]
    return origins.map(
      ({ from, quantity, cause }): Draft => ({
        type: isTransfer ? 'transfer_in' : 'receipt',
        ...goods,
        quantity,
        from,
        to: { kind: 'site', at: receipt.location_id, bin: line.bin, state: part.state },
        ...referencesOf(receipt, part),
        cause: line.cause ?? cause,
      }),
    )
  })
  return [...drafts, ...writeOffShort(receipt, { expected, decision }, travelling)]
}

const originOf = (receipt: NewReceipt, first: Supply | undefined) =>
  first?.kind === 'production'
    ? ({ kind: 'production', at: receipt.location_id } as const)
    : ({ kind: 'supplier', at: first?.supplier_id ?? receipt.supplier_id } as const)

const referencesOf = (receipt: NewReceipt, part: Part) => ({
  document: receipt.document,
  supply_id: receipt.supply_id,
  supply_line: part.supply_line,
})

/** Goods of a transfer that will not come any more are no longer on their way. */
function writeOffShort(receipt: NewReceipt, { expected, decision }: Seen, travelling: readonly Travelling[]): Draft[] {
  const closed = new Set(decision.supply.filter((line) => line.closed_cause).map((line) => line.line_number))
  const products = new Set(expected.filter((line) => closed.has(line.line_number)).map((line) => line.product_id))
  return travelling
    .filter((goods) => goods.quantity > 0 && products.has(goods.product_id))
    .map((goods) => ({
      type: 'count',
      ...goods,
      from: { kind: 'transfer', at: receipt.supply_id },
      to: { kind: 'count', at: receipt.location_id },
      cause: 'short',
      document: receipt.document,
      supply_id: receipt.supply_id,
    }))
}

async function closeReceipt(
  context: Context,
  tx: Tx,
  receipt: NewReceipt,
  { expected, decision }: Seen,
): Promise<void> {
  await insertDifferences(context, tx, receipt, { expected, decision })
  const touched = decision.supply.map((change) => ({
    change,
    line: expected.find((one) => one.line_number === change.line_number)!,
  }))
  if (!touched.length) return
  const day = await localDayAt(
    tx,
    receipt.location_id,
    receipt.occurred_at ? new Date(receipt.occurred_at) : context.clock.now(),
  )
  const places = await loadPlaces(tx, [receipt.location_id], { firstDay: day, lastDay: day })
  const calendar = places.get(receipt.location_id)?.calendar ?? { isBusinessDay: () => true }
  const lines = touched.map(({ line, change: { received, closed_cause } }): Supply => {
    if (!closed_cause) return { ...line, received }
    const late_days = received > 0 ? lateDays(calendar, parseLocalDay(line.due_on), parseLocalDay(day)) : null
    return { ...line, received, state: 'closed', closed_cause, received_on: received > 0 ? day : null, late_days }
  })
  await saveSupply(context, tx, lines, {
    type: 'SupplyReceived',
    about: { document: receipt.document ?? null, differences: decision.differences },
  })
}

function insertDifferences(
  context: Context,
  tx: Tx,
  receipt: NewReceipt,
  { expected, decision }: Seen,
): Promise<number> {
  const supplierId = expected[0]?.supplier_id ?? receipt.supplier_id ?? null
  const rows = decision.differences.map((difference: Difference) => ({ ...difference, id: context.ids.uuid() }))
  if (!rows.length) return Promise.resolve(0)
  return tx.execute(sql`INSERT INTO inventory.difference (tenant_id, difference_id, kind, product_id, location_id, quantity,
      supply_id, supply_line, supplier_id, cause, document, recorded_at, actor)
    SELECT ${tx.tenantId}::uuid, d.id, d.kind, d.product_id, ${receipt.location_id}, d.quantity, ${receipt.supply_id ?? null},
      d.supply_line, ${supplierId}, d.cause, ${receipt.document ?? null}, ${context.clock.now()}::timestamptz,
      ${context.principal.actor}
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS d (id uuid, kind text, product_id platform.code, quantity numeric, supply_line int, cause text)`)
}
