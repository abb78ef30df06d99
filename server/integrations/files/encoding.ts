/**
 * Turns bytes into text in one declared or proven encoding.
 * Proven means: a byte order mark, or every byte valid UTF-8. Anything else is refused until the mapping names the
 * encoding, since a file in windows-1250 read as windows-1252 gives wrong names without any error.
 */
import { isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'
import { Refusal } from '../../../contract/refusals.ts'

/** Thrown inside the decoder; the table reader knows the row and turns it into a refusal. */
export class InvalidBytes extends Error {
  readonly encoding: string
  constructor(encoding: string) {
    super(`invalid ${encoding}`)
    this.encoding = encoding
  }
}

export interface Decoded {
  readonly encoding: string
  readonly text: AsyncGenerator<string>
}

const MARKS: readonly { encoding: string; mark: readonly number[] }[] = [
  { encoding: 'utf-8', mark: [0xef, 0xbb, 0xbf] },
  { encoding: 'utf-16le', mark: [0xff, 0xfe] },
  { encoding: 'utf-16be', mark: [0xfe, 0xff] },
]

/**
 * Reads the byte order mark, then decodes chunk by chunk. A mark is the file's own word and outweighs the declared
 * encoding: rejects of a windows-1250 file come back from the spreadsheet in UTF-8 under the same mapping.
 */
export async function decode(chunks: AsyncGenerator<Buffer>, declared?: string): Promise<Decoded> {
  const wanted = declared === undefined ? undefined : knownEncoding(declared)
  const head = await firstBytes(chunks, 4)
  const mark = MARKS.find(({ mark }) => mark.every((byte, at) => head[at] === byte))
  const encoding = mark?.encoding ?? wanted ?? 'utf-8'
  if (!mark && !wanted && head.subarray(0, 4).includes(0)) throw new Refusal('unsupported_file', { reason: 'not_text' })
  const body = withHead(mark ? head.subarray(mark.mark.length) : head, chunks)
  return { encoding, text: encoding === 'utf-8' ? decodeUtf8(body) : decodeOther(body, encoding) }
}

function knownEncoding(name: string): string {
  const plain = name.trim().toLowerCase()
  if (plain === 'utf8') return 'utf-8'
  if (!iconv.encodingExists(plain)) throw new Refusal('invalid_input', { reason: 'unknown_encoding', encoding: name })
  return plain
}

async function firstBytes(chunks: AsyncGenerator<Buffer>, count: number): Promise<Buffer> {
  let head: Buffer = Buffer.alloc(0)
  while (head.length < count) {
    const next = await chunks.next()
    if (next.done) break
    head = head.length === 0 ? next.value : Buffer.concat([head, next.value])
  }
  return head
}

async function* withHead(head: Buffer, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  try {
    if (head.length > 0) yield head
    yield* rest
  } finally {
    await rest.return(undefined)
  }
}

async function* decodeUtf8(chunks: AsyncGenerator<Buffer>): AsyncGenerator<string> {
  let carried: Buffer = Buffer.alloc(0)
  for await (const chunk of chunks) {
    const bytes: Buffer = carried.length === 0 ? chunk : Buffer.concat([carried, chunk])
    const whole = wholeCharacters(bytes)
    yield* validUtf8(bytes.subarray(0, whole))
    carried = Buffer.from(bytes.subarray(whole))
  }
  if (carried.length > 0) yield* validUtf8(carried)
}

function* validUtf8(bytes: Buffer): Generator<string> {
  if (isUtf8(bytes)) {
    if (bytes.length > 0) yield bytes.toString('utf8')
    return
  }
  yield bytes.subarray(0, validLength(bytes)).toString('utf8')
  throw new InvalidBytes('utf-8')
}

/** Halving finds the longest valid beginning: a prefix cut inside a character only shortens it by that character. */
function validLength(bytes: Buffer): number {
  let low = 0
  let high = bytes.length
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    const cut = wholeCharacters(bytes.subarray(0, middle))
    if (isUtf8(bytes.subarray(0, cut))) low = middle
    else high = middle - 1
  }
  return wholeCharacters(bytes.subarray(0, low))
}

/** Length without an unfinished last character (at most three bytes). */
function wholeCharacters(bytes: Buffer): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back]!
    if (byte < 0x80) break
    if (byte >= 0xc0) {
      const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
      return needed > back ? bytes.length - back : bytes.length
    }
  }
  return bytes.length
}

async function* decodeOther(chunks: AsyncGenerator<Buffer>, encoding: string): AsyncGenerator<string> {
  const decoder = iconv.getDecoder(encoding, { stripBOM: false })
  for await (const chunk of chunks) yield* checked(decoder.write(chunk), encoding)
  yield* checked(decoder.end() ?? '', encoding)
}

/** The decoder marks bytes that the encoding does not define with U+FFFD. */
function* checked(text: string, encoding: string): Generator<string> {
  const bad = text.indexOf('\uFFFD')
  if (bad === -1) {
    if (text.length > 0) yield text
    return
  }
  yield text.slice(0, bad)
  throw new InvalidBytes(encoding)
}
