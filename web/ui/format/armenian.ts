/**
 * Dates and numbers in Armenian for browsers without the language's data (Chromium ships none).
 * The words and patterns are those of Unicode CLDR; a test holds them against a runtime that has them.
 */
const MONTHS = [
  'հունվարի',
  'փետրվարի',
  'մարտի',
  'ապրիլի',
  'մայիսի',
  'հունիսի',
  'հուլիսի',
  'օգոստոսի',
  'սեպտեմբերի',
  'հոկտեմբերի',
  'նոյեմբերի',
  'դեկտեմբերի',
]
const MONTHS_ALONE = [
  'հունվար',
  'փետրվար',
  'մարտ',
  'ապրիլ',
  'մայիս',
  'հունիս',
  'հուլիս',
  'օգոստոս',
  'սեպտեմբեր',
  'հոկտեմբեր',
  'նոյեմբեր',
  'դեկտեմբեր',
]
const MONTHS_SHORT = ['հնվ', 'փտվ', 'մրտ', 'ապր', 'մյս', 'հնս', 'հլս', 'օգս', 'սեպ', 'հոկ', 'նոյ', 'դեկ']
const WEEKDAYS_SHORT = ['կիր', 'երկ', 'երք', 'չրք', 'հնգ', 'ուր', 'շբթ']

const SPACE = '\u00a0'

const RELATIVE: Record<string, readonly [ago: string, ahead: string]> = {
  second: [`{n} վայրկյան առաջ`, `{n} վայրկյանից`],
  minute: [`{n} րոպե առաջ`, `{n} րոպեից`],
  hour: [`{n} ժամ առաջ`, `{n} ժամից`],
  day: [`{n} օր առաջ`, `{n} օրից`],
  month: [`{n} ամիս առաջ`, `{n} ամսից`],
  year: [`{n} տարի առաջ`, `{n} տարուց`],
}
const RELATIVE_DAYS: Record<string, string> = { '-1': 'երեկ', '0': 'այսօր', '1': 'վաղը' }

export type CalendarDay = { year: number; month: number; day: number; weekday: number }

export const armenianDay = ({ year, month, day }: CalendarDay): string =>
  `${day} ${MONTHS_SHORT[month - 1]}, ${year} թ.`

export const armenianShortDay = ({ month, day }: CalendarDay): string => `${day} ${MONTHS_SHORT[month - 1]}`

export const armenianWeekday = ({ month, day, weekday }: CalendarDay): string =>
  `${MONTHS_SHORT[month - 1]} ${day}, ${WEEKDAYS_SHORT[weekday]}`

export const armenianLongDay = ({ year, month, day }: CalendarDay): string => `${day} ${MONTHS[month - 1]}, ${year} թ.`

export const armenianMonth = (year: number, month: number): string => `${year} թ. ${MONTHS_ALONE[month - 1]}`

export const armenianShortMonth = (year: number, month: number): string => `${year} թ. ${MONTHS_SHORT[month - 1]}`

/** Groups of three with a hard space, from five digits on; decimal comma. */
export function armenianNumber(value: number, decimals: { min: number; max: number }): string {
  const text = new Intl.NumberFormat('en', {
    minimumFractionDigits: decimals.min,
    maximumFractionDigits: decimals.max,
    useGrouping: true,
  }).format(value)
  const grouped = Math.abs(value) < 10_000 ? text.replaceAll(',', '') : text.replaceAll(',', SPACE)
  return grouped.replace('.', ',')
}

export function armenianRelative(amount: number, unit: Intl.RelativeTimeFormatUnit): string {
  const dayWord = unit === 'day' ? RELATIVE_DAYS[String(amount)] : undefined
  if (dayWord) return dayWord
  if (unit === 'second' && amount === 0) return 'հիմա'
  const [ago, ahead] = RELATIVE[unit] ?? ['{n}', '{n}']
  return (amount < 0 ? ago : ahead).replace('{n}', armenianNumber(Math.abs(amount), { min: 0, max: 0 }))
}
