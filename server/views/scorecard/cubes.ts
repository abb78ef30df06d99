/** The cubes: by which dimension a rollup row is split besides segment and site. The order is stored. */
import type { LineRecord } from '../verdicts/record.ts'

export const CUBES = ['all', 'customer', 'product_group', 'lane', 'carrier'] as const
export type Cube = (typeof CUBES)[number]

/** Cubes whose member is the same for all lines of an order. */
export const ORDER_CUBES = [0, 1, 3] as const
/** Cubes in which the lines of one order may stand under different members. */
export const LINE_CUBES = [2, 4] as const

export function memberOf(line: LineRecord, cube: number): string {
  if (cube === 0) return ''
  if (cube === 1) return line.customerId
  if (cube === 2) return line.productGroup
  return cube === 3 ? line.lane : line.carrierId
}

/** Due days of lines without a window: 0001-01-01. */
export const NO_WINDOW_DAY = -719_162
