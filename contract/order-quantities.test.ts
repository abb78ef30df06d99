import { expect, test } from 'vitest'
import { nextOffered } from './order-quantities.ts'

test('a quantity that is offered stays as it is', () => {
  expect(nextOffered(24, { multiple: 12, least: 24 })).toBe(24)
  expect(nextOffered(7.5, { multiple: null, least: null })).toBe(7.5)
})

test('what is no whole number of packs becomes the next whole number of them', () => {
  expect(nextOffered(13, { multiple: 12, least: null })).toBe(24)
  expect(nextOffered(0.3, { multiple: 0.1, least: null })).toBe(0.3)
})

test('too little becomes the least, in whole packs', () => {
  expect(nextOffered(3, { multiple: null, least: 20 })).toBe(20)
  expect(nextOffered(3, { multiple: 12, least: 20 })).toBe(24)
})
