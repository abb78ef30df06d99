import { expect, test } from 'vitest'
import { chooseLocale } from './locale.ts'

test('takes the first language of the browser that we speak', () => {
  expect(chooseLocale(['fr-FR', 'ro-MD', 'ru'])).toBe('ro')
})

test('reads any kind of Chinese as traditional Chinese, the one we have', () => {
  expect(chooseLocale(['zh-Hans-CN'])).toBe('zh-TW')
})

test('falls back to English', () => {
  expect(chooseLocale(['fr'])).toBe('en')
  expect(chooseLocale([])).toBe('en')
})
