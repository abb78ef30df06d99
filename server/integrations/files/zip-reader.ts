/** Lists and unpacks the entries of a ZIP file through its central directory (APPNOTE 6.3 sections 4.3 and 4.4). */
import { createReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { createInflateRaw } from 'node:zlib'
import { Refusal } from '../../../contract/refusals.ts'
import type { ByteLimits } from './bytes.ts'

export interface ZipEntry {
  readonly name: string
  readonly isDeflated: boolean
  readonly packedBytes: number
  /** Where its local header starts. */
  readonly offset: number
}

export interface ZipFile {
  readonly path: string
  readonly entries: ReadonlyMap<string, ZipEntry>
}

const END_MARK = 0x06054b50
const ENTRY_MARK = 0x02014b50
const LOCAL_MARK = 0x04034b50
const END_BYTES = 22
const COMMENT_BYTES_MAX = 65_535
const DIRECTORY_BYTES_MAX = 16 * 2 ** 20
const UNKNOWN_32 = 0xffffffff
const FARTHEST = 2n ** 48n

const broken = (reason = 'broken_zip') => new Refusal('unsupported_file', { reason })

export async function openZip(path: string): Promise<ZipFile> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const tail = await readAt(
      file,
      Math.max(0, size - END_BYTES - COMMENT_BYTES_MAX),
      Math.min(size, END_BYTES + COMMENT_BYTES_MAX),
    )
    const end = endRecord(tail)
    const length = tail.readUInt32LE(end + 12)
    const start = tail.readUInt32LE(end + 16)
    if (start === UNKNOWN_32 || start + length > size || length > DIRECTORY_BYTES_MAX) throw broken()
    return { path, entries: readDirectory(await readAt(file, start, length)) }
  } finally {
    await file.close()
  }
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length)
  const { bytesRead } = await file.read(buffer, 0, length, position)
  if (bytesRead < length) throw broken()
  return buffer
}

function endRecord(tail: Buffer): number {
  for (let at = tail.length - END_BYTES; at >= 0; at--) if (tail.readUInt32LE(at) === END_MARK) return at
  throw broken()
}

function readDirectory(directory: Buffer): Map<string, ZipEntry> {
  const entries = new Map<string, ZipEntry>()
  let at = 0
  while (at + 46 <= directory.length && directory.readUInt32LE(at) === ENTRY_MARK) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) => directory.readUInt16LE(at + field))
    const nameEnd = at + 46 + nameLength!
    const next = nameEnd + extraLength! + commentLength!
    if (next > directory.length) throw broken()
    const name = directory.toString('utf8', at + 46, nameEnd)
    const method = directory.readUInt16LE(at + 10)
    if ((directory.readUInt16LE(at + 8) & 1) !== 0) throw broken('locked_workbook')
    if (method !== 0 && method !== 8) throw broken('unknown_packing')
    entries.set(name, { name, isDeflated: method === 8, ...placeOf(directory, at, nameEnd, nameEnd + extraLength!) })
    at = next
  }
  if (at !== directory.length) throw broken()
  return entries
}

/** Sizes of four bytes, or of eight in the extra field of a writer that did not know them beforehand (ZIP64). */
function placeOf(
  directory: Buffer,
  at: number,
  extra: number,
  extraEnd: number,
): { packedBytes: number; offset: number } {
  let packedBytes = directory.readUInt32LE(at + 20)
  let offset = directory.readUInt32LE(at + 42)
  const isLong = [directory.readUInt32LE(at + 24), packedBytes, offset].map((size) => size === UNKNOWN_32)
  if (!isLong.includes(true)) return { packedBytes, offset }
  let field = extra
  while (field + 4 <= extraEnd && directory.readUInt16LE(field) !== 1) field += 4 + directory.readUInt16LE(field + 2)
  field += 4
  const long = () => {
    if (field + 8 > extraEnd) throw broken()
    field += 8
    const value = directory.readBigUInt64LE(field - 8)
    // Further than any file reaches, where reading would fail with an error of ours.
    if (value > FARTHEST) throw broken()
    return Number(value)
  }
  if (isLong[0]) long()
  if (isLong[1]) packedBytes = long()
  if (isLong[2]) offset = long()
  return { packedBytes, offset }
}

/** Unpacks one entry, and stops at a ratio or a size that no table has. */
export async function* unpackEntry(zip: ZipFile, entry: ZipEntry, limits: ByteLimits): AsyncGenerator<Buffer> {
  const start = await bodyStart(zip.path, entry)
  if (entry.packedBytes === 0) return
  const packed = createReadStream(zip.path, { start, end: start + entry.packedBytes - 1, highWaterMark: 128 * 1024 })
  const inflate = createInflateRaw({ chunkSize: 128 * 1024 })
  packed.on('error', (error) => inflate.destroy(error))
  const chunks: AsyncIterable<Buffer> = entry.isDeflated ? packed.pipe(inflate) : packed
  const most = Math.min(limits.bytesMax, Math.max(limits.ratioFreeBytes, entry.packedBytes * limits.ratioMax))
  let total = 0
  try {
    for await (const chunk of chunks) {
      total += chunk.length
      if (total > most) throw new Refusal('too_large', { reason: 'packed_too_tightly', limit: most })
      yield chunk
    }
  } catch (error) {
    throw error instanceof Refusal ? error : broken()
  } finally {
    packed.destroy()
    inflate.destroy()
  }
}

async function bodyStart(path: string, entry: ZipEntry): Promise<number> {
  const file = await open(path)
  try {
    const header = await readAt(file, entry.offset, 30)
    if (header.readUInt32LE(0) !== LOCAL_MARK) throw broken()
    return entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
  } finally {
    await file.close()
  }
}
