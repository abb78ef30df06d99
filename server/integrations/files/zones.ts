/**
 * Local time to offset, for the IANA zones the runtime knows.
 * A local time that does not exist moves forward to the first that does; one that occurs twice takes the first
 * (domain rule T6).
 */

const DAY = 86_400

export interface Zone {
  readonly isUtc: boolean
  readonly offsetAt: (epochSeconds: number) => number
  /** Local day number to its offset, for days far from a change; NaN for the others. */
  readonly steady: Map<number, number>
}

const ZONES = new Map<string, Zone>()
const IANA_NAME = /^[A-Za-z][A-Za-z_]*(\/[A-Za-z0-9_+-]+){0,2}$/

export function isZone(name: string): boolean {
  if (ZONES.has(name)) return true
  if (!IANA_NAME.test(name)) return false
  try {
    ZONES.set(name, { isUtc: name === 'UTC', offsetAt: offsetSource(name), steady: new Map() })
    return true
  } catch {
    return false
  }
}

/** The zone of a name that `isZone` knows; looked up once, asked for every row. */
export function zoneOf(name: string): Zone {
  if (!isZone(name)) throw new RangeError(`unknown zone ${name}`)
  return ZONES.get(name)!
}

function offsetSource(zone: string): (epochSeconds: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  return (epochSeconds) => {
    const part: Record<string, number> = {}
    for (const { type, value } of format.formatToParts(epochSeconds * 1000)) part[type] = Number(value)
    const { year, month, day, hour, minute, second } = part as Record<string, number>
    return Date.UTC(year!, month! - 1, day!, hour!, minute!, second!) / 1000 - epochSeconds
  }
}

/** Offset in force at an instant, in seconds east of UTC. */
export function offsetAt({ steady, offsetAt: source }: Zone, epochSeconds: number): number {
  const known = steadyOffset(Math.floor(epochSeconds / DAY), steady, source)
  return Number.isNaN(known) ? source(epochSeconds) : known
}

/** Local seconds since 1970-01-01 00:00 on the wall clock; `shifted` is how far a missing time was moved forward. */
export function offsetOfLocal(zone: Zone, localSeconds: number): { offset: number; shifted: number } {
  const { steady, offsetAt: source } = zone
  const day = Math.floor(localSeconds / DAY)
  const known = steadyOffset(day, steady, source)
  if (!Number.isNaN(known)) return { offset: known, shifted: 0 }
  const before = source((day - 1) * DAY)
  const after = source((day + 2) * DAY)
  if (source(localSeconds - before) === before) return { offset: before, shifted: 0 }
  if (source(localSeconds - after) === after) return { offset: after, shifted: 0 }
  return {
    offset: after,
    shifted: changeBetween(source, localSeconds - after, localSeconds - before) + after - localSeconds,
  }
}

function steadyOffset(day: number, steady: Map<number, number>, source: (epoch: number) => number): number {
  const known = steady.get(day)
  if (known !== undefined) return known
  const before = source((day - 1) * DAY)
  const found = before === source((day + 2) * DAY) ? before : Number.NaN
  steady.set(day, found)
  return found
}

/** First instant after `from` with another offset than at `from`. */
function changeBetween(source: (epoch: number) => number, from: number, to: number): number {
  const start = source(from)
  let low = from
  let high = to
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (source(middle) === start) low = middle
    else high = middle
  }
  return high
}
