/**
 * Starts the catalogue of texts and changes its language. A catalogue is loaded a language at a time, in parts: the words of
 * the first screens at once, the others with the first screen that speaks them. Its first level are the namespaces. There is
 * no fallback language at run time: a test keeps every catalogue whole.
 */
import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { formatsFor } from './format/formats.ts'
import { chooseLocale, isLocale, LOCALES, type Locale } from './locale.ts'
import { recall, remember } from './remembered.ts'

export type Catalogue = Record<string, Record<string, unknown>>
export type LoadCatalogue = (locale: Locale) => Promise<Catalogue>

/** Parts that are spoken by now; a change of language brings all of them. */
const parts: LoadCatalogue[] = []

const ownCatalogues = import.meta.glob<Catalogue>('./locales/*.json', { import: 'default' })

/** The language chosen before, else the first of the browser's that we speak. */
export const initialLocale = (): Locale => recall('language', isLocale) ?? chooseLocale(navigator.languages)

export async function startWords(load: LoadCatalogue, locale: Locale): Promise<void> {
  parts.push(loadOwn, load)
  await i18next.use(initReactI18next).init({
    lng: locale,
    fallbackLng: false,
    supportedLngs: LOCALES,
    ns: [],
    defaultNS: false,
    resources: {},
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
    returnNull: false,
  })
  // `{{count, n}}` in a text writes the number as the reader's language does, Armenian included.
  i18next.services.formatter?.add('n', (value, language) =>
    formatsFor(isLocale(language) ? language : 'en', 'UTC').number(Number(value)),
  )
  await loadWords(locale)
  await i18next.changeLanguage(locale)
  document.documentElement.lang = locale
}

/** Loads the language, then switches to it, so that no half-translated screen is ever seen. */
export async function changeLocale(locale: Locale): Promise<void> {
  await loadWords(locale)
  await i18next.changeLanguage(locale)
  document.documentElement.lang = locale
  remember('language', locale)
}

/** Adds a part in the current language; asked for again it is already there. */
export async function moreWords(load: LoadCatalogue): Promise<void> {
  if (parts.includes(load)) return
  parts.push(load)
  await addPart(load, i18next.language as Locale)
}

const loadOwn: LoadCatalogue = (locale) => ownCatalogues[`./locales/${locale}.json`]?.() ?? Promise.resolve({})

const loadWords = (locale: Locale) => Promise.all(parts.map((load) => addPart(load, locale)))

async function addPart(load: LoadCatalogue, locale: Locale): Promise<void> {
  for (const [namespace, texts] of Object.entries(await load(locale)))
    i18next.addResourceBundle(locale, namespace, texts, true, true)
}
