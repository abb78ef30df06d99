/** Gathers the rows of a sheet from its XML elements (ECMA-376 part 1, 18.3.1: row, c, v, is, t). */
import type { RawCell, RawRow } from './csv-reader.ts'
import { columnOf, numberText, serialDate, unescapeText } from './xlsx-values.ts'
import type { Workbook } from './xlsx-workbook.ts'
import type { XmlVisitor } from './xml-stream.ts'

export class SheetReader implements XmlVisitor {
  /** Columns of the header once known: a stray cell far to the right must not widen every row. */
  columns = 16_384
  #workbook: Workbook
  #rows: RawRow[] = []
  #rowNumber = 0
  #cells: RawCell[] = []
  #column = -1
  #type = ''
  #style = 0
  #value = ''
  #isValue = false
  #pronounced = 0

  constructor(workbook: Workbook) {
    this.#workbook = workbook
  }

  /** The rows finished since the last call. */
  take(): RawRow[] {
    const rows = this.#rows
    this.#rows = []
    return rows
  }

  open(name: string, attributes: Record<string, string>): void {
    if (name === 'row') {
      const numbered = Number(attributes.r)
      this.#rowNumber = Number.isInteger(numbered) && numbered > this.#rowNumber ? numbered : this.#rowNumber + 1
      this.#cells = []
      this.#column = -1
    } else if (name === 'c') {
      const column = columnOf(attributes.r ?? '')
      this.#column = column === -1 ? this.#column + 1 : column
      this.#type = attributes.t ?? 'n'
      this.#style = Number(attributes.s ?? 0)
      this.#value = ''
    } else if (name === 'rPh') this.#pronounced++
    this.#isValue = name === 'v' || (name === 't' && this.#pronounced === 0)
  }

  text(text: string): void {
    if (this.#isValue) this.#value += text
  }

  close(name: string): void {
    this.#isValue = false
    if (name === 'c') this.#put(this.#cell())
    else if (name === 'rPh') this.#pronounced--
    else if (name === 'row' && this.#cells.some((cell) => cell !== ''))
      this.#rows.push({ rowNumber: this.#rowNumber, cells: this.#cells })
  }

  #put(cell: RawCell): void {
    if (cell === '') return
    const at = Math.min(this.#column, this.columns)
    while (this.#cells.length < at) this.#cells.push('')
    this.#cells[at] = cell
  }

  #cell(): RawCell {
    const value = this.#value
    if (value === '') return ''
    switch (this.#type) {
      case 's':
        return this.#workbook.sharedTexts[Number(value)] ?? { type: 'error', text: value }
      case 'inlineStr':
      case 'str':
        return unescapeText(value)
      case 'b':
        return { type: 'boolean', text: value === '1' ? 'true' : 'false' }
      case 'e':
        return { type: 'error', text: value }
      case 'd':
        return { type: value.length > 10 ? 'instant' : 'date', text: value }
      default:
        return this.#number(value)
    }
  }

  #number(value: string): RawCell {
    const text = numberText(value)
    if (text === undefined) return { type: 'error', text: value }
    const style = this.#workbook.dateStyles[this.#style] ?? 'none'
    return style === 'none' ? { type: 'number', text } : serialDate(Number(value), this.#workbook.is1904, style)
  }
}
