/** The five languages of the interface, how each calls itself, and which one a reader meets first. */
export const LOCALES = ['en', 'ro', 'ru', 'hy', 'zh-TW'] as const
export type Locale = (typeof LOCALES)[number]

export const LOCALE_NAMES: Record<Locale, string> = {
  en: 'English',
  ro: 'Română',
  ru: 'Русский',
  hy: 'Հայերեն',
  'zh-TW': '繁體中文',
}

export const isLocale = (value: unknown): value is Locale => LOCALES.includes(value as Locale)

/** The first language the reader's browser asks for and we speak; English when there is none. */
export function chooseLocale(wanted: readonly string[]): Locale {
  for (const tag of wanted) {
    const language = tag.toLowerCase().split('-')[0]
    const match = LOCALES.find((locale) => locale.toLowerCase().split('-')[0] === language)
    if (match) return match
  }
  return 'en'
}
