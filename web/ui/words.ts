/**
 * Starts the catalogue of texts and changes its language. A catalogue is one file a language, loaded when it is needed;
 * its first level are the namespaces. There is no fallback language at run time: a test keeps every catalogue whole.
 */
import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { formatsFor } from './format/formats.ts'
import { chooseLocale, isLocale, LOCALES, type Locale } from './locale.ts'
import { recall, remember } from './remembered.ts'

export type Catalogue = Record<string, Record<string, unknown>>
export type LoadCatalogue = (locale: Locale) => Promise<Catalogue>

const ownCatalogues = import.meta.glob<Catalogue>('./locales/*.json', { import: 'default' })
let loadProgram: LoadCatalogue

/** The language chosen before, else the first of the browser's that we speak. */
export const initialLocale = (): Locale => recall('language', isLocale) ?? chooseLocale(navigator.languages)

export async function startWords(load: LoadCatalogue, locale: Locale): Promise<void> {
  loadProgram = load
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

async function loadWords(locale: Locale): Promise<void> {
  const loadOwn = ownCatalogues[`./locales/${locale}.json`]
  const [own, program] = await Promise.all([loadOwn?.() ?? {}, loadProgram(locale)])
  for (const [namespace, texts] of Object.entries({ ...own, ...program })) {
    i18next.addResourceBundle(locale, namespace, texts, true, true)
  }
}
