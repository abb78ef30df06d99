/**
 * Reads the binary form of COPY without a detour over text: numbers, days and instants straight from the bytes.
 * Codes repeat from row to row (the same order, the same carrier), so a column's last string is kept and reused.
 */
import { to as copyTo } from 'pg-copy-streams'
import type { Tx } from '../../platform/database/database.ts'

/** Runs a COPY (SELECT …) TO STDOUT. The text must hold no input of users but escaped literals. */
export async function copyBinary(tx: Tx, select: string): Promise<BinaryRows> {
  const chunks: Buffer[] = []
  for await (const chunk of tx.client.query(copyTo(`COPY (${select}) TO STDOUT (FORMAT binary)`))) {
    chunks.push(chunk as Buffer)
  }
  return new BinaryRows(Buffer.concat(chunks))
}

const HEADER_BYTES = 19
const TRAILER = 0xffff
/** PostgreSQL counts days and microseconds from 2000-01-01. */
const EPOCH_DAYS = 10_957
const EPOCH_MILLISECONDS = EPOCH_DAYS * 86_400_000
const HIGH = 2 ** 32

/** A cursor: `next` moves to a row, and each reading takes its next column. */
export class BinaryRows {
  private readonly bytes: Buffer
  private position = HEADER_BYTES
  private column = 0
  private readonly lastStarts: number[] = []
  private readonly lastLengths: number[] = []
  private readonly lastTexts: string[] = []

  constructor(bytes: Buffer) {
    this.bytes = bytes
  }

  next(): boolean {
    this.column = 0
    if (((this.bytes[this.position]! << 8) | this.bytes[this.position + 1]!) === TRAILER) return false
    this.position += 2
    return true
  }

  text(): string | null {
    const length = this.length()
    const column = this.column++
    if (length < 0) return null
    const start = this.position
    this.position += length
    if (this.isSame(column, start, length)) return this.lastTexts[column]!
    const text = this.bytes.toString('utf8', start, start + length)
    this.lastStarts[column] = start
    this.lastLengths[column] = length
    this.lastTexts[column] = text
    return text
  }

  /** A smallint, int or bigint below 2^53. */
  integer(): number | null {
    const length = this.length()
    this.column++
    if (length < 0) return null
    const start = this.position
    this.position += length
    if (length === 4) return this.bytes.readInt32BE(start)
    return length === 8
      ? this.bytes.readInt32BE(start) * HIGH + this.bytes.readUInt32BE(start + 4)
      : this.bytes.readInt16BE(start)
  }

  /** Days since 1970-01-01. */
  day(): number | null {
    const days = this.integer()
    return days === null ? null : days + EPOCH_DAYS
  }

  /** Epoch milliseconds. */
  instant(): number | null {
    const micros = this.integer()
    return micros === null ? null : Math.floor(micros / 1000) + EPOCH_MILLISECONDS
  }

  double(): number | null {
    const length = this.length()
    this.column++
    if (length < 0) return null
    this.position += length
    return this.bytes.readDoubleBE(this.position - length)
  }

  /** A numeric as an integer of `scale` (1000 for thousandths); exact below 2^53. */
  scaled(scale: number): number | null {
    const length = this.length()
    this.column++
    if (length < 0) return null
    const start = this.position
    this.position += length
    return this.numericAt(start, scale)
  }

  /** Digits of base 10,000, the first worth 10,000^weight. */
  private numericAt(start: number, scale: number): number {
    const { bytes } = this
    const digits = (bytes[start]! << 8) | bytes[start + 1]!
    const weight = bytes.readInt16BE(start + 2)
    let whole = 0
    let fraction = 0
    let fractionScale = 1
    for (let i = 0; i < digits; i++) {
      const digit = (bytes[start + 8 + 2 * i]! << 8) | bytes[start + 9 + 2 * i]!
      if (i <= weight) whole = whole * 10_000 + digit
      else {
        fraction = fraction * 10_000 + digit
        fractionScale *= 10_000
      }
    }
    // Trailing zero digits are not sent, neither before nor behind the decimal point.
    for (let i = digits; i <= weight; i++) whole *= 10_000
    for (let i = weight + 1; i < 0; i++) fractionScale *= 10_000
    const value = whole * scale + Math.round((fraction * scale) / fractionScale)
    return bytes[start + 4] === 0x40 ? -value : value
  }

  private length(): number {
    const at = this.position
    this.position = at + 4
    const { bytes } = this
    return (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!
  }

  private isSame(column: number, start: number, length: number): boolean {
    if (this.lastLengths[column] !== length) return false
    const last = this.lastStarts[column]!
    // From the end: codes of one kind differ in their last characters.
    for (let i = length - 1; i >= 0; i--) if (this.bytes[last + i] !== this.bytes[start + i]) return false
    return true
  }
}
