import { expect, test } from 'vitest'
import { draftOf, nextMonth, spreadDays } from './draft.ts'

test('fewer delivery days are those of today that lie furthest apart, more take the next free ones', () => {
  expect(spreadDays(['Tu', 'Th', 'Sa'], 2)).toEqual(['Tu', 'Sa'])
  expect(spreadDays(['Mo', 'Tu', 'We', 'Th', 'Fr'], 3)).toEqual(['Mo', 'We', 'Fr'])
  expect(spreadDays(['Tu', 'Th'], 1)).toEqual(['Tu'])
  expect(spreadDays(['Tu', 'Th'], 4)).toEqual(['Mo', 'Tu', 'We', 'Th'])
})

test('a draft says what changes and carries over what the package said before', () => {
  const stored = { package_id: 'RETAIL-2', version: 3, valid_from: '2026-01-01', name: 'Retail', lead_time_days: 3 }
  const changes = [
    { element: 'delivery_days' as const, today: 3, level: 2 },
    { element: 'minimum_order' as const, today: 0, level: 120 },
    { element: 'lead_time_days' as const, today: 3, level: 3 },
  ]
  expect(draftOf(changes, { stored, deliveryDays: ['Tu', 'Th', 'Sa'] }, { currency: 'EUR', factor: 100 })).toEqual({
    name: 'Retail',
    lead_time_days: 3,
    delivery_days: ['Tu', 'Sa'],
    minimum_order_minor: 12_000,
    minimum_currency: 'EUR',
  })
})

test('a package is drafted for the first of next month', () => {
  expect([nextMonth('2026-11-29'), nextMonth('2026-12-01')]).toEqual(['2026-12-01', '2027-01-01'])
})
