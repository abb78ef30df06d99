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
}
export type Draft = { customerId: string | null; locationId: string | null; lines: readonly DraftLine[] }

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
const isWhole = (line: DraftLine): boolean =>
  line.productId !== null && typeof line.quantity === 'number' && line.quantity > 0

/** The wish as the server takes it; null while something is missing. */
export function wishOf({ customerId, locationId, lines }: Draft): z.input<typeof NewQuote> | null {
  const meant = lines.filter((line) => !isBlank(line))
  if (customerId === null || meant.length === 0 || !meant.every(isWhole)) return null
  return {
    customer_id: customerId,
    location_id: locationId,
    lines: meant.map((line, at) => ({
      line_number: at + 1,
      kind: line.kind,
      product_id: line.productId!,
      quantity: Number(line.quantity),
      unit: line.unit.trim() || null,
      requested_from_date: line.from,
      requested_to_date: line.to,
    })),
  }
}
