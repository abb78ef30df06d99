import { expect, test } from 'vitest'
import { type RecordKind, toSend, valueAt, withValue } from './record-kind.ts'

const kind: RecordKind = {
  id: 'definitions',
  path: '/otif-definitions',
  key: 'definition_id',
  icon: 'definition',
  writeRight: 'standards.write',
  fields: [
    { name: 'definition_id', type: 'code' },
    { name: 'name', type: 'text' },
    { name: 'settings.window.early', type: 'integer' },
  ],
}

test('changes a nested setting and leaves its neighbors', () => {
  const before = { settings: { window: { early: 0, late: 2 } } }
  expect(withValue(before, 'settings.window.early', 3)).toEqual({ settings: { window: { early: 3, late: 2 } } })
  expect(valueAt(before, 'settings.window.early')).toBe(0)
})

test('sends emptied texts as nothing and trims the others', () => {
  expect(toSend(kind, { definition_id: ' A ', name: '  ', settings: { window: { early: 0 } } })).toEqual({
    definition_id: 'A',
    name: null,
    settings: { window: { early: 0 } },
  })
})
