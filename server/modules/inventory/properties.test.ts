/**
 * Whatever eight writers try at once, the goods stay right: what is reserved fits goods and supply on every day, pools are
 * the fold of their movements, and a piece lies in one place.
 */
import fc from 'fast-check'
import sql from 'sql-template-tag'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { formatLocalDay, parseLocalDay } from '../../../engines/calendars/index.ts'
import { availableOrShort } from '../../../engines/promising/index.ts'
import { foundCompany } from '../../../tests/fixtures/company.ts'
import { openTestDatabase, type TestDatabase } from '../../../tests/fixtures/database.ts'
import { type Mismatch, verifyLedger } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { randomIds } from '../../platform/ids.ts'
import { verifiables } from '../../verifiables.ts'
import { placeOrder } from '../orders/index.ts'
import {
  adjustStock,
  allocateStock,
  type Claim,
  findReservations,
  loadPools,
  lockPools,
  moveReservations,
  moveStock,
  poolId,
  receiveGoods,
  registerSupply,
  releaseReservations,
  shipStock,
  transferStock,
  writeReservations,
} from './index.ts'

const WRITERS = 8
const TODAY = parseLocalDay('2026-03-16')
const PRODUCTS = ['PIPE-20', 'PIPE-32'] as const
const SITES = ['CHI', 'IAS'] as const

let db: TestDatabase
let context: Context

beforeAll(async () => {
  db = await openTestDatabase()
  context = { ...db.context(), ids: randomIds }
  await foundCompany(context)
  for (const product_id of PRODUCTS) {
    const lines = Array.from({ length: 12 }, (_, at) => ({ line_number: at + 1, product_id, quantity: 1_000 }))
    await placeOrder(context, { order_id: `SO-${product_id}`, customer_id: 'NORD', lines })
  }
})
afterAll(() => db?.close())

const step = fc.record({
  kind: fc.constantFrom(
    ...([
      'receive',
      'reserve',
      'reserve',
      'release',
      'move',
      'allocate',
      'ship',
      'block',
      'transfer',
      'supply',
      'serial',
    ] as const),
  ),
  product: fc.constantFrom(...PRODUCTS),
  site: fc.constantFrom(...SITES),
  line: fc.integer({ min: 1, max: 12 }),
  day: fc.integer({ min: 0, max: 6 }),
  quantity: fc.integer({ min: 1, max: 12 }),
})
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

/** Refusals are answers; anything else is a fault and fails the test. */
async function attempt(one: Step): Promise<void> {
  try {
    await ACTS[one.kind](one)
  } catch (error) {
    if ((error as Error).name !== 'Refusal') throw error
  }
}

const keyOf = ({ product, site }: Step) => ({ product_id: product, location_id: site })
const lineOf = ({ product, line }: Step) => ({ order_id: `SO-${product}`, line_number: line })
const dayOf = ({ day }: Step) => formatLocalDay(TODAY + day)
const claimOf = (one: Step): Claim => ({ ...lineOf(one), ...keyOf(one), need_on: dayOf(one), quantity: one.quantity })

const ACTS: Readonly<Record<Step['kind'], (one: Step) => Promise<unknown>>> = {
  receive: (one) =>
    receive(one, { product_id: one.product, quantity: one.quantity, damaged_quantity: 0, lot_id: `L${one.day}` }),
  serial: (one) =>
    receive(one, { product_id: one.product, quantity: 1, damaged_quantity: 0, serials: [`S-${one.quantity}`] }),
  supply: (one) =>
    registerSupply(context, {
      kind: 'purchase',
      location_id: one.site,
      lines: [
        { line_number: 1, product_id: one.product, quantity: one.quantity, due_on: dayOf(one), state: 'confirmed' },
      ],
    }),
  reserve: (one) =>
    inTransaction(context, async (tx) => {
      const pool = (await lockPools(tx, [keyOf(one)])).get(poolId(keyOf(one)))!
      // To the brim: whatever more is taken then would break a reservation.
      const quantity = Math.min(one.quantity * 10, availableOrShort(pool, TODAY + one.day) / 1000)
      if (quantity > 0) await writeReservations(context, tx, [{ ...claimOf(one), quantity }])
    }),
  release: (one) =>
    inTransaction(context, async (tx) => {
      const [claim] = await findReservations(tx, [lineOf(one)])
      if (!claim) return
      await releaseReservations(context, tx, [claim], 'cancelled')
      expect(await releaseReservations(context, tx, [claim], 'cancelled')).toEqual([])
    }),
  // Later never needs goods earlier than before, so it always fits.
  move: (one) =>
    inTransaction(context, async (tx) => {
      const [claim] = await findReservations(tx, [lineOf(one)])
      if (!claim) return
      const to = { ...claim, need_on: formatLocalDay(parseLocalDay(claim.need_on) + one.day + 1) }
      await moveReservations(context, tx, [{ from: claim, to }], 'supplier_late')
    }),
  allocate: (one) => allocateStock(context, { lines: [lineOf(one)] }),
  ship: (one) =>
    shipStock(context, { ...lineOf(one), ...keyOf(one), quantity: one.quantity, document: `SH-${one.line}` }),
  block: (one) =>
    moveStock(context, {
      location_id: one.site,
      lines: [
        {
          product_id: one.product,
          lot_id: `L${one.day}`,
          quantity: one.quantity,
          from_state: 'quarantine',
          to_state: 'released',
        },
      ],
    }),
  transfer: (one) =>
    transferStock(context, {
      from_location_id: one.site,
      to_location_id: one.site === 'CHI' ? 'IAS' : 'CHI',
      due_on: dayOf(one),
      lines: [{ product_id: one.product, quantity: one.quantity }],
    }),
}

