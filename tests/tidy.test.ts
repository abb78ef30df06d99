/** The source itself, held to the house rules. Each message says what to do. */
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { CHECKS, sayFinding } from '../scripts/tidy/check-tree.ts'
import { readTree } from '../scripts/tidy/tree.ts'

const files = readTree(fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, ''))

test.each(Object.entries(CHECKS))('%s', (_, check) => {
  expect(check(files).map(sayFinding)).toEqual([])
})
