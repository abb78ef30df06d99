/**
 * What a suggestion says that no fact says: days, numbers, codes and links. Words alone are not judged; that stays with who
 * reads. Days are read in the five languages, as figures and as names, so that "20 March" is held against 2026-03-20.
 */
import type { ModelSuggestion } from '../../../contract/outside-model.ts'

type Claim = ModelSuggestion['unsupported'][number]

export interface Known {
  readonly days: readonly string[]
  readonly numbers: readonly number[]
  /** Order, product and tracking numbers, and texts of ours in which more of them stand, such as names of products. */
  readonly texts: readonly string[]
  readonly today: string
}

interface Found extends Claim {
  /** The same for every way to write it; several where it can be read in more than one. */
  readonly readings: readonly string[]
}

export function unsupported(text: string, known: Known, language: string): Claim[] {
  const ours = new Set([
    ...known.texts.flatMap((one) => scan(one, language, known.today).flatMap(({ readings }) => readings)),
    ...known.texts.map((one) => `code ${one.toLowerCase()}`),
    ...known.numbers.map((one) => `number ${one}`),
    ...known.days.flatMap(readingsOfDay),
  ])
  const seen = new Set<string>()
  return scan(text, language, known.today)
    .filter(({ readings }) => !readings.some((one) => ours.has(one)))
    .filter(({ text: said }) => !seen.has(said) && seen.add(said))
    .map(({ kind, text: said }) => ({ kind, text: said }))
}

const readingsOfDay = (day: string): string[] => {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  return [`day ${year}-${month}-${date}`, `day ${month}-${date}`, `weekday ${weekdayOf(day)}`]
}
const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay()

/** Takes what it finds out of the text, so that the figures of a day are not judged again as numbers. */
function scan(text: string, language: string, today: string): Found[] {
  const found: Found[] = []
  let left = text.normalize('NFKC')
  const take = (pattern: RegExp, read: (match: string[]) => Omit<Found, 'text'> | null) => {
    left = left.replace(pattern, (...all) => {
      const match = all
        .filter((one): one is string | undefined => one === undefined || typeof one === 'string')
        .slice(0, -1)
      const claim = read(match.map((one) => one ?? ''))
      if (!claim) return match[0]!
      found.push({ ...claim, text: match[0]!.trim().replace(/[.,;:!?]+$/, '') })
      return ' ; '
    })
  }
  take(/(?:https?:\/\/|www\.)\S+|[^\s@<>]{1,64}@[^\s@<>.]{1,63}(?:\.[^\s@<>.]{1,63}){1,8}/giu, ([whole]) => ({
    kind: 'link',
    readings: [`link ${whole}`],
  }))
  for (const { pattern, read } of dayPatterns(language)) take(pattern, read)
  for (const { pattern, read } of wordPatterns(language, today)) take(pattern, read)
  take(CODE, ([whole]) => (isCode(whole!) ? { kind: 'code', readings: [`code ${whole!.toLowerCase()}`] } : null))
  take(/\d+(?:[.,\u00a0\u202f ]\d+)*/gu, ([whole]) => ({ kind: 'number', readings: numbersIn(whole!) }))
  return found
}

const CODE = /[\p{L}\p{N}]+(?:[-_/][\p{L}\p{N}]+)*/gu
const isCode = (token: string) =>
  // A number with its ending or unit, such as 20th, 5-го or 20mm, is a number.
  /\p{N}/u.test(token) && /[\p{L}_/-]/u.test(token) && !/^\d+-?\p{L}{1,4}$/u.test(token)

function numbersIn(text: string): string[] {
  const bare = text.replace(/[\u00a0\u202f ]/g, '')
  const grouped = [bare.replace(/[.,](?=\d{3}(?:\D|$))/g, ''), bare]
  return [...new Set(grouped.map((one) => `number ${Number(one.replace(',', '.'))}`))]
}

interface Pattern {
  readonly pattern: RegExp
  read(match: string[]): Omit<Found, 'text'> | null
}

const day = (...readings: (string | null)[]): Omit<Found, 'text'> | null => {
  const sure = readings.filter((one): one is string => one !== null)
  return sure.length ? { kind: 'date', readings: sure } : null
}
const reading = (year: string, month: number, date: string): string | null => {
  const of = Number(date)
  if (!(month >= 1 && month <= 12 && of >= 1 && of <= 31)) return null
  if (year === '') return `day ${month}-${of}`
  return `day ${year.length === 2 ? 2000 + Number(year) : Number(year)}-${month}-${of}`
}

