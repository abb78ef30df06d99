/** Ids made by us: UUIDv7 (sorts by time, so index pages stay warm) and short codes for documents that the company did not number. */
import { v7 } from 'uuid'

export interface Ids {
  uuid(): string
  /** A document code such as `SO-01J8…`: the prefix and 16 characters of a fresh id. */
  code(prefix: string): string
}

export const randomIds: Ids = {
  uuid: () => v7(),
  code: (prefix) => `${prefix}-${shorten(v7())}`,
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

const shorten = (uuid: string) =>
  BigInt(`0x${uuid.replaceAll('-', '')}`)
    .toString(36)
    .toUpperCase()
    .slice(0, 16)
