/** Times as logs write them. */

export interface LogTime {
  /** Milliseconds since 1970, UTC. */
  readonly at: number
  /** No zone was written: taken as UTC, and said so. */
  readonly isZoneless: boolean
}

const ISO = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?))?\s*(Z|[+-]\d\d:?\d\d)?$/

/** Null for what is no instant. Example: `2011-10-01T00:38:44.546+02:00`. */
export function readLogTime(text: string): LogTime | null {
  const [, day, clock = '00:00', zone] = ISO.exec(text.trim()) ?? []
  if (!day) return null
  const offset =
    zone === undefined || zone === 'Z' ? 'Z' : zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone
  const at = Date.parse(`${day}T${clock.replace(',', '.')}${offset}`)
  return Number.isNaN(at) ? null : { at, isZoneless: zone === undefined }
}

const EARLIEST = Date.UTC(1990, 0, 1)

/** Before there were such logs, or after now: mostly a date that was never filled in. */
export const isSuspect = (at: number, now: number): boolean => at < EARLIEST || at > now
