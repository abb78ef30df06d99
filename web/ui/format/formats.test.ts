import { expect, test } from 'vitest'
import { LOCALES } from '../locale.ts'
import { formatsFor } from './formats.ts'

const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ').replaceAll('․', '.')
const days = ['2026-01-03', '2026-02-14', '2026-06-30', '2026-11-23', '2027-12-05']
const numbers = [0, 7.5, 1234, 12345, 1234567.891, -40000]

test('writes Armenian dates as the Unicode tables do where the browser has none', () => {
  const own = formatsFor('hy', 'Asia/Yerevan', true)
  const built = formatsFor('hy', 'Asia/Yerevan', false)
  for (const day of days) {
    for (const form of ['date', 'longDate', 'weekday', 'shortDay', 'month', 'shortMonth'] as const) {
      expect(plain(own[form](day)), `${form} ${day}`).toBe(plain(built[form](day)))
    }
  }
})

test('writes Armenian numbers, shares, money and durations as the Unicode tables do', () => {
  const own = formatsFor('hy', 'Asia/Yerevan', true)
  const built = formatsFor('hy', 'Asia/Yerevan', false)
  for (const value of numbers) {
    expect(plain(own.number(value))).toBe(plain(built.number(value)))
    expect(plain(own.money(value * 100, 'EUR'))).toBe(plain(built.money(value * 100, 'EUR')))
    expect(plain(own.duration(value, 'day'))).toBe(plain(built.duration(value, 'day')))
  }
  expect(plain(own.percent(0.9432))).toBe(plain(built.percent(0.9432)))
})

test('writes Armenian relative times as the Unicode tables do', () => {
  const own = formatsFor('hy', 'Asia/Yerevan', true)
  const built = formatsFor('hy', 'Asia/Yerevan', false)
  const now = new Date('2026-11-23T12:00:00Z')
  for (const at of ['2026-11-23T11:57:00Z', '2026-11-22T12:00:00Z', '2026-11-24T12:00:00Z', '2026-12-28T12:00:00Z']) {
    expect(own.relative(at, now)).toBe(built.relative(at, now))
  }
})

test('names the zone of a place that is not the reader’s', () => {
  const formats = formatsFor('en', 'Europe/Chisinau')
  expect(formats.instant('2026-11-23T12:00:00Z', 'Asia/Taipei')).toBe('Nov 23, 2026, 20:00 (Taipei)')
  expect(formats.instant('2026-11-23T12:00:00Z', 'Europe/Chisinau')).toBe('Nov 23, 2026, 14:00')
})

test('never shifts a local date by the reader’s zone', () => {
  for (const zone of ['Pacific/Auckland', 'America/Los_Angeles']) {
    expect(formatsFor('en', zone).date('2026-11-23')).toBe('Nov 23, 2026')
  }
})

test('shows a share without cases as a dash, never as 0 %', () => {
  for (const locale of LOCALES) expect(formatsFor(locale, 'UTC').percent(null)).toBe('–')
})

test('shows money in the minor units of its currency', () => {
  const formats = formatsFor('en', 'UTC')
  expect(plain(formats.money(1200, 'JPY'))).toBe('JPY 1,200')
  expect(plain(formats.money(1200, 'EUR'))).toBe('EUR 12.00')
  expect(plain(formats.money(1200, 'KWD'))).toBe('KWD 1.200')
})
