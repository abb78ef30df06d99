/** Opens a file, buffer or stream as chunks of bytes, unpacking gzip, and never unpacks more than a set limit. */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable, type Transform } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { Refusal } from '../../../contract/refusals.ts'

/** A path, the whole content, or a stream of it. */
export type Source = string | Uint8Array | Readable | AsyncIterable<Uint8Array>

export interface ByteLimits {
  /** Unpacked bytes above this are refused. */
  readonly bytesMax: number
  /** Unpacked bytes per packed byte; delivery histories pack about 10 to 40 times. */
  readonly ratioMax: number
  /** Up to here any ratio passes: a run of blanks packs a thousandfold and harms nobody. */
  readonly ratioFreeBytes: number
}

export const BYTE_LIMITS: ByteLimits = { bytesMax: 16 * 2 ** 30, ratioMax: 400, ratioFreeBytes: 16 * 2 ** 20 }

export interface Progress {
  bytesRead: number
  /** 0 when the length is not known beforehand, as with a stream. */
  bytesTotal: number
}

// A string above 128 KiB is a large object to V8, freed only by a full collection: 64 KiB takes 130 MB of process memory
// over a million rows where 256 KiB takes 800 MB, and is faster.
const CHUNK_BYTES = 64 * 1024
export async function openBytes(
  source: Source,
  progress: Progress,
  limits: ByteLimits = BYTE_LIMITS,
): Promise<AsyncGenerator<Buffer>> {
  if (typeof source === 'string') progress.bytesTotal = await fileLength(source)
  else if (source instanceof Uint8Array) progress.bytesTotal = source.byteLength
  const raw = counted(rawChunks(source), progress)
  const first = await raw.next()
  if (first.done) return raw
  const chunks = pushedBack(first.value, raw)
  return isGzip(first.value) ? unpacked(chunks, progress, limits) : limited(chunks, limits)
}

async function fileLength(path: string): Promise<number> {
  const found = await stat(path).catch((): undefined => undefined)
  if (!found?.isFile()) throw new Refusal('unsupported_file', { reason: 'no_such_file' })
  return found.size
}

async function* rawChunks(source: Source): AsyncGenerator<Buffer> {
  if (source instanceof Uint8Array) {
    const all = Buffer.from(source.buffer, source.byteOffset, source.byteLength)
    for (let at = 0; at < all.length; at += CHUNK_BYTES) yield all.subarray(at, at + CHUNK_BYTES)
    return
  }
  const stream = typeof source === 'string' ? createReadStream(source, { highWaterMark: CHUNK_BYTES }) : source
  for await (const chunk of stream) {
    if (chunk.length > 0) yield Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk)
  }
}

async function* counted(chunks: AsyncGenerator<Buffer>, progress: Progress): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    progress.bytesRead += chunk.length
    yield chunk
  }
}

async function* pushedBack(first: Buffer, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield first
    yield* rest
  } finally {
    await rest.return(undefined)
  }
}

const isGzip = (chunk: Buffer): boolean => chunk[0] === 0x1f && chunk[1] === 0x8b

async function* limited(chunks: AsyncGenerator<Buffer>, limits: ByteLimits): AsyncGenerator<Buffer> {
  let total = 0
  for await (const chunk of chunks) {
    total += chunk.length
    if (total > limits.bytesMax) throw new Refusal('too_large', { reason: 'too_many_bytes', limit: limits.bytesMax })
    yield chunk
  }
}

async function* unpacked(
  chunks: AsyncGenerator<Buffer>,
  progress: Progress,
  limits: ByteLimits,
): AsyncGenerator<Buffer> {
  const packed = Readable.from(chunks, { objectMode: false })
  const gunzip: Transform = createGunzip({ chunkSize: CHUNK_BYTES })
  packed.on('error', (error) => gunzip.destroy(error))
  packed.pipe(gunzip)
  let total = 0
  try {
    for await (const chunk of limited(gunzip as unknown as AsyncGenerator<Buffer>, limits)) {
      total += chunk.length
      if (total > limits.ratioFreeBytes && total > progress.bytesRead * limits.ratioMax)
        throw new Refusal('too_large', { reason: 'packed_too_tightly', limit: limits.ratioMax })
      yield chunk
    }
  } catch (error) {
    throw isZlibError(error) ? new Refusal('unsupported_file', { reason: 'broken_gzip' }) : error
  } finally {
    packed.destroy()
    gunzip.destroy()
  }
}

const isZlibError = (error: unknown): boolean => /^Z_/.test(String((error as { code?: unknown }).code ?? ''))
