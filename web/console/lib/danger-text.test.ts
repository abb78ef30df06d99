import { expect, test } from 'vitest'
import { saidReasons } from './danger-text.ts'

test('that nothing is reported stands beside no reported cause', () => {
  const usual = { code: 'usual_time' } as const
  const late = { code: 'supply_late' } as const
  expect(saidReasons([usual, late])).toEqual([late])
  expect(saidReasons([usual])).toEqual([usual])
  expect(saidReasons([])).toEqual([])
})
