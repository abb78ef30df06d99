import { expect, test } from 'vitest'
import type { ImportField, MappingInput } from '../../../../contract/imports.ts'
import { missingFields, ownFormats, sampleValues, sourceOf, unusedColumns, withSource } from './mapping-draft.ts'

const fields: ImportField[] = [
  { name: 'order_id', type: 'code', required: true },
  { name: 'quantity', type: 'quantity', required: true },
  { name: 'mode', type: 'enum', values: ['road'] },
]
const mapping: MappingInput = {
  kind: 'orders',
  columns: { order_id: 'PO', mode: { column: 'Mode', values: { Truck: 'road' } } },
}

test('a required field that nothing fills is missing', () => {
  expect(missingFields(mapping, fields)).toEqual(['quantity'])
  expect(missingFields(withSource(mapping, 'quantity', { from: 'constant', value: '1' }), fields)).toEqual([])
})

test('a field takes a column or a constant, never both', () => {
  const constant = withSource(mapping, 'order_id', { from: 'constant', value: 'X' })
  expect(sourceOf(constant, 'order_id')).toEqual({ from: 'constant', value: 'X' })
  const back = withSource(constant, 'order_id', { from: 'column', column: 'PO', settings: { column: 'PO' } })
  expect(back.columns?.order_id).toBe('PO')
  expect(back.constants).toEqual({})
})

test('settings of a column that were emptied leave no trace', () => {
  const next = withSource(mapping, 'mode', {
    from: 'column',
    column: 'Mode',
    settings: { column: 'Mode', values: {}, dateFormat: '' },
  })
  expect(next.columns?.mode).toBe('Mode')
})

test('columns that no field takes are named', () => {
  expect(unusedColumns(mapping, ['PO', 'Mode', 'Remark'])).toEqual(['Remark'])
})

test('the values to translate are those of the sample, each once', () => {
  expect(
    sampleValues(
      ['PO', 'Mode'],
      [
        ['1', 'Truck'],
        ['2', 'Air'],
        ['3', 'Truck'],
        ['4', ''],
      ],
      'Mode',
    ),
  ).toEqual(['Truck', 'Air'])
})

test('the formats really used are those of the columns, and the file’s only where a column has none', () => {
  const dated: ImportField[] = [
    { name: 'promised_to', type: 'day_or_time' },
    { name: 'delivered_at', type: 'day_or_time' },
  ]
  const columns = { promised_to: { column: 'Promised', dateFormat: 'd.M.yyyy' }, delivered_at: 'Delivered' }
  const formats = [{ column: 'Promised', format: 'd.M.yyyy' }]
  expect(ownFormats({ kind: 'history', columns }, dated)).toEqual({ formats, isEvery: false })
  const { promised_to } = columns
  expect(ownFormats({ kind: 'history', columns: { promised_to } }, dated)).toEqual({ formats, isEvery: true })
  expect(ownFormats({ kind: 'history' }, dated)).toEqual({ formats: [], isEvery: false })
})
