/** Supply as it is being announced, until it is whole enough to be sent. */

export interface AnnouncedLine {
  readonly key: number
  readonly productId: string | null
  readonly quantity: number | null
  readonly dueOn: string | null
}

export interface Announcement {
  readonly supplyId: string
  readonly supplierId: string
  readonly locationId: string | null
  readonly lines: readonly AnnouncedLine[]
}

export const emptyAnnouncement = (): Announcement => ({
  supplyId: '',
  supplierId: '',
  locationId: null,
  lines: [newLine([])],
})

/** Most orders come on one day: a further line starts with that of the one before. */
export function newLine(lines: readonly AnnouncedLine[]): AnnouncedLine {
  const last = lines.at(-1)
  return { key: (last?.key ?? 0) + 1, productId: null, quantity: null, dueOn: last?.dueOn ?? null }
}

/** Null while something is missing. */
export function announcementOf({ supplyId, supplierId, locationId, lines }: Announcement) {
  const isWhole = lines.every((line) => line.productId && line.dueOn && line.quantity !== null && line.quantity > 0)
  if (!locationId || !isWhole) return null
  return {
    ...(supplyId.trim() && { supply_id: supplyId.trim() }),
    supplier_id: supplierId.trim() || null,
    location_id: locationId,
    lines: lines.map((line, at) => ({
      line_number: at + 1,
      product_id: line.productId,
      quantity: line.quantity,
      due_on: line.dueOn,
    })),
  }
}
