/** How a cell would be read under one answer, so that the reader chooses between meanings, not between formats. */
const NUMBERED = { d: 'day', M: 'month', y: 'year' } as const

/** The day that a numeric date means under a format, as `YYYY-MM-DD`; nothing when the format names months by words. */
export function dayReadAs(cell: string, format: string, yearsFrom = 1970): string | undefined {
  if (format === 'iso') return /^\d{4}-\d\d-\d\d/.exec(cell)?.[0]
  if (format.includes('MMM')) return undefined
  const tokens = format.match(/d+|M+|y+/g) ?? []
  const numbers = tokens.length === 3 && !/\W/.test(format.split(' ')[0] ?? '') ? compact(cell) : cell.match(/\d+/g)
  if (!numbers || numbers.length < 3) return undefined
  const part = { day: 0, month: 0, year: 0 }
  tokens.slice(0, 3).forEach((token, at) => {
    part[NUMBERED[token[0] as 'd']] = Number(numbers[at])
  })
  const year = part.year < 100 ? fullYear(part.year, yearsFrom) : part.year
  return `${year}-${String(part.month).padStart(2, '0')}-${String(part.day).padStart(2, '0')}`
}

/** `20260131` has no signs between its parts. */
const compact = (cell: string): string[] | null => /^(\d{4})(\d\d)(\d\d)/.exec(cell)?.slice(1) ?? null

const fullYear = (short: number, from: number): number => {
  const century = Math.floor(from / 100) * 100
  const year = century + short
  return year < from ? year + 100 : year
}

/** The number that digits with one sign mean when that sign parts the decimals, or when it parts the thousands. */
export function numberReadAs(cell: string, decimal: string): number {
  const other = decimal === ',' ? '.' : ','
  return Number(cell.replaceAll(other, '').replace(decimal, '.'))
}
