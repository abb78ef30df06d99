/** Keeps the five catalogues whole: the same texts in every language, the right plural forms, nothing missing, nothing unused, no text outside. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { LOCALES } from './ui/locale.ts'

const root = import.meta.dirname
type Texts = Map<string, string>

/** The forms that our languages have; none of them has one for nothing or for two. */
const PLURAL = /_(one|few|many|other)$/

/** All texts of one program in one language, by `namespace:key`. */
function read(program: string, locale: string): Texts {
  const texts: Texts = new Map()
  const walk = (value: unknown, path: string[]) => {
    if (typeof value === 'string') texts.set(`${path[0]}:${path.slice(1).join('.')}`, value)
    else for (const [name, inner] of Object.entries(value as object)) walk(inner, [...path, name])
  }
  for (const part of [`${locale}.json`, `more/${locale}.json`]) {
    const path = join(root, program, 'locales', part)
    if (existsSync(path)) walk(JSON.parse(readFileSync(path, 'utf8')), [])
  }
  return texts
}

const bare = (key: string) => key.replace(PLURAL, '')
const holes = (text: string) => [...text.matchAll(/\{\{(\w+)/g)].map(([, name]) => name).toSorted()

describe.each(['ui', 'console', 'portal'])('the catalogue of %s', (program) => {
  const english = read(program, 'en')
  const plurals = new Set([...english.keys()].filter((key) => PLURAL.test(key)).map(bare))

  test.each(LOCALES)('has the same texts in %s as in English', (locale) => {
    const keys = new Set([...read(program, locale).keys()].map(bare))
    const wanted = new Set([...english.keys()].map(bare))
    expect([...wanted].filter((key) => !keys.has(key))).toEqual([])
    expect([...keys].filter((key) => !wanted.has(key))).toEqual([])
  })

  test.each(LOCALES)('has exactly the plural forms of %s', (locale) => {
    const forms = new Intl.PluralRules(locale).resolvedOptions().pluralCategories.toSorted()
    const keys = [...read(program, locale).keys()]
    for (const key of plurals) {
      const found = keys.filter((one) => PLURAL.test(one) && bare(one) === key).map((one) => PLURAL.exec(one)?.[1])
      expect(found.toSorted(), key).toEqual(forms)
    }
  })

  test.each(LOCALES)('fills the same gaps in %s and leaves no text empty', (locale) => {
    for (const [key, text] of read(program, locale)) {
      expect(text.trim(), key).not.toBe('')
      const wanted = holes(english.get(PLURAL.test(key) ? `${bare(key)}_other` : key) ?? '')
      // A form for one may leave the number out ("the first row").
      if (PLURAL.test(key)) expect(wanted).toEqual(expect.arrayContaining(holes(text)))
      else expect(holes(text), key).toEqual(wanted)
    }
  })

  test('is in its own script', () => {
    for (const [locale, script] of [
      ['ru', /\p{Script=Cyrillic}/u],
      ['hy', /\p{Script=Armenian}/u],
      ['zh-TW', /\p{Script=Han}/u],
    ] as const) {
      const foreign = [...read(program, locale)].filter(
        ([key, text]) =>
          !script.test(text) && /[a-z]{3,}/i.test(text.replaceAll(/\{\{.*?\}\}/g, '')) && text === english.get(key),
      )
      expect(foreign.map(([key]) => key).filter((key) => !SAME_EVERYWHERE.has(key))).toEqual([])
    }
  })
})

/** Names and codes that are the same in every language. */
const SAME_EVERYWHERE = new Set([
  'shell:program',
  'shell:searchKeys',
  'people:actor.system',
  'ui:palette.escape',
  'field:gtin',
  'field:gln',
  'value:channel.sms',
  'value:channel.webhook',
  'ui:calendar.pattern',
  'tracking:channels.x12-214',
  'tracking:channels.edifact-iftsta',
  'tracking:channels.epcis',
])

type Source = { path: string; text: string }

const sources: Source[] = ['ui', 'console', 'portal'].flatMap((program) =>
  readdirSync(join(root, program), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !path.includes('.test.'))
    .map((path) => ({ path: join(program, path), text: readFileSync(join(root, program, path), 'utf8') })),
)

const namespacesOf = (text: string) =>
  [...text.matchAll(/useTranslation\((?:\[)?'([^']+)'/g)].map(([, name]) => name as string)

/** Keys written out in a source, and the beginnings of keys put together there, each under every namespace it may mean. */
function keysIn({ text }: Source): { whole: string[]; prefixes: string[] } {
  const own = namespacesOf(text)
  const inNamespaces = ([, key = '']: RegExpMatchArray) =>
    key.includes(':') ? [key] : own.map((name) => `${name}:${key}`)
  const written = [/\bt\(\s*'([^']+)'/g, /\?\s*'([a-z][\w.:]*)'\s*:/gi, /:\s*'([a-z][\w.:]*)'\s*[,)]/gi]
  return {
    whole: written.flatMap((pattern) => [...text.matchAll(pattern)]).flatMap(inNamespaces),
    prefixes: [...text.matchAll(/`([\w:.]+)\$\{/g)].flatMap(inNamespaces),
  }
}

describe('the sources', () => {
  const all = new Map(['ui', 'console', 'portal'].flatMap((program) => [...read(program, 'en')]))
  const known = new Set([...all.keys()].flatMap((key) => [key, bare(key)]))

  test('ask only for texts that there are', () => {
    const missing = sources.flatMap(({ path, text }) => {
      const own = namespacesOf(text)
      return [...text.matchAll(/\bt\(\s*'([^']+)'/g)]
        .map(([, key]) => key as string)
        .filter((key) => !(key.includes(':') ? known.has(key) : own.some((name) => known.has(`${name}:${key}`))))
        .map((key) => `${path}: ${key}`)
    })
    expect(missing).toEqual([])
  })

  test('use every text there is', () => {
    const found = sources.map(keysIn)
    const whole = new Set(found.flatMap((one) => one.whole))
    const prefixes = found.flatMap((one) => one.prefixes)
    const unused = [...all.keys()]
      .map(bare)
      .filter((key) => !whole.has(key) && !prefixes.some((prefix) => key.startsWith(prefix)))
    expect([...new Set(unused)].filter((key) => !isUsedByName(key))).toEqual([])
  })

  test('hold no text of their own', () => {
    const literal = sources
      .filter(({ path }) => path.endsWith('.tsx'))
      .flatMap(({ path, text }) => [
        ...[...text.matchAll(/>\s*([A-Za-z][A-Za-z ,.'’!?]{2,})\s*<\//g)].map(([, words]) => `${path}: ${words}`),
        ...[...text.matchAll(/\b(?:title|label|placeholder|aria-label|description|alt)="([^"{]+)"/g)].map(
          ([, words]) => `${path}: ${words}`,
        ),
      ])
      .filter((line) => !line.endsWith(': Sevenfold'))
    expect(literal).toEqual([])
  })
})

/** Refusals are named by their codes, labels by their fields, closed values by their lists, screens by their records. */
const isUsedByName = (key: string) => /^(problem|field|value|records):/.test(key)
