import { describe, expect, test } from 'vitest'
import { holidaysOf } from './holidays.ts'

const dayOf = (text: string) => Date.parse(text) / 86_400_000

/** Days that each country's law names, fixed and movable, beside a working day. */
test.each([
  ['RO', ['2026-12-01', '2026-04-10', '2026-04-13', '2026-06-01', '2027-05-03'], '2026-12-02'],
  ['MD', ['2026-08-27', '2026-01-07', '2026-01-08', '2026-04-20'], '2026-08-26'],
  ['RU', ['2026-06-12', '2026-01-05', '2026-01-08', '2026-11-04'], '2026-06-11'],
  ['AM', ['2026-09-21', '2026-01-01', '2026-01-02', '2026-12-31'], '2026-09-22'],
  ['TW', ['2026-10-10', '2026-02-17', '2026-06-19', '2026-09-25'], '2026-10-12'],
  ['DE', ['2026-10-03', '2026-04-03', '2026-05-14', '2026-05-25'], '2026-10-05'],
])('%s observes its days', async (country, days, working) => {
  const holidays = await holidaysOf(country)
  expect(days.filter((day) => !holidays.has(dayOf(day)))).toEqual([])
  expect(holidays.has(dayOf(working))).toBe(false)
})

describe('a holiday', () => {
  test('has a name its reader can read', async () => {
    const [romania, armenia] = [await holidaysOf('RO'), await holidaysOf('AM')]
    expect(romania.nameOn(dayOf('2026-04-13'), 'ro')).toBe('A doua zi de Paști')
    expect(romania.nameOn(dayOf('2026-04-13'), 'ru')).toBe('Easter Monday')
    expect(armenia.nameOn(dayOf('2026-01-06'), 'ru')).toBe('Рождество Христово')
    expect((await holidaysOf('TW')).nameOn(dayOf('2026-10-10'), 'zh-TW')).toContain('國慶日')
    expect(romania.nameOn(dayOf('2026-04-14'), 'ro')).toBeNull()
  })

  test('that falls together with another shares its day', async () => {
    expect((await holidaysOf('RO')).nameOn(dayOf('2026-06-01'), 'ro')).toBe('Ziua Copilului; A doua zi de Rusalii')
  })

  test('of several days closes each of them, and no day more', async () => {
    const russia = await holidaysOf('RU')
    const january = ['01', '05', '06', '08', '09', '10'].map((day) => russia.has(dayOf(`2026-01-${day}`)))
    expect(january).toEqual([true, true, true, true, false, false])
  })
})

test('a country without rules, and a year beyond reason, have no holidays', async () => {
  const nowhere = await holidaysOf('XX')
  expect(nowhere.has(dayOf('2026-01-01'))).toBe(false)
  expect((await holidaysOf('RO')).has(dayOf('2400-12-01'))).toBe(false)
})
