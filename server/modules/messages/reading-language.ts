/** In which language somebody is written to: the person's, else the customer's, else that of the country, else English. */
import { Language } from '../../../contract/values.ts'
import type { LanguageCode } from './words/index.ts'

/** Where one of our languages is what business is done in. */
const OF_COUNTRY: Readonly<Record<string, LanguageCode>> = {
  RO: 'ro',
  MD: 'ro',
  RU: 'ru',
  BY: 'ru',
  KZ: 'ru',
  KG: 'ru',
  AM: 'hy',
  TW: 'zh-TW',
  HK: 'zh-TW',
  MO: 'zh-TW',
}

export interface LanguageSources {
  readonly person: string | null
  readonly customer: string | null
  /** Of the place the goods go to. */
  readonly country: string | null
}

export function readingLanguage({ person, customer, country }: LanguageSources): LanguageCode {
  for (const wish of [person, customer, OF_COUNTRY[country ?? '']]) {
    const known = Language.safeParse(wish)
    if (known.success) return known.data
  }
  return 'en'
}
