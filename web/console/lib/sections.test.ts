import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { SECTIONS } from './sections.ts'

test('every tab has a name', () => {
  const path = join(import.meta.dirname, '..', 'locales', 'more', 'en.json')
  const { sections } = JSON.parse(readFileSync(path, 'utf8')) as { sections: { tab: Record<string, string> } }
  const ids = Object.values(SECTIONS).flatMap((section) => section.map(({ id }) => id))
  expect(ids.filter((id) => !sections.tab[id])).toEqual([])
})
