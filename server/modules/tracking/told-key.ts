/** What makes two tellings without an id the same. */
import type { ToldEvent } from './told-event.ts'

export const dedupeKeyOf = ({ shipments, orders, code, lifecycle, at, localTime, day, ...rest }: ToldEvent): string =>
  JSON.stringify([
    [...shipments].sort(),
    [...orders].sort(),
    code,
    lifecycle,
    at === null ? null : Date.parse(at),
    localTime,
    day,
    rest.location,
    rest.place,
    rest.reason,
    rest.closesFlag,
  ])
