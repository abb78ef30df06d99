import { expect, test } from 'vitest'
import { isRenewed } from './is-renewed.ts'

test('only another wish of the customer renews what was promised first', () => {
  expect(isRenewed([{ version: 1, cause: 'initial' }])).toBe(false)
  expect(
    isRenewed([
      { version: 1, cause: 'customer' },
      { version: 2, cause: 'company' },
    ]),
  ).toBe(false)
  expect(
    isRenewed([
      { version: 1, cause: 'initial' },
      { version: 2, cause: 'customer' },
    ]),
  ).toBe(true)
})
