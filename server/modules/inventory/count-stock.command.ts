/** Takes down what somebody counted, blind, and adjusts the record where the count is to be believed. */
import sql from 'sql-template-tag'
import { Refusal } from '../../../contract/refusals.ts'
import type { CountStock } from '../../../contract/stock.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { freeLostAllocations } from './allocations.store.ts'
import { decideLook, type Outcome } from './counting.ts'
import { ensureLots } from './lots.store.ts'
import { milli } from './pool.ts'
import { type Draft, postGoods } from './post-goods.command.ts'
import { findStock, type StockKey, stockId } from './stock.store.ts'

interface Looked extends StockKey {
  readonly look: 1 | 2
  readonly expected: number
  readonly counted: number
  /** What lies there now, which may differ from what lay there when somebody looked. */
  readonly lying: number
  readonly received_on: string | null
  readonly outcome: Outcome
}

/** Of two figures for one place nobody knows which is meant. */
function refuseTwice({ location_id, lines }: CountStock): void {
  const keys = lines.map((line) =>
    stockId({ ...line, location_id, bin: line.bin ?? '', lot_id: line.lot_id ?? '', serial: line.serial ?? '' }),
  )
  if (new Set(keys).size < keys.length) throw new Refusal('invalid_input', { field: 'lines', reason: 'repeated' })
}

/** Refuses one place twice, and a place that this count has looked at twice already (`already_exists`). */
export async function countStock(context: Context, wish: CountStock) {
  refuseTwice(wish)
  const count_id = wish.count_id ?? context.ids.code('CT')
  let looked: Looked[] = []
  const posting = {
    type: 'StockCounted',
    product_ids: wish.lines.map((line) => line.product_id),
    location_ids: [wish.location_id],
    occurred_at: wish.counted_at,
  } as const
  await postGoods(context, posting, async (tx) => {
    await ensureLots(
      context,
      tx,
      wish.lines.map(({ product_id, lot_id }) => ({ product_id, lot_id: lot_id ?? undefined })),
    )
    looked = await look(context, tx, { ...wish, count_id })
    await insertLooks(context, tx, { ...wish, count_id }, looked)
    const lost = looked.filter((one) => one.outcome === 'adjusted' && one.state === 'released' && changeOf(one) < 0)
    await freeLostAllocations(
      tx,
      lost.map((one) => ({ ...one, quantity: -changeOf(one) / 1000 })),
    )
    return looked.flatMap((one) => toDraft(one, wish, count_id))
  })
  return {
    count_id,
    lines: looked.map(({ product_id, bin, lot_id, serial, state, look, expected, counted, outcome }) => ({
      product_id,
      bin: bin || null,
      lot_id: lot_id || null,
      serial: serial || null,
      state,
      look,
      counted,
      expected: outcome === 'look_again' ? null : expected,
      outcome,
    })),
  }
}

/** How much more lies there than the records say; never so much less that something would lie below zero. */
const changeOf = (one: Looked): number => Math.max(milli(one.counted) - milli(one.expected), -milli(one.lying))

async function look(context: Context, tx: Tx, count: CountStock & { count_id: string }): Promise<Looked[]> {
  const keys = count.lines.map((line) => ({
    product_id: line.product_id,
    location_id: count.location_id,
    bin: line.bin ?? '',
    lot_id: line.lot_id ?? '',
    serial: line.serial ?? '',
    state: line.state,
  }))
  const lying = await findStock(tx, keys)
  const since = await movedSince(tx, keys, count.counted_at ? new Date(count.counted_at) : context.clock.now())
  const seen = await seenBefore(tx, count.count_id)
  return count.lines.map((line, at) => {
    const key = keys[at]!
    const row = lying.get(stockId(key))
    const expected = (milli(row?.quantity ?? 0) - milli(since.get(stockId(key)) ?? 0)) / 1000
    const turn = seen.has(stockId(key)) ? 2 : 1
    const { tolerance_percent } = count
    const outcome = decideLook({
      look: turn,
      expected,
      counted: line.counted,
      tolerance_percent,
      hasSerial: key.serial !== '',
    })
    const found = { lying: row?.quantity ?? 0, received_on: row?.received_on ?? null }
    return { ...key, look: turn, expected, counted: line.counted, ...found, outcome }
  })
}

/** What came and went after somebody looked: the count is replayed to its own time. */
async function movedSince(tx: Tx, keys: readonly StockKey[], countedAt: Date): Promise<Map<string, number>> {
  const rows = await tx.query<StockKey & { quantity: number }>(sql`SELECT k.product_id, k.location_id, k.bin, k.lot_id,
      k.serial, k.state, sum(CASE WHEN m.to_kind = 'site' AND m.to_at = k.location_id AND m.to_bin = k.bin
          AND m.to_state = k.state THEN m.quantity ELSE 0 END
        - CASE WHEN m.from_kind = 'site' AND m.from_at = k.location_id AND m.from_bin = k.bin
          AND m.from_state = k.state THEN m.quantity ELSE 0 END)::float8 AS quantity
    FROM jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) AS k (product_id platform.code, location_id platform.code,
      bin platform.code, lot_id platform.code, serial platform.code, state text)
    JOIN inventory.movement m ON m.tenant_id = ${tx.tenantId}::uuid AND m.product_id = k.product_id
      AND m.lot_id = k.lot_id AND m.serial = k.serial AND m.occurred_at > ${countedAt}::timestamptz
    GROUP BY 1, 2, 3, 4, 5, 6`)
  return new Map(rows.map((row) => [stockId(row), row.quantity]))
}

async function seenBefore(tx: Tx, countId: string): Promise<Set<string>> {
  const rows = await tx.query<StockKey>(sql`SELECT product_id, location_id, bin, lot_id, serial, state
    FROM inventory.stock_count WHERE tenant_id = ${tx.tenantId}::uuid AND count_id = ${countId}`)
  return new Set(rows.map(stockId))
}

const insertLooks = (context: Context, tx: Tx, count: CountStock & { count_id: string }, looked: readonly Looked[]) =>
  tx.execute(sql`INSERT INTO inventory.stock_count (tenant_id, count_id, product_id, location_id, bin, lot_id, serial, state,
      look, expected, counted, tolerance_percent, outcome, cause, counted_at, actor)
    SELECT ${tx.tenantId}::uuid, ${count.count_id}, c.product_id, c.location_id, c.bin, c.lot_id, c.serial, c.state, c.look,
      c.expected, c.counted, ${count.tolerance_percent}, c.outcome, ${count.cause ?? null},
      ${count.counted_at ? new Date(count.counted_at) : context.clock.now()}::timestamptz, ${context.principal.actor}
    FROM jsonb_to_recordset(${JSON.stringify(looked)}::jsonb) AS c (product_id platform.code, location_id platform.code,
      bin platform.code, lot_id platform.code, serial platform.code, state text, look int, expected numeric, counted numeric,
      outcome text)`)

function toDraft(one: Looked, wish: CountStock, countId: string): Draft[] {
  const change = one.outcome === 'adjusted' ? changeOf(one) : 0
  if (change === 0) return []
  const spot = { kind: 'site', at: one.location_id, bin: one.bin, state: one.state } as const
  const other = { kind: 'count', at: one.location_id } as const
  const { product_id, lot_id, serial, received_on } = one
  const [from, to] = change > 0 ? [other, spot] : [spot, other]
  const goods = { product_id, lot_id, serial, quantity: Math.abs(change) / 1000, received_on }
  return [{ type: 'count', ...goods, from, to, cause: wish.cause ?? null, document: countId }]
}
