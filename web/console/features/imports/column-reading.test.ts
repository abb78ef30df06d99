import { expect, test } from 'vitest'
import type { ImportField, MappingInput } from '../../../../contract/imports.ts'
import { bindField } from './column-reading.ts'

const mapping: MappingInput = { kind: 'history', columns: {} }
const promised: ImportField = { name: 'promised_to', type: 'day_or_time' }
const price: ImportField = { name: 'unit_price', type: 'price' }
const readings = {
  Zugesagt: { dateFormats: ['d.M.yyyy'], decimals: [], isGrouped: false },
  Geliefert: { dateFormats: ['d/M/yyyy', 'M/d/yyyy'], decimals: [], isGrouped: false },
  Preis: { dateFormats: [], decimals: [',' as const], isGrouped: true },
}
const column = (name: string) => ({ from: 'column' as const, column: name, settings: { column: name } })

test('the one format that fits a column comes with it', () => {
  const bound = bindField(mapping, { field: promised, source: column('Zugesagt') }, readings)
  expect(bound.mapping.columns).toEqual({ promised_to: { column: 'Zugesagt', dateFormat: 'd.M.yyyy' } })
  expect(bound.questions).toEqual([])
})

test('two formats that fit are asked about', () => {
  const bound = bindField(mapping, { field: promised, source: column('Geliefert') }, readings)
  expect(bound.mapping.columns).toEqual({ promised_to: 'Geliefert' })
  expect(bound.questions).toMatchObject([{ about: 'date_format', candidates: ['d/M/yyyy', 'M/d/yyyy'] }])
})

test('the first price tells the signs of the whole file, and what was chosen before stays', () => {
  const bind = (before: MappingInput) => bindField(before, { field: price, source: column('Preis') }, readings).mapping
  expect(bind(mapping)).toMatchObject({ decimal: ',', grouping: '.' })
  expect(bind({ ...mapping, decimal: '.' })).toMatchObject({ decimal: '.' })
  expect(bind({ ...mapping, decimal: '.' }).grouping).toBeUndefined()
})

test('settings made by hand are not overruled', () => {
  const source = { ...column('Zugesagt'), settings: { column: 'Zugesagt', dateFormat: 'iso' } }
  expect(bindField(mapping, { field: promised, source }, readings).mapping.columns).toEqual({
    promised_to: { column: 'Zugesagt', dateFormat: 'iso' },
  })
})
