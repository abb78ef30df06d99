import { expect, test } from 'vitest'
import { panelsFor } from './panels-for.ts'

test('shows each what they take care of first', () => {
  expect(panelsFor(['receiver'])[0]).toBe('coming')
  expect(panelsFor(['quality'])[0]).toBe('recalls')
  expect(panelsFor(['finance'])[0]).toBe('bills')
  expect(panelsFor(['administrator'])[0]).toBe('colleagues')
})

test('with several roles the first of each comes before the second of any, and nothing comes twice', () => {
  expect(panelsFor(['finance', 'buyer'])).toEqual(['coming', 'bills', 'questions'])
  expect(panelsFor(null)).toEqual(['coming', 'recalls', 'bills', 'questions', 'past', 'claims'])
})
