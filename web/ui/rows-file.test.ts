import { expect, test } from 'vitest'
import type { Column } from './record-column.ts'
import { cellText, csvCell } from './rows-file.ts'

test('a cell that a spreadsheet would run is marked as text, a number is not', () => {
  expect(csvCell('=HYPERLINK("x")')).toBe(`"'=HYPERLINK(""x"")"`)
  expect(csvCell('@import')).toBe("'@import")
  expect(csvCell('-12.5')).toBe('-12.5')
  expect(csvCell('+37322123456')).toBe('+37322123456')
})

test('commas, quotes and line ends stay inside their cell', () => {
  expect(csvCell('Nord, Bau "GmbH"')).toBe('"Nord, Bau ""GmbH"""')
  expect(csvCell('a\nb')).toBe('"a\nb"')
})

test('a file says the plain value where the screen draws a picture, and nothing where nothing is known', () => {
  type Row = { state: string; day: string | null }
  const state: Column<Row> = { id: 'state', header: 'State', cell: () => ({}) as never, text: (row) => row.state }
  const day: Column<Row> = { id: 'day', header: 'Day', cell: (row) => row.day }
  expect(cellText(state, { state: 'open', day: null })).toBe('open')
  expect(cellText(day, { state: 'open', day: null })).toBe('')
})
