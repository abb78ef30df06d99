/** Writes rows as a CSV file that a spreadsheet opens rightly and never runs. Its own chunk: few readers take lists away. */
import { type Column, isNothing } from './record-column.ts'

/** A spreadsheet runs a cell that begins so (CWE-1236); an apostrophe before it marks text. Plain numbers are no formulas. */
const RUNS = /^[=+\-@\t\r\n＝＋－＠]/
const PLAIN_NUMBER = /^[+-]?\d+([.,]\d+)?$/

export function csvCell(value: unknown): string {
  if (value === null || value === undefined) return ''
  const text = String(value)
  const guarded = RUNS.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text
  return /[",\n\r]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded
}

/** What a file says of a cell: its text, else what the screen says when that is plain words. */
export function cellText<T>(column: Column<T>, row: T): string {
  if (column.text) return csvCell(column.text(row))
  const shown = column.cell(row)
  return isNothing(shown) || typeof shown === 'object' ? '' : csvCell(shown)
}

type Download<T> = {
  name: string
  columns: readonly Column<T>[]
  pages: AsyncIterable<readonly T[]> | Iterable<readonly T[]>
  onProgress: (rows: number) => void
  signal: AbortSignal
}

export async function downloadRows<T>({ name, columns, pages, onProgress, signal }: Download<T>): Promise<void> {
  const lines = [columns.map((column) => csvCell(column.header)).join(',')]
  for await (const rows of pages) {
    signal.throwIfAborted()
    for (const row of rows) lines.push(columns.map((column) => cellText(column, row)).join(','))
    onProgress(lines.length - 1)
  }
  // The mark in front tells spreadsheets that the file is UTF-8.
  const file = new Blob(['\ufeff', lines.join('\r\n'), '\r\n'], { type: 'text/csv;charset=utf-8' })
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = `${name}.csv`
  link.click()
  // The browser reads the address after this turn.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
