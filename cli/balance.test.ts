import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { command } from './balance.ts'

const EXAMPLE = fileURLToPath(new URL('../examples/balance/wholesaler.json', import.meta.url))
let said = ''
let wrong = ''
let folder = ''
beforeEach(() => {
  ;[said, wrong] = ['', '']
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    said += String(text)
    return true
  })
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    wrong += String(text)
    return true
  })
  folder = mkdtempSync(join(tmpdir(), 'balance-'))
})
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true })
})

const write = (content: unknown) => {
  const file = join(folder, 'problem.json')
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return file
}

test('weighs the example: what to change, what that brings, what its floor forbids', async () => {
  expect(await command.run([EXAMPLE])).toBe(0)
  expect(said).toContain('retail chains  deliveries a week: 5 to 3')
  expect(said).toMatch(/not retail chains deliveries a week 1, though it would bring [\d,.]+: below its floor/)
  expect(said).toContain('proven')
  expect(said).toContain('another mix')
})

test('gives the whole answer as JSON, the same for the same seed', async () => {
  expect(await command.run([EXAMPLE, '--json', '--quick', '--seed', '5'])).toBe(0)
  const first = said
  said = ''
  await command.run([EXAMPLE, '--json', '--quick', '--seed', '5'])
  expect(said).toBe(first)
  expect(JSON.parse(first)).toMatchObject({ state: 'found', isProven: true, draws: { seed: 5, draws: 1000 } })
})

test('says what is wrong in a file, and where', async () => {
  expect(await command.run([write('{')])).toBe(1)
  expect(wrong).toContain('is not JSON')
  expect(await command.run([write({ segments: [] })])).toBe(1)
  expect(wrong).toContain('segments')
  const element = { element: 'frequency', better: 'more', today: 9, levels: [{ level: 1, cost: 1 }] }
  expect(await command.run([write({ segments: [{ segment: 'a', revenue: 1, margin: 1, elements: [element] }] })])).toBe(
    1,
  )
  expect(wrong).toContain('a.frequency.today: not a level')
})

test('a budget that cannot be kept is told with the step that would be enough', async () => {
  const element = {
    element: 'frequency',
    better: 'more',
    floor: 2,
    today: 1,
    levels: [1, 2].map((level) => ({ level, cost: 100 * level })),
  }
  const file = write({ budget: 40, segments: [{ segment: 'a', revenue: 1, margin: 1, elements: [element] }] })
  expect(await command.run([file])).toBe(1)
  expect(said).toContain('raise budget by 60')
})
