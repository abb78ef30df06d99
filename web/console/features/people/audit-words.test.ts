import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { SUBJECTS, verbOf } from './audit-words.ts'

const modules = join(import.meta.dirname, '../../../../server/modules')
const sources = readdirSync(modules, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.includes('.test.'))
  .map((path) => readFileSync(join(modules, path), 'utf8'))
const people = JSON.parse(readFileSync(join(import.meta.dirname, '../../locales/more/en.json'), 'utf8')).people
const found = (pattern: RegExp) => [
  ...new Set(sources.flatMap((text) => [...text.matchAll(pattern)].map((match) => match[1]!))),
]

test('every event the server writes is told in words', () => {
  const events = found(/\b(?:type|created|changed|removed): '((?:[A-Z][a-z]+){2,})'/g)
  expect(events).toContain('OrderPlaced')
  expect(events.filter((event) => !(verbOf(event) in people.deed))).toEqual([])
})

test('every kind of record the server writes about can be looked for by its name', () => {
  const subjects = found(/\bsubjectType: '([a-z_]+)'/g)
  expect(subjects).toContain('customer_order')
  expect(subjects.filter((subject) => !SUBJECTS.includes(subject as never))).toEqual([])
  expect(SUBJECTS.filter((subject) => !(subject in people.subject))).toEqual([])
})
