import { expect, test } from 'vitest'
import { sharedAddress } from './shared-address.ts'

const LINK = 'http://localhost:7070/t/abc?language=ro'

test('an address that the operator set is handed over as it is', () => {
  const url = 'https://desk.nord.example/t/abc'
  expect(sharedAddress(url, 'http://10.0.0.5:7070')).toEqual({ url, isOnlyHere: false })
})

test('where none was set, the page’s own origin stands for localhost', () => {
  expect(sharedAddress(LINK, 'http://10.0.0.5:7070')).toEqual({
    url: 'http://10.0.0.5:7070/t/abc?language=ro',
    isOnlyHere: false,
  })
})

test('and on one’s own machine it is said that nobody else can open it', () => {
  expect(sharedAddress(LINK, 'http://127.0.0.1:7070')).toEqual({
    url: 'http://127.0.0.1:7070/t/abc?language=ro',
    isOnlyHere: true,
  })
})