const receive = (one: Step, line: Parameters<typeof receiveGoods>[1]['lines'][number]) =>
  receiveGoods(context, { location_id: one.site, is_last: false, lines: [line] })

test('whatever eight writers try at once, every reservation fits, and every sum adds up', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 40, maxLength: 80 }), async (steps) => {
      const queue = [...steps]
      const work = async () => {
        for (let one = queue.shift(); one; one = queue.shift()) await attempt(one)
      }
      await Promise.all(Array.from({ length: WRITERS }, work))
      expect(await shortPools()).toEqual([])
      expect(await wrongSums()).toEqual([])
      expect(await ledgerMismatches()).toEqual([])
    }),
    { numRuns: 8 },
  )
}, 180_000)

test('what is gone leaves reservations short, and nothing else wrong', async () => {
  const spot = { product_id: 'PIPE-20', location_id: 'CHI' }
  await receiveGoods(context, {
    location_id: 'CHI',
    is_last: false,
    lines: [{ product_id: 'PIPE-20', quantity: 500, damaged_quantity: 0 }],
  })
  await inTransaction(context, async (tx) => {
    await lockPools(tx, [spot])
    const claim = { order_id: 'SO-PIPE-20', line_number: 1, ...spot, need_on: '2026-03-16', quantity: 500 }
    await writeReservations(context, tx, [claim])
  })
  await adjustStock(context, {
    location_id: 'CHI',
    lines: [{ product_id: 'PIPE-20', state: 'released', change: -500, cause: 'stolen' }],
  })
  expect(await shortPools()).toEqual([poolId(spot)])
  expect(await wrongSums()).toEqual([])
  expect(await ledgerMismatches()).toEqual([])
})

async function shortPools(): Promise<string[]> {
  const pools = await inTransaction(context, (tx) => loadPools(tx, PRODUCTS, SITES))
  return [...pools].filter(([, pool]) => availableOrShort(pool, TODAY) < 0).map(([id]) => id)
}

/** Places where goods are not the fold of their movements, or allocations not the sum on the stock they stand on. */
const wrongSums = () =>
  inTransaction(context, (tx) =>
    tx.query(sql`WITH own AS (SELECT * FROM inventory.movement WHERE tenant_id = ${tx.tenantId}::uuid),
      sides AS (SELECT product_id, lot_id, serial, to_kind AS kind, to_at AS at, to_bin AS bin, to_state AS state, quantity FROM own
        UNION ALL SELECT product_id, lot_id, serial, from_kind, from_at, from_bin, from_state, -quantity FROM own),
      folded AS (SELECT product_id, lot_id, serial, at, bin, state, sum(quantity) AS quantity FROM sides WHERE kind = 'site'
        GROUP BY 1, 2, 3, 4, 5, 6 HAVING sum(quantity) <> 0),
      stock AS (SELECT * FROM inventory.stock WHERE tenant_id = ${tx.tenantId}::uuid),
      allocated AS (SELECT product_id, location_id, bin, lot_id, serial, sum(quantity) AS quantity FROM inventory.allocation
        WHERE tenant_id = ${tx.tenantId}::uuid GROUP BY 1, 2, 3, 4, 5)
    SELECT 'stock is not the fold of its movements' AS problem, coalesce(s.product_id, f.product_id) AS product_id
      FROM folded f FULL JOIN stock s ON s.product_id = f.product_id AND s.lot_id = f.lot_id AND s.serial = f.serial
        AND s.location_id = f.at AND s.bin = f.bin AND s.state = f.state WHERE s.quantity IS DISTINCT FROM f.quantity
    UNION ALL SELECT 'the sides do not add up to zero', product_id FROM sides GROUP BY product_id, lot_id HAVING sum(quantity) <> 0
    UNION ALL SELECT 'more left a transfer than went in', product_id FROM sides WHERE kind = 'transfer'
      GROUP BY product_id, lot_id, serial, at HAVING sum(quantity) < 0
    UNION ALL SELECT 'a piece lies in two places', product_id FROM stock WHERE serial <> '' GROUP BY product_id, serial HAVING count(*) > 1
    UNION ALL SELECT 'allocated is not the sum of the allocations', s.product_id FROM stock s
      FULL JOIN allocated a ON a.product_id = s.product_id AND a.location_id = s.location_id AND a.bin = s.bin
        AND a.lot_id = s.lot_id AND a.serial = s.serial AND s.state = 'released'
      WHERE coalesce(a.quantity, 0) <> coalesce(s.allocated, 0)
    UNION ALL SELECT 'more is allocated than reserved', a.product_id FROM inventory.allocation a
      WHERE a.tenant_id = ${tx.tenantId}::uuid GROUP BY a.order_id, a.line_number, a.product_id, a.location_id
      HAVING sum(a.quantity) > (SELECT coalesce(sum(r.quantity), 0) FROM inventory.reservation r
        WHERE r.tenant_id = ${tx.tenantId}::uuid AND r.order_id = a.order_id AND r.line_number = a.line_number
          AND r.product_id = a.product_id AND r.location_id = a.location_id)`),
  )

const ledgerMismatches = async (): Promise<Mismatch[]> => [...(await verifyLedger(context, verifiables)).mismatches]
