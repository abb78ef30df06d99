/** The words of the public page, by language, and the language a reader is served. */
import { en } from './en.ts'
import { hy } from './hy.ts'
import type { PageWords } from './page-words.ts'
import { ro } from './ro.ts'
import { ru } from './ru.ts'
import { zhTW } from './zh-tw.ts'

export const PAGE_WORDS = { en, ro, ru, hy, 'zh-TW': zhTW } satisfies Record<string, PageWords>
export type PageLanguage = keyof typeof PAGE_WORDS

/** Each language by its own name. */
export const LANGUAGE_NAMES: Readonly<Record<PageLanguage, string>> = {
  en: 'English',
  ro: 'Română',
  ru: 'Русский',
  hy: 'Հայերեն',
  'zh-TW': '繁體中文',
}

const known = (tag: string | null | undefined): PageLanguage | null => {
  const lower = (tag ?? '').trim().toLowerCase()
  if (lower === 'zh-tw' || lower.startsWith('zh')) return 'zh-TW'
  return (Object.keys(PAGE_WORDS) as PageLanguage[]).find((one) => lower === one || lower.startsWith(`${one}-`)) ?? null
}

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
