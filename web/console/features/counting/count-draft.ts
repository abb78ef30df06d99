/** A count as it is typed: blind, place by place; what is off by more than its class allows is looked at again. */
import type { z } from 'zod'
import type { CountLine, CountSheet } from '../../../../contract/stock.ts'

export type SheetRow = z.infer<typeof CountSheet>['rows'][number]
export type Looked = z.infer<typeof CountLine>

/** How far a first look may be off, in percent: goods that matter most are counted most exactly. */
export const TOLERANCES = { A: 0.2, B: 1, C: 5 } as const
export type CountClass = keyof typeof TOLERANCES

export const placeId = (row: Pick<SheetRow, 'product_id' | 'bin' | 'lot_id' | 'serial' | 'state'>): string =>
  JSON.stringify([row.product_id, row.bin ?? null, row.lot_id ?? null, row.serial ?? null, row.state])

/** Places without a figure are left for later. Null while there is none. */
export function countOf(
  rows: readonly SheetRow[],
  counted: Readonly<Record<string, number>>,
  about: { site: string; countClass: CountClass; countId: string | null; cause: string },
) {
  const lines = rows.flatMap((row) => {
    const found = counted[placeId(row)]
    return found === undefined ? [] : [{ ...row, counted: found }]
  })
  if (lines.length === 0) return null
  return {
    ...(about.countId && { count_id: about.countId }),
    location_id: about.site,
    tolerance_percent: TOLERANCES[about.countClass],
    cause: about.cause.trim() || null,
    lines,
  }
}

/** The places that have to be looked at again, in the order of the sheet. */
export function againOf(rows: readonly SheetRow[], looked: readonly Looked[]): SheetRow[] {
  const again = new Set(looked.filter((line) => line.outcome === 'look_again').map(placeId))
  return rows.filter((row) => again.has(placeId(row)))
}