function dayPatterns(language: string): Pattern[] {
  const months = monthNames(language)
  const names = [...months.keys()].sort((a, b) => b.length - a.length).join('|')
  const month = (name: string) => months.get(name.toLowerCase())!
  return [
    {
      pattern: /(\d{4})-(\d{1,2})-(\d{1,2})/g,
      read: ([, year, nth, date]) => day(reading(year!, Number(nth), date!)),
    },
    {
      pattern: /(?:(\d{4}) *年 *)?(\d{1,2}) *月 *(\d{1,2}) *[日號]/g,
      read: ([, year, nth, date]) => day(reading(year!, Number(nth), date!)),
    },
    {
      pattern: new RegExp(
        `(?<!\\d)(\\d{1,2})(?:st|nd|rd|th|-?\\p{L}{1,3})?\\.?\\s+(?:of\\s+|de\\s+)?(${names})(?!\\p{L})\\.?(?:,?\\s+(\\d{4}))?`,
        'giu',
      ),
      read: ([, date, name, year]) => day(reading(year!, month(name!), date!)),
    },
    {
      pattern: new RegExp(
        `(?<!\\p{L})(${names})\\.?\\s+(\\d{1,2})(?!\\d)(?:st|nd|rd|th|-?\\p{L}{1,3})?(?:,?\\s+(\\d{4}))?`,
        'giu',
      ),
      read: ([, name, date, year]) => day(reading(year!, month(name!), date!)),
    },
    {
      // Where it may be a decimal number as well, either will do.
      pattern: /(?<![\d.,/])(\d{1,2})([./])(\d{1,2})(?:\2(\d{4}|\d{2}))?(?![\d/])/g,
      read: ([whole, first, , second, year]) =>
        day(
          reading(year!, Number(second), first!),
          reading(year!, Number(first), second!),
          ...(year === '' ? numbersIn(whole!) : []),
        ),
    },
  ]
}

/** Weekdays and words such as "tomorrow". */
function wordPatterns(language: string, today: string): Pattern[] {
  const weekdays = weekdayNames(language)
  const near = nearWords(language)
  const word = (names: readonly string[]) =>
    new RegExp(`(?<!\\p{L})(${[...names].sort((a, b) => b.length - a.length).join('|')})(?!\\p{L})`, 'giu')
  return [
    {
      pattern: word([...near.keys()]),
      read: ([, name]) => {
        const at = Date.parse(`${today}T00:00:00Z`) + near.get(name!.toLowerCase())! * 86_400_000
        return { kind: 'date', readings: readingsOfDay(new Date(at).toISOString().slice(0, 10)).slice(0, 1) }
      },
    },
    {
      pattern: word([...weekdays.keys()]),
      read: ([, name]) => ({ kind: 'date', readings: [`weekday ${weekdays.get(name!.toLowerCase())}`] }),
    },
  ]
}

const cache = new Map<string, Map<string, number>>()
const remembered = (key: string, make: () => Map<string, number>): Map<string, number> => {
  const known = cache.get(key) ?? make()
  cache.set(key, known)
  return known
}
/** A model may fall back into English. */
const both = (language: string) => [...new Set([language, 'en'])]
const escaped = (text: string) => text.toLowerCase().replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')

const monthNames = (language: string) =>
  remembered(`months ${language}`, () => {
    const names = new Map<string, number>()
    for (const one of both(language))
      for (const month of ['long', 'short'] as const)
        for (let nth = 0; nth < 12; nth++) {
          const at = new Date(Date.UTC(2026, nth, 1))
          const alone = new Intl.DateTimeFormat(one, { month, timeZone: 'UTC' }).format(at)
          const inDay = new Intl.DateTimeFormat(one, { month, day: 'numeric', timeZone: 'UTC' }).formatToParts(at)
          for (const name of [alone, inDay.find(({ type }) => type === 'month')?.value ?? alone]) {
            const bare = name.replace(/\.$/, '').toLowerCase()
            // "May" is a verb as well, but beside a figure it is a month; 3月 is read as figures.
            if (/^\p{L}{3,}$/u.test(bare)) names.set(bare, nth + 1)
          }
        }
    return names
  })

const weekdayNames = (language: string) =>
  remembered(`weekdays ${language}`, () => {
    const names = new Map<string, number>()
    for (const one of both(language))
      for (let nth = 0; nth < 7; nth++) {
        const name = new Intl.DateTimeFormat(one, { weekday: 'long', timeZone: 'UTC' }).format(
          Date.UTC(2026, 2, 1 + nth),
        )
        names.set(escaped(name), nth)
        // In the accusative, as one says "on".
        if (one === 'ru' && /а$/i.test(name)) names.set(escaped(name.replace(/а$/i, 'у')), nth)
        if (one === 'zh-TW') for (const week of ['週', '禮拜']) names.set(name.replace('星期', week), nth)
      }
    return names
  })

const nearWords = (language: string) =>
  remembered(`near ${language}`, () => {
    const words = new Map<string, number>()
    for (const one of both(language))
      for (const days of [-1, 1, 2]) {
        const word = new Intl.RelativeTimeFormat(one, { numeric: 'auto' }).format(days, 'day')
        if (!/\d/.test(word)) words.set(escaped(word), days)
      }
    return words
  })
