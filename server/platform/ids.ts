/** Ids made by us: UUIDv7 (sorts by time, so index pages stay warm) and short codes for documents that the company did not number. */
import { randomBytes } from 'node:crypto'
import { v7 } from 'uuid'

export interface Ids {
  uuid(): string
  /** A document code such as `SO-3HBL30A43P6YCA56`: the prefix, then the time and chance in 16 characters. */
  code(prefix: string): string
}

export const randomIds: Ids = {
  uuid: () => v7(),
  code: (prefix) => `${prefix}-${shortCode()}`,
}

/** The same ids in the same order at every run: for tests and the simulator. */
export function countingIds(): Ids {
  let count = 0
  const next = () => (++count).toString(16).padStart(12, '0')
  return {
    uuid: () => `00000000-0000-7000-8000-${next()}`,
    code: (prefix) => `${prefix}-${(++count).toString().padStart(4, '0')}`,
  }
}

/**
 * The millisecond, then 38 bits of chance. Not a shortened UUID: those of one millisecond count up, and what tells them
 * apart is mostly cut off, so that every fourteenth order placed together got its neighbor's code.
 */
function shortCode(): string {
  const value = (BigInt(Date.now()) << 80n) | BigInt(`0x${randomBytes(10).toString('hex')}`)
  return value.toString(36).toUpperCase().slice(0, 16)
}
