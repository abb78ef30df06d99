/** Where goods lie: their bin, for what expires their lots, and the little that may not be sold. */
import { SITES } from './company.ts'
import { formatDay } from './local-time.ts'
import type { StockRecord } from './stock-records.ts'
import type { Scene } from './stock-scene.ts'

/** Days from production to expiry, by group: what is cleaned with, eaten, built with. Other goods do not expire. */
const LIFE: Readonly<Record<number, number>> = { 1: 720, 3: 300, 8: 365 }
const ORIGINS = ['RO', 'MD', 'UA', 'PL', 'TR'] as const

export function lyingGoods(scene: Scene, onHandMilli: number): StockRecord[] {
  const { product, draws } = scene
  const records: StockRecord[] = []
  const life = LIFE[product.group]
  const older = life !== undefined && draws.chance(0.5) ? wholePacks(scene, onHandMilli * 0.4) : 0
  const put = (milli: number, lot: number, state: StockRecord['state']): void => {
    if (milli > 0) records.push(toRecord(scene, { milli, lot, state, life: life ?? null }))
  }
  put(older, 2, 'released')
  put(onHandMilli - older, 1, 'released')
  if (draws.chance(0.02)) put(product.packMilli * draws.between(1, 3), 3, 'quarantine')
  if (draws.chance(0.02)) put(product.packMilli, 1, 'damaged')
  if (draws.chance(0.01)) put(product.packMilli, 1, 'returned_uninspected')
  return records
}

const wholePacks = ({ product }: Scene, milli: number): number =>
  Math.floor(milli / product.packMilli) * product.packMilli

interface Lying {
  readonly milli: number
  readonly lot: number
  readonly state: StockRecord['state']
  readonly life: number | null
}

/** Lot 2 is older than lot 1; both were made some weeks before they came. */
function toRecord({ site, product, index, today }: Scene, { milli, lot, state, life }: Lying): StockRecord {
  const age = (lot === 2 ? 40 : 8) + (index % 23)
  const made = today - age - 20 - (index % 31)
  const aisle = String.fromCharCode(65 + product.group)
  const shelf = Math.floor(index / 10) + 1
  return {
    product_id: product.id,
    location_id: SITES[site]!.id,
    bin: state === 'released' ? `${aisle}-${String(shelf).padStart(2, '0')}` : 'HOLD-01',
    lot_id: life === null ? null : `L${made}-${product.id.slice(2)}`,
    serial: null,
    state,
    quantity: milli / 1000,
    produced_on: life === null ? null : formatDay(made),
    expires_on: life === null ? null : formatDay(made + life),
    origin: life === null ? null : ORIGINS[index % ORIGINS.length]!,
    received_on: formatDay(today - age),
  }
}
