/**
 * What a receipt does to the supply it was expected under, and where it differs from it.
 *
 * Everything that came counts as received, the damaged included: whoever wants it replaced raises the supply's quantity.
 * A line is closed when all of it came, or when it was said that nothing more will; what is missing then is short.
 */
import { Refusal } from '../../../contract/refusals.ts'
import type { StockState } from '../../../contract/stock.ts'
import { milli } from './pool.ts'

export interface Expected {
  readonly line_number: number
  readonly product_id: string
  readonly quantity: number
  readonly received: number
  readonly state: string
}

export interface Arrived {
  readonly supply_line?: number | null
  readonly product_id: string
  readonly quantity: number
  readonly damaged_quantity: number
  readonly serials?: readonly string[] | null
  readonly state?: StockState | null
  readonly cause?: string | null
}

export interface Difference {
  readonly kind: 'short' | 'over' | 'damaged' | 'wrong_product'
  readonly product_id: string
  readonly quantity: number
  readonly supply_line: number | null
  readonly cause: string | null
}

/** Goods of one arrived line that go into one state. */
export interface Part {
  readonly line: number
  readonly supply_line: number | null
  readonly state: StockState
  readonly serial: string | null
  readonly quantity: number
}

export interface ReceiptDecision {
  readonly parts: readonly Part[]
  readonly differences: readonly Difference[]
  /** The lines of the supply that changed. */
  readonly supply: readonly { line_number: number; received: number; closed_cause: 'received' | 'short' | null }[]
}

/** `expected` is null for goods that nobody announced. Refuses serial numbers that do not match the quantity. */
export function decideReceipt(
  arrived: readonly Arrived[],
  expected: readonly Expected[] | null,
  isLast: boolean,
): ReceiptDecision {
  const differences: Difference[] = []
  const received = new Map((expected ?? []).map((line) => [line.line_number, milli(line.received)]))
  const parts = arrived.flatMap((line, at) => {
    checkSerials(line)
    const match = expected && findExpected(line, expected, received)
    const about = { product_id: line.product_id, supply_line: match?.line_number ?? line.supply_line ?? null }
    const cause = line.cause ?? null
    if (match) received.set(match.line_number, received.get(match.line_number)! + milli(line.quantity))
    else if (expected) differences.push({ kind: 'wrong_product', ...about, quantity: line.quantity, cause })
    if (line.damaged_quantity > 0)
      differences.push({ kind: 'damaged', ...about, quantity: line.damaged_quantity, cause })
    const usual = line.state ?? (expected && !match ? 'quarantine' : 'released')
    return partsOf(line, usual).map((part) => ({ ...part, line: at, supply_line: match?.line_number ?? null }))
  })
  const supply = (expected ?? []).flatMap((line) => {
    const after = received.get(line.line_number)!
    const change = closeLine(line, after, isLast)
    if (change.difference) differences.push(change.difference)
    return change.isTouched
      ? [{ line_number: line.line_number, received: after / 1000, closed_cause: change.cause }]
      : []
  })
  return { parts, differences, supply }
}

function checkSerials({ serials, quantity, damaged_quantity, product_id }: Arrived): void {
  if (damaged_quantity > quantity) throw new Refusal('quantity_exceeded', { product_id, damaged_quantity })
  if (!serials?.length) return
  if (serials.length !== quantity || damaged_quantity > 0 || new Set(serials).size < serials.length) {
    throw new Refusal('invalid_input', { product_id, reason: 'serials_do_not_match_quantity' })
  }
}

/** The line named, if it is of this product; else the first of this product that still waits for goods, else the last. */
function findExpected(
  line: Arrived,
  expected: readonly Expected[],
  received: ReadonlyMap<number, number>,
): Expected | undefined {
  if (line.supply_line) {
    const named = expected.find((one) => one.line_number === line.supply_line)
    if (!named) throw new Refusal('not_found', { supply_line: line.supply_line })
    return named.product_id === line.product_id ? named : undefined
  }
  const same = expected.filter((one) => one.product_id === line.product_id)
  return same.find((one) => received.get(one.line_number)! < milli(one.quantity)) ?? same.at(-1)
}

function partsOf(line: Arrived, state: StockState) {
  if (line.serials?.length) return line.serials.map((serial) => ({ state, serial, quantity: 1 }))
  const good = (milli(line.quantity) - milli(line.damaged_quantity)) / 1000
  return [
    { state, serial: null, quantity: good },
    { state: 'damaged' as const, serial: null, quantity: line.damaged_quantity },
  ].filter((part) => part.quantity > 0)
}

function closeLine(line: Expected, after: number, isLast: boolean) {
  const [before, wanted] = [milli(line.received), milli(line.quantity)]
  const about = { product_id: line.product_id, supply_line: line.line_number, cause: null }
  const isOpen = line.state !== 'closed'
  const over = after - Math.max(before, wanted)
  if (after > before && over > 0) {
    const difference: Difference = { kind: 'over', ...about, quantity: over / 1000 }
    return { isTouched: true, cause: 'received' as const, difference }
  }
  if (isOpen && after >= wanted) return { isTouched: true, cause: 'received' as const, difference: null }
  if (isOpen && isLast) {
    const difference: Difference = { kind: 'short', ...about, quantity: (wanted - after) / 1000 }
    return { isTouched: true, cause: 'short' as const, difference }
  }
  return { isTouched: after > before, cause: null, difference: null }
}
