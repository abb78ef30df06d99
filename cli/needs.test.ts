import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { SurveyAnswer } from '../engines/needs/index.ts'
import { command } from './needs.ts'

const shared = (name: string) =>
  fileURLToPath(new URL(`../../shared/data/satisfaction-surveys/${name}`, import.meta.url))
const BANK = shared('ecsi_bank.csv')
const MOBILE = shared('ecsi_mobile.csv')
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
  folder = mkdtempSync(join(tmpdir(), 'needs-'))
})
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true })
})

const write = (content: string) => {
  const file = join(folder, 'marks.csv')
  writeFileSync(file, content)
  return file
}

const small = () =>
  write(
    [
      'window1;window2;price1;sat1;who',
      ...Array.from({ length: 40 }, (_, at) => {
        const window = 1 + (at % 9)
        return `${window};${Math.min(10, window + (at % 2))};${1 + ((at * 7) % 10)};${window};a`
      }),
      '5;;5;5;b',
    ].join('\n'),
  )

test('says what drives the outcome, and leaves incomplete rows and other columns aside', async () => {
  expect(await command.run([small(), '--outcome', 'sat', '--json'])).toBe(0)
  const answer = JSON.parse(said) as SurveyAnswer & { left_aside: string[]; incomplete: number }
  expect(answer).toMatchObject({ people: 40, left_aside: ['who'], incomplete: 1 })
  if (typeof answer.drivers === 'string') throw new Error(answer.drivers)
  const [window, price] = answer.drivers.drivers
  expect(window!.value).toBeGreaterThan(0.9)
  expect(price!.high).toBeLessThan(window!.low)
})

test('says what is wrong with what was asked, and with the marks', async () => {
  const file = small()
  expect(await command.run([file])).toBe(2)
  expect(await command.run([file, '--outcome', 'joy'])).toBe(2)
  expect(wrong).toContain('it has window, price, sat')
  expect(await command.run([file, '--outcome', 'sat', '--scale', '1-5'])).toBe(1)
  expect(wrong).toContain('outside 1 to 5')
  expect(await command.run([write('a1,b1\n1\n'), '--outcome', 'a'])).toBe(1)
  expect(wrong).toContain('row 2 has 1 cells, not 2')
})

test.skipIf(!existsSync(BANK))('customers of a bank: the known means and the same answer twice', async () => {
  const args = [
    BANK,
    '--outcome',
    'sat',
    '--scale',
    '0-10',
    '--drivers',
    'imag,expe,qual,val',
    '--recommend',
    'loy3',
    '--json',
  ]
  expect(await command.run(args)).toBe(0)
  const first = said
  said = ''
  await command.run(args)
  expect(said).toBe(first)
  const answer = JSON.parse(first) as SurveyAnswer
  const means = new Map(answer.questions.map(({ question, mean }) => [question, mean.value]))
  for (const [question, mean] of [
    ['sat1', 7.1543],
    ['sat2', 6.9787],
    ['sat3', 6.7394],
    ['sat4', 6.5904],
  ] as const)
    expect(means.get(question)).toBeCloseTo(mean, 4)
  const { promoters, detractors, n } = answer.recommendation!
  expect([promoters - detractors, n]).toEqual([-15, 188])
})

test.skipIf(!existsSync(MOBILE))('customers of a telephone company: the known means', async () => {
  expect(await command.run([MOBILE, '--outcome', 'sat', '--scale', '0-100', '--json'])).toBe(0)
  const means = new Map(
    (JSON.parse(said) as SurveyAnswer).questions.map(({ question, mean }) => [question, mean.value]),
  )
  for (const [question, mean] of [
    ['sat1', 78.1342],
    ['sat2', 69.2686],
    ['sat3', 70.8053],
  ] as const)
    expect(means.get(question)).toBeCloseTo(mean, 4)
})
