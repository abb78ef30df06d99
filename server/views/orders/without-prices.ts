/** What prices tell is taken out for readers who are not to see them: a receiver takes goods in, and buys nothing. */
import type { OrderVerdicts } from '../../../contract/verdicts.ts'

/** A part of a name, in the spelling of columns or of events. */
const MONEY =
  /(?:^|_)(?:price|prices|amount|amounts|minor|micro|discount|tax|charge|charges|cost|costs|worth|credit|rebate)(?:_|$)/
const inSnakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** A copy in which whatever is named after money is null, however deep it stands. */
export function withoutPrices<T>(value: T): T {
  if (Array.isArray(value)) return value.map(withoutPrices) as T
  if (value === null || typeof value !== 'object' || value instanceof Date) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, MONEY.test(inSnakeCase(name)) ? null : withoutPrices(inner)]),
  ) as T
}

const MONEY_KINDS: readonly string[] = ['unit_price_micro', 'amount_minor', 'rate_ppm']

/** Whether the price was right is told; which it was, and by which bill, is not. */
export function verdictsWithoutPrices({ lines }: OrderVerdicts): OrderVerdicts {
  return {
    lines: lines.map((line) => ({
      ...line,
      rights: Object.fromEntries(
        Object.entries(line.rights).map(([right, evidence]) => [
          right,
          right === 'price'
            ? { ...evidence, factIds: [], promised: [], observed: [] }
            : {
                ...evidence,
                promised: evidence.promised.filter(({ kind }) => !MONEY_KINDS.includes(kind)),
                observed: evidence.observed.filter(({ kind }) => !MONEY_KINDS.includes(kind)),
              },
        ]),
      ) as typeof line.rights,
    })),
  }
}
