import { expect, test } from 'vitest'
import { MILESTONES } from '../../../engines/tracking/index.ts'
import { pickLanguage } from '../../platform/http/reader-language.ts'
import { publicEvents, publicStep, reachedOnBar } from './public-steps.ts'

const at = (hour: number) => new Date(Date.UTC(2026, 2, 16, hour))
const seen = (milestone: string, hour: number, place: string | null = null) => ({
  milestone,
  at: at(hour),
  is_day: false,
  place,
  reason: null,
})

test('steps of the same kind at the same place are one, since the first of them', () => {
  const events = publicEvents([
    seen('out_for_delivery', 9, 'Cahul'),
    seen('arrived_facility', 6, 'Cahul'),
    seen('in_transit', 5, null),
    seen('arrived_facility', 2, 'Chișinău'),
    seen('order_confirmed', 1),
  ])
  expect(events.map(({ step, place, at }) => [step, place, at.getUTCHours()])).toEqual([
    ['out', 'Cahul', 9],
    ['on_the_way', 'Cahul', 5],
    ['on_the_way', 'Chișinău', 2],
  ])
})

test('whatever happens to goods after they are packed has a word for the receiver', () => {
  const silent = MILESTONES.filter(({ code, rank }) => rank >= 20 && publicStep(code) === null)
  expect(silent).toEqual([])
})

test('further along the way is never less of the bar', () => {
  const way = ['picked', 'departed', 'in_transit', 'out_for_delivery', 'delivered']
  expect(way.map((code) => reachedOnBar(publicStep(code)))).toEqual([1, 2, 2, 3, 4])
})

test('the chosen language goes before the browser, and the browser before the customer', () => {
  expect(pickLanguage('hy', 'ro', 'ru')).toBe('hy')
  expect(pickLanguage(undefined, 'fr, ro;q=0.4, zh-Hant;q=0.8', 'ru')).toBe('zh-TW')
  expect(pickLanguage('xx', 'fr', 'ru')).toBe('ru')
  expect(pickLanguage(undefined, undefined, null)).toBe('en')
  // A word that only begins like a language is none.
  expect(pickLanguage('rude', 'enough', null)).toBe('en')
})
