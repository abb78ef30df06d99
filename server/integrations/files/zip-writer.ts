/** Writes a ZIP file front to back, sizes after each entry (APPNOTE 6.3 section 4.3.9), so that nothing is held back. */
import { Readable } from 'node:stream'
import { crc32, createDeflateRaw } from 'node:zlib'

type Content = Iterable<string> | AsyncIterable<string>

interface Written {
  readonly name: Buffer
  readonly offset: number
  readonly check: number
  readonly packed: number
  readonly unpacked: number
}

/** Sizes follow the entry (bit 3), names are UTF-8 (bit 11). */
const FLAGS = 0x0808
const DEFLATED = 8
/** 1 January 1980: the same rows give the same file. */
const DAY = 0x21

export async function* writeZip(
  entries: readonly (readonly [name: string, content: Content])[],
): AsyncGenerator<Buffer> {
  const written: Written[] = []
  let offset = 0
  for (const [name, content] of entries) {
    const encoded = Buffer.from(name)
    const tally = { check: 0, packed: 0, unpacked: 0 }
    const header = Buffer.concat([localHeader(encoded), encoded])
    yield header
    yield* deflated(content, tally)
    const sizes = record([4, 0x08074b50], [4, tally.check], [4, tally.packed], [4, tally.unpacked])
    yield sizes
    written.push({ name: encoded, offset, ...tally })
    offset += header.length + tally.packed + sizes.length
  }
  const directory = Buffer.concat(written.flatMap((entry) => [directoryHeader(entry), entry.name]))
  const count = written.length
  const [length, start] = [directory.length, offset]
  yield directory
  yield record([4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, length], [4, start], [2, 0])
}

async function* deflated(
  content: Content,
  tally: { check: number; packed: number; unpacked: number },
): AsyncGenerator<Buffer> {
  const counted = async function* () {
    for await (const text of content) {
      const bytes = Buffer.from(text)
      tally.check = crc32(bytes, tally.check)
      tally.unpacked += bytes.length
      yield bytes
    }
  }
  const source = Readable.from(counted(), { objectMode: false })
  const deflate = createDeflateRaw()
  source.on('error', (error) => deflate.destroy(error))
  source.pipe(deflate)
  try {
    for await (const chunk of deflate as AsyncIterable<Buffer>) {
      tally.packed += chunk.length
      yield chunk
    }
  } finally {
    source.destroy()
    deflate.destroy()
  }
}

type Field = readonly [bytes: 2 | 4, value: number]

function record(...fields: Field[]): Buffer {
  const buffer = Buffer.alloc(fields.reduce((sum, [bytes]) => sum + bytes, 0))
  let at = 0
  for (const [bytes, value] of fields)
    at = bytes === 2 ? buffer.writeUInt16LE(value, at) : buffer.writeUInt32LE(value, at)
  return buffer
}

/** Sizes and check are unknown yet and stand after the entry. */
const localHeader = (name: Buffer): Buffer =>
  record(
    [4, 0x04034b50],
    [2, 20],
    [2, FLAGS],
    [2, DEFLATED],
    [2, 0],
    [2, DAY],
    [4, 0],
    [4, 0],
    [4, 0],
    [2, name.length],
    [2, 0],
  )

function directoryHeader({ name, offset, check, packed, unpacked }: Written): Buffer {
  const start = record([4, 0x02014b50], [2, 20], [2, 20], [2, FLAGS], [2, DEFLATED], [2, 0], [2, DAY])
  const sizes = record([4, check], [4, packed], [4, unpacked], [2, name.length], [2, 0], [2, 0], [2, 0], [2, 0], [4, 0])
  return Buffer.concat([start, sizes, record([4, offset])])
}
