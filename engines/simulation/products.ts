/** The range: 400 products in ten groups, demanded by a Zipf-like law so that a fifth of them make most of the lines. */

import { gs1CheckDigit } from '../shared/index.ts'
import { SEGMENTS } from './company.ts'
import { cumulate, type Draws, seededDraws } from './draws.ts'
import type { ProductRecord } from './records.ts'

export interface Product {
  readonly id: string
  readonly record: ProductRecord
  readonly group: number
  readonly packMilli: number
  /** List price in ten-thousandths of the list currency. */
  readonly listPrice: number
  readonly weight: number
}

export interface Range {
  readonly products: readonly Product[]
  /** For each segment the running totals of what it buys. */
  readonly demand: readonly Float64Array[]
}

interface Group {
  readonly name: string
  readonly unit: string
  readonly pack: readonly number[]
  readonly price: readonly [number, number]
  readonly grams: readonly [number, number]
  readonly nouns: readonly string[]
}

/** Units are UN/ECE Recommendation 20 codes: C62 piece, KGM kilogram, LTR liter, MTR meter; packs CT carton, BG bag, RO roll. */
const GROUPS: readonly Group[] = [
  {
    name: 'Packaging',
    unit: 'C62',
    pack: [50, 100, 250],
    price: [0.1, 1.2],
    grams: [20, 300],
    nouns: ['Folding box', 'Mailer', 'Divider', 'Corner guard'],
  },
  {
    name: 'Cleaning',
    unit: 'LTR',
    pack: [5, 10, 20],
    price: [1.5, 6],
    grams: [1000, 1100],
    nouns: ['Floor cleaner', 'Degreaser', 'Rinse aid', 'Hand soap'],
  },
  {
    name: 'Fasteners',
    unit: 'C62',
    pack: [100, 200, 500],
    price: [0.02, 0.4],
    grams: [2, 40],
    nouns: ['Hex bolt', 'Wood screw', 'Washer', 'Anchor'],
  },
  {
    name: 'Dry goods',
    unit: 'KGM',
    pack: [5, 10, 25],
    price: [0.8, 4],
    grams: [1000, 1000],
    nouns: ['Rice', 'Buckwheat', 'Lentils', 'Flour'],
  },
  {
    name: 'Tableware',
    unit: 'C62',
    pack: [6, 12, 24],
    price: [1.2, 9],
    grams: [120, 800],
    nouns: ['Plate', 'Bowl', 'Tumbler', 'Tray'],
  },
  {
    name: 'Office',
    unit: 'C62',
    pack: [5, 10, 20],
    price: [0.5, 8],
    grams: [50, 2500],
    nouns: ['Copy paper', 'Binder', 'Label roll', 'Marker'],
  },
  {
    name: 'Workwear',
    unit: 'C62',
    pack: [1, 5, 10],
    price: [4, 60],
    grams: [100, 1800],
    nouns: ['Glove', 'Jacket', 'Helmet', 'Boot'],
  },
  {
    name: 'Electrical',
    unit: 'MTR',
    pack: [25, 50, 100],
    price: [0.4, 3.5],
    grams: [60, 400],
    nouns: ['Cable', 'Conduit', 'Cable duct', 'Earth strap'],
  },
  {
    name: 'Building',
    unit: 'KGM',
    pack: [20, 25, 40],
    price: [0.15, 1.4],
    grams: [1000, 1000],
    nouns: ['Mortar', 'Plaster', 'Tile adhesive', 'Filler'],
  },
  {
    name: 'Hygiene',
    unit: 'C62',
    pack: [12, 24, 48],
    price: [0.4, 5],
    grams: [80, 900],
    nouns: ['Paper towel', 'Wipe', 'Disposable glove', 'Liner'],
  },
]

const PACK_UNIT: Readonly<Record<string, string>> = { C62: 'CT', LTR: 'CT', KGM: 'BG', MTR: 'RO' }

export function buildRange(seed: number, productCount: number): Range {
  const draws = seededDraws(seed, -2)
  const products = Array.from({ length: productCount }, (_, index) => buildProduct(draws, index, productCount))
  const demand = SEGMENTS.map((segment) =>
    cumulate(products.map((product) => product.weight * (segment.favors.includes(product.group) ? 3 : 1))),
  )
  return { products, demand }
}

function buildProduct(draws: Draws, index: number, productCount: number): Product {
  const group = index % GROUPS.length
  const kind = GROUPS[group]!
  const id = `P-${String(index + 1).padStart(4, '0')}`
  const pack = draws.pick(kind.pack)
  const spread = draws.next()
  const rank = (index * 7919) % productCount
  const record: ProductRecord = {
    product_id: id,
    name: `${draws.pick(kind.nouns)} ${String.fromCharCode(65 + draws.between(0, 25))}${draws.between(10, 99)}`,
    product_group: kind.name,
    unit: kind.unit,
    gtin: inStoreGtin(index + 1),
    weight_grams: Math.round(kind.grams[0] + (kind.grams[1] - kind.grams[0]) * spread),
    pack_unit: PACK_UNIT[kind.unit]!,
    pack_quantity: pack,
  }
  const listPrice = Math.round((kind.price[0] + (kind.price[1] - kind.price[0]) * spread * draws.next()) * 1e4)
  return { id, record, group, packMilli: pack * 1000, listPrice, weight: 1 / (rank + 8) ** 0.9 }
}

/** GTIN-13 with prefix 20, which GS1 leaves for numbers used inside one company. */
function inStoreGtin(number: number): string {
  const body = `20${String(number).padStart(10, '0')}`
  return body + gs1CheckDigit(body)
}
