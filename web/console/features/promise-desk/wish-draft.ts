/** The wish as it is being typed: lines may be unfinished, and an empty last line is not meant. */
import type { z } from 'zod'
import type { NewQuote } from '../../../../contract/quotes.ts'

export type DraftLine = {
  key: number
  kind: 'goods' | 'service'
  productId: string | null
  quantity: number | ''
  unit: string
  from: string | null
  to: string | null
  /** Of the order that is promised anew: its number there, and what it still comes to now. Absent: a further line. */
  inOrder?: { lineNumber: number; quantity: number; from: string | null; to: string | null }
}
export type Draft = {
  customerId: string | null
  locationId: string | null
  lines: readonly DraftLine[]
  /** Absent: a new wish. */
  order?: { orderId: string; locationId: string | null; lastLine: number }
}

export const emptyLine = (key: number, like?: DraftLine): DraftLine => ({
  key,
  kind: 'goods',
  productId: null,
  quantity: '',
  unit: '',
  // The next line is mostly wished for the same day.
  from: like?.from ?? null,
  to: like?.to ?? null,
})

export const emptyDraft = (): Draft => ({ customerId: null, locationId: null, lines: [emptyLine(1)] })

const isBlank = (line: DraftLine): boolean => line.productId === null && line.quantity === ''
const isDifferent = ({ inOrder, quantity, from, to }: DraftLine): boolean =>
  !inOrder || quantity !== inOrder.quantity || from !== inOrder.from || to !== inOrder.to
export const isWhole = (line: DraftLine): boolean =>
  line.productId !== null && typeof line.quantity === 'number' && line.quantity > 0

/** The wish as the server takes it; null while something is missing. Of an order's lines only those that shall be different. */
export function wishOf({ customerId, locationId, lines, order }: Draft): z.input<typeof NewQuote> | null {
  const isMoved = order !== undefined && locationId !== order.locationId
  const meant = lines.filter((line) => !isBlank(line) && (isMoved || isDifferent(line)))
  if (customerId === null || meant.length === 0 || !meant.every(isWhole)) return null
  let next = order?.lastLine ?? 0
  return {
    customer_id: customerId,
    location_id: locationId,
    order_id: order?.orderId ?? null,
    lines: meant.map((line) => ({
      line_number: line.inOrder?.lineNumber ?? ++next,
      kind: line.kind,
      product_id: line.productId!,
      quantity: Number(line.quantity),
      unit: line.unit.trim() || null,
      requested_from_date: line.from,
      requested_to_date: line.to,
    })),
  }
}
