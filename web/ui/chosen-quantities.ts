/** What was typed into rows of quantities, and what of it counts. */
export type Quantities = ReadonlyMap<number, number | ''>
type Row = { key: number; max: number; isDisabled?: boolean }

/** Rows of which something was chosen; nothing typed, zero and a row that may not be touched are none. */
export const chosenOf = <R extends Row>(rows: readonly R[], values: Quantities): { row: R; quantity: number }[] =>
  rows.flatMap((row) => {
    const quantity = values.get(row.key)
    return !row.isDisabled && typeof quantity === 'number' && quantity > 0 ? [{ row, quantity }] : []
  })

/** All of every row that may be touched. */
export const allOf = (rows: readonly Row[]): Quantities =>
  new Map(rows.filter((row) => !row.isDisabled).map((row) => [row.key, row.max]))
