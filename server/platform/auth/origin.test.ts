import { expect, test } from 'vitest'
import { isForeign } from './origin.ts'

const post = (headers: Record<string, string>) => isForeign({ method: 'POST', host: 'app.example:7070', headers })

test("another site's page may not write with our cookie", () => {
  expect(post({ 'sec-fetch-site': 'cross-site' })).toBe(true)
  expect(post({ 'sec-fetch-site': 'same-site' })).toBe(true)
  expect(post({ origin: 'https://evil.example' })).toBe(true)
  expect(post({ origin: 'null' })).toBe(true)
})

test('our own pages may', () => {
  expect(post({ 'sec-fetch-site': 'same-origin', origin: 'http://app.example:7070' })).toBe(false)
  expect(post({ origin: 'http://app.example:7070' })).toBe(false)
})

test('a program without a browser may, and reading is harmless', () => {
  expect(post({})).toBe(false)
  expect(isForeign({ method: 'GET', host: 'app.example', headers: { 'sec-fetch-site': 'cross-site' } })).toBe(false)
})
