/** Reads XML as it is unpacked: element by element, by local name, never whole. */
import { SaxesParser } from 'saxes'
import { Refusal } from '../../../contract/refusals.ts'

export interface XmlVisitor {
  open?(name: string, attributes: Record<string, string>): void
  text?(text: string): void
  close?(name: string): void
}

const localName = (name: string): string => {
  const colon = name.indexOf(':')
  return colon === -1 ? name : name.slice(colon + 1)
}

/** Feeds the chunks to the visitor; yields after each chunk, so that the caller can hand on what it gathered. */
export async function* walkXml(chunks: AsyncIterable<Buffer>, visitor: XmlVisitor): AsyncGenerator<void> {
  const parser = new SaxesParser({ position: false })
  parser.on('error', () => {
    throw new Refusal('unsupported_file', { reason: 'broken_workbook' })
  })
  // Entities declared by the file itself are how small XML grows without bound.
  parser.on('doctype', () => {
    throw new Refusal('unsupported_file', { reason: 'broken_workbook' })
  })
  parser.on('opentag', ({ name, attributes }) => visitor.open?.(localName(name), attributes as Record<string, string>))
  parser.on('text', (text) => visitor.text?.(text))
  parser.on('cdata', (text) => visitor.text?.(text))
  parser.on('closetag', ({ name }) => visitor.close?.(localName(name)))
  const decoder = new TextDecoder('utf-8', { fatal: true })
  for await (const chunk of chunks) {
    parser.write(decoded(() => decoder.decode(chunk, { stream: true })))
    yield
  }
  parser.write(decoded(() => decoder.decode()))
  parser.close()
  yield
}

function decoded(decode: () => string): string {
  try {
    return decode()
  } catch {
    throw new Refusal('unsupported_file', { reason: 'broken_workbook' })
  }
}

export async function readXml(chunks: AsyncIterable<Buffer>, visitor: XmlVisitor): Promise<void> {
  for await (const _ of walkXml(chunks, visitor));
}
