/** Days as they are counted, and quantities as they were made different. */
const DAY_MS = 86_400_000

export const daysAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10)

/** So many days from today. */
export const shiftedDay = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10)

/** The Monday of the week that a day falls into. */
export const mondayOf = (day: string): string => {
  const at = Math.floor(Date.parse(day) / DAY_MS)
  return new Date((at - ((at + 3) % 7)) * DAY_MS).toISOString().slice(0, 10)
}

/** A line at zero does not come that day. */
export const withQuantities = <Line extends { line_number: number; quantity: number }>(
  lines: readonly Line[],
  quantities: ReadonlyMap<number, number>,
): Line[] =>
  lines.flatMap((line) => {
    const quantity = quantities.get(line.line_number) ?? line.quantity
    return quantity > 0 ? [{ ...line, quantity }] : []
  })
