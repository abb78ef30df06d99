import { expect, test } from 'vitest'
import { holds } from './import-fields.ts'

test('a field says what it holds, which words it takes and within which bounds', () => {
  expect(holds({ name: 'mode', type: 'enum', values: ['road', 'air'] })).toBe('one of `road`, `air`')
  expect(holds({ name: 'latitude', type: 'number', least: -90, most: 90 })).toBe('number (from -90 to 90)')
  expect(holds({ name: 'quantity', type: 'quantity', positive: true })).toContain('base units (above zero)')
})
