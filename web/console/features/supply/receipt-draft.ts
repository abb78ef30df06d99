/** A receipt while the goods are being looked at: what was announced stands there already, only what differs is typed. */
import type { ExpectedLine } from '../../../../contract/expected.ts'

export interface ArrivedLine {
  readonly key: number
  /** Null: a product that nobody announced. */
  readonly supplyLine: number | null
  readonly productId: string | null
  readonly productName: string
  readonly unit: string
  /** What is still to come of the announced line; a second lot of it starts with none. */
  readonly expected: number
  readonly quantity: number | null
  readonly damaged: number | null
  readonly lot: string
  readonly expiresOn: string | null
  readonly bin: string
  readonly note: string
}

const plain = { damaged: null, lot: '', expiresOn: null, bin: '', note: '' }

export const arrivedLines = (lines: readonly ExpectedLine[]): ArrivedLine[] =>
  lines
    .filter((line) => line.state !== 'closed')
    .map((line, at) => {
      const expected = Math.max(0, Math.round((line.quantity - line.received) * 1000) / 1000)
      return {
        ...plain,
        key: at + 1,
        supplyLine: line.line_number,
        productId: line.product_id,
        productName: line.product_name,
        unit: line.unit,
        expected,
        quantity: expected,
      }
    })

const nextKey = (lines: readonly ArrivedLine[]) => Math.max(0, ...lines.map((line) => line.key)) + 1

export function withLot(lines: readonly ArrivedLine[], of: ArrivedLine): ArrivedLine[] {
  const more = { ...of, ...plain, bin: of.bin, key: nextKey(lines), expected: 0, quantity: null }
  return lines.flatMap((line) => (line.key === of.key ? [line, more] : [line]))
}

export const withOther = (lines: readonly ArrivedLine[]): ArrivedLine[] => [
  ...lines,
  {
    ...plain,
    key: nextKey(lines),
    supplyLine: null,
    productId: null,
    productName: '',
    unit: '',
    expected: 0,
    quantity: null,
  },
]

export interface Receiving {
  readonly supplyId: string
  readonly locationId: string
  readonly isLast: boolean
  readonly document: string
  /** The same receipt sent again, after a lost answer, counts once. */
  readonly key: string
}

/** Lines of which nothing came are left out. Null while there is none, or one that cannot be. */
export function receiptOf(lines: readonly ArrivedLine[], about: Receiving) {
  const came = lines.filter((line) => line.quantity !== null && line.quantity > 0)
  const isWhole = came.every((line) => line.productId && (line.damaged ?? 0) <= line.quantity!)
  if (came.length === 0 || !isWhole) return null
  return {
    location_id: about.locationId,
    supply_id: about.supplyId,
    document: about.document.trim() || null,
    is_last: about.isLast,
    idempotency_key: about.key,
    lines: came.map((line) => ({
      ...(line.supplyLine !== null && { supply_line: line.supplyLine }),
      product_id: line.productId,
      quantity: line.quantity,
      damaged_quantity: line.damaged ?? 0,
      lot_id: line.lot.trim() || null,
      ...(line.lot.trim() && line.expiresOn && { expires_on: line.expiresOn }),
      bin: line.bin.trim() || null,
      cause: line.note.trim() || null,
    })),
  }
}

/** What differs from what was announced, as it is typed: told before it is booked. */
export function differenceOf(line: ArrivedLine, all: readonly ArrivedLine[]): 'short' | 'over' | 'other' | null {
  if (line.supplyLine === null) return line.productId ? 'other' : null
  if (line.expected === 0) return null
  const came = all
    .filter((one) => one.supplyLine === line.supplyLine)
    .reduce((sum, one) => sum + Math.round((one.quantity ?? 0) * 1000), 0)
  const expected = Math.round(line.expected * 1000)
  return came < expected ? 'short' : came > expected ? 'over' : null
}
