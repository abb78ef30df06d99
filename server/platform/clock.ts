/** The only place that reads the machine's clock; everything else is handed a `Clock`. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

/** A clock that stands still until moved: for tests, replays and the simulator. */
export function fixedClock(start: Date): Clock & { moveTo(instant: Date): void } {
  let current = start
  return {
    now: () => new Date(current),
    moveTo(instant) {
      current = instant
    },
  }
}
