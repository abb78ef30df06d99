/** Reads what a workbook says about its sheets: names and places, shared texts, and which styles are dates. */
import { posix } from 'node:path'
import { Refusal } from '../../../contract/refusals.ts'
import type { ByteLimits } from './bytes.ts'
import { type DateStyle, dateStyle, unescapeText } from './xlsx-values.ts'
import { readXml, type XmlVisitor } from './xml-stream.ts'
import { unpackEntry, type ZipFile } from './zip-reader.ts'

export interface Workbook {
  readonly sheets: readonly { name: string; path: string }[]
  readonly is1904: boolean
  /** Text of cells by number; kept in memory whole, so its size is limited. */
  readonly sharedTexts: readonly string[]
  /** By style number. */
  readonly dateStyles: readonly DateStyle[]
}

const SHARED_CHARACTERS_MAX = 64 * 2 ** 20

export async function readWorkbook(zip: ZipFile, limits: ByteLimits): Promise<Workbook> {
  const read = async (path: string, visitor: XmlVisitor) => {
    const entry = zip.entries.get(path)
    if (entry) await readXml(unpackEntry(zip, entry, limits), visitor)
  }
  const targets = new Map<string, string>()
  await read('xl/_rels/workbook.xml.rels', {
    open: (name, { Id, Target }) => {
      if (name === 'Relationship' && Id && Target) targets.set(Id, posix.resolve('/xl', Target).slice(1))
    },
  })
  const sheets: { name: string; path: string }[] = []
  let is1904 = false
  await read('xl/workbook.xml', {
    open: (name, attributes) => {
      if (name === 'workbookPr') is1904 = ['1', 'true'].includes(attributes.date1904 ?? '')
      const path = name === 'sheet' ? targets.get(attributes['r:id'] ?? '') : undefined
      if (path !== undefined) sheets.push({ name: attributes.name ?? '', path })
    },
  })
  if (sheets.length === 0) throw new Refusal('unsupported_file', { reason: 'broken_workbook' })
  const shared = sharedTextVisitor()
  await read('xl/sharedStrings.xml', shared.visitor)
  const styles = dateStyleVisitor()
  await read('xl/styles.xml', styles.visitor)
  return { sheets, is1904, sharedTexts: shared.texts, dateStyles: styles.styles }
}

/** A shared text is one `t`, or several in runs of different looks; `rPh` holds how to pronounce it and is left out. */
function sharedTextVisitor(): { texts: string[]; visitor: XmlVisitor } {
  const texts: string[] = []
  let text = ''
  let isText = false
  let pronounced = 0
  let characters = 0
  const open = (name: string) => {
    if (name === 'si') text = ''
    if (name === 'rPh') pronounced++
    isText = name === 't' && pronounced === 0
  }
  const close = (name: string) => {
    isText = false
    if (name === 'rPh') pronounced--
    if (name !== 'si') return
    characters += text.length
    if (characters > SHARED_CHARACTERS_MAX) throw new Refusal('too_large', { reason: 'too_many_texts' })
    texts.push(unescapeText(text))
  }
  const add = (part: string) => {
    if (isText) text += part
  }
  return { texts, visitor: { open, close, text: add } }
}

function dateStyleVisitor(): { styles: DateStyle[]; visitor: XmlVisitor } {
  const codes = new Map<number, string>()
  const styles: DateStyle[] = []
  let isCellStyles = false
  const open = (name: string, attributes: Record<string, string>) => {
    if (name === 'numFmt') codes.set(Number(attributes.numFmtId), attributes.formatCode ?? '')
    if (name === 'cellXfs') isCellStyles = true
    if (name !== 'xf' || !isCellStyles) return
    const id = Number(attributes.numFmtId ?? 0)
    styles.push(dateStyle(id, codes.get(id)))
  }
  const close = (name: string) => {
    if (name === 'cellXfs') isCellStyles = false
  }
  return { styles, visitor: { open, close } }
}
