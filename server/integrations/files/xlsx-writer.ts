/** Writes a workbook of one sheet as a stream: memory does not grow with the rows. */
import { Refusal } from '../../../contract/refusals.ts'
import type { RawCell } from './csv-reader.ts'
import { writeZip } from './zip-writer.ts'

/** A sheet holds no more (ECMA-376 part 1, 18.3.1.73). */
export const SHEET_ROWS_MAX = 1_048_576

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

const PARTS: readonly [path: string, xml: string][] = [
  [
    '[Content_Types].xml',
    `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/></Types>`,
  ],
  [
    '_rels/.rels',
    `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  ],
  [
    'xl/workbook.xml',
    `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="Sevenfold" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  ],
  [
    'xl/_rels/workbook.xml.rels',
    `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
  ],
  // Style 0 is plain, 1 a day, 2 a day with time.
  [
    'xl/styles.xml',
    `<styleSheet xmlns="${MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss.000"/></numFmts><fonts count="1"><font/></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="165" applyNumberFormat="1"/></cellXfs></styleSheet>`,
  ],
]

type RowSource = Iterable<readonly RawCell[]> | AsyncIterable<readonly RawCell[]>

/**
 * Yields the workbook's bytes. Numbers, dates and booleans are typed cells; a number of more than 15 digits is text, whole.
 * Refuses (`too_large`) more rows than a sheet can hold.
 */
export function writeXlsx(headers: readonly string[], rows: RowSource): AsyncGenerator<Buffer> {
  const parts = PARTS.map(([path, xml]): [string, Iterable<string>] => [path, [XML + xml]])
  return writeZip([...parts, ['xl/worksheets/sheet1.xml', sheetXml(headers, rows)]])
}

async function* sheetXml(headers: readonly string[], rows: RowSource): AsyncGenerator<string> {
  yield `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>`
  yield rowXml(headers)
  let count = 1
  let text = ''
  for await (const row of rows) {
    if (++count > SHEET_ROWS_MAX) throw new Refusal('too_large', { reason: 'too_many_rows', limit: SHEET_ROWS_MAX - 1 })
    text += rowXml(row)
    if (text.length < 32 * 1024) continue
    yield text
    text = ''
  }
  yield `${text}</sheetData></worksheet>`
}

const rowXml = (cells: readonly RawCell[]): string => `<row>${cells.map(cellXml).join('')}</row>`

/** Without references every cell must be there, so that the next one keeps its column. */
function cellXml(cell: RawCell): string {
  if (cell === '') return '<c/>'
  if (typeof cell === 'string') return textXml(cell)
  if (cell.type === 'number' && digitsOf(cell.text) <= 15) return `<c><v>${cell.text}</v></c>`
  if (cell.type === 'boolean') return `<c t="b"><v>${cell.text === 'true' ? 1 : 0}</v></c>`
  const serial = cell.type === 'date' || cell.type === 'instant' ? serialOf(cell.text) : undefined
  if (serial === undefined) return textXml(cell.text)
  return `<c s="${cell.type === 'date' ? 1 : 2}"><v>${serial}</v></c>`
}

/** A workbook keeps 15 digits; a longer number is written as text, whole. */
const digitsOf = (text: string): number => text.replace(/[^0-9]/g, '').length

const LOCAL_TIME = /^(\d{4}-\d\d-\d\d)(?: (\d\d:\d\d:\d\d(?:\.\d{1,3})?))?$/
const DAYS_TO_1970 = 25_569

/** Undefined for a time with offset, which no serial can hold, and for days before the workbook's calendar is sound. */
function serialOf(text: string): number | undefined {
  const found = LOCAL_TIME.exec(text)
  if (!found) return undefined
  const serial = Date.parse(`${found[1]}T${found[2] ?? '00:00:00'}Z`) / 86_400_000 + DAYS_TO_1970
  return serial > 60 ? serial : undefined
}

const textXml = (text: string): string => `<c t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`

/** What XML 1.0 cannot hold or would change: control characters, carriage returns, halves of pairs; and their own escape. */
const UNWRITABLE = /[^\P{Cc}\t\n]|[\uFFFE\uFFFF\p{Cs}]|_(?=x[0-9A-Fa-f]{4}_)/gu
const MARKUP: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

function escaped(text: string): string {
  const writable = text.replace(
    UNWRITABLE,
    (one) => `_x${one.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
  )
  return writable.replace(/[&<>]/g, (one) => MARKUP[one]!)
}
