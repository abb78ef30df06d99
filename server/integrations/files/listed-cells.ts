/** Reads cells whose values come from a closed list: our own words, units, currencies, countries, languages, zones. */
import { countryCode } from './countries.ts'
import { currencyExponent } from './currencies.ts'
import { type CellReader, type Problem, problem } from './problem.ts'
import { unitCode } from './units.ts'
import { isZone } from './zones.ts'

const REMEMBERED_MAX = 10_000

/** Few different values meet many rows: each raw value is looked up once. */
export function remembering(read: CellReader): CellReader {
  const known = new Map<string, string | Problem>()
  return (cell) => {
    const found = known.get(cell)
    if (found !== undefined) return found
    const answer = read(cell)
    if (known.size < REMEMBERED_MAX) known.set(cell, answer)
    return answer
  }
}

/** Our words, in any letter case. */
export function enumReader(values: readonly string[]): CellReader {
  const byLower = new Map(values.map((value) => [value.toLowerCase(), value]))
  return remembering((cell) => byLower.get(cell.toLowerCase()) ?? problem('unknown_value'))
}

const YES_NO: Record<string, string> = {
  true: 'true',
  yes: 'true',
  y: 'true',
  1: 'true',
  false: 'false',
  no: 'false',
  n: 'false',
  0: 'false',
}

export const readBoolean: CellReader = (cell) => YES_NO[cell.toLowerCase()] ?? problem('not_a_boolean')

export const unitReader = (): CellReader => remembering((cell) => unitCode(cell) ?? problem('unknown_unit'))

export const currencyReader = (): CellReader =>
  remembering((cell) => {
    const code = cell.toUpperCase()
    return currencyExponent(code) === undefined ? problem('unknown_currency') : code
  })

export const countryReader = (): CellReader => remembering((cell) => countryCode(cell) ?? problem('unknown_country'))

const LANGUAGES = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' })

/** BCP 47: `ro`, `zh-TW`. The language itself must be a known one. */
export const languageReader = (): CellReader =>
  remembering((cell) => {
    try {
      const [tag = ''] = Intl.getCanonicalLocales(cell.replace('_', '-'))
      return LANGUAGES.of(new Intl.Locale(tag).language) ? tag : problem('unknown_language')
    } catch {
      return problem('unknown_language')
    }
  })

export const zoneReader = (): CellReader => remembering((cell) => (isZone(cell) ? cell : problem('unknown_zone')))
