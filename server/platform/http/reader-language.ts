/** In which of the program's languages a reader of a public page is served. */

/** Each language by its own name. */
export const LANGUAGE_NAMES = {
  en: 'English',
  ro: 'Română',
  ru: 'Русский',
  hy: 'Հայերեն',
  'zh-TW': '繁體中文',
} as const
export type PageLanguage = keyof typeof LANGUAGE_NAMES

const known = (tag: string | null | undefined): PageLanguage | null => {
  const lower = (tag ?? '').trim().toLowerCase()
  if (lower === 'zh-tw' || lower.startsWith('zh')) return 'zh-TW'
  return (
    (Object.keys(LANGUAGE_NAMES) as PageLanguage[]).find((one) => lower === one || lower.startsWith(`${one}-`)) ?? null
  )
}

/** Of an address: `l` is how our own pages say it, `language` how people write it by hand. */
export const chosenOf = (
  query: { readonly l?: unknown; readonly language?: unknown } | undefined,
): string | undefined => [query?.l, query?.language].find((one): one is string => typeof one === 'string' && one !== '')

/** What was chosen on the page, else the reader's browser, else the customer's. Example: ('', 'fr,ro;q=0.8', 'hy') is ro. */
export function pickLanguage(
  chosen: string | undefined,
  accepted: string | undefined,
  customer: string | null,
): PageLanguage {
  const wished = (accepted ?? '')
    .slice(0, 200)
    .split(',')
    .map((part) => {
      const [tag, weight] = part.split(';q=')
      return { tag: tag ?? '', weight: weight === undefined ? 1 : Number(weight) || 0 }
    })
    .sort((one, other) => other.weight - one.weight)
  return known(chosen) ?? wished.map(({ tag }) => known(tag)).find((one) => one !== null) ?? known(customer) ?? 'en'
}
