/** What requirements change about a promise: the hours in which goods may come, and which offer is proposed first. */
import { type Opening, parseOpenings, weekdayOf, type Zone } from '../../../engines/calendars/index.ts'
import type { Objective } from '../../../engines/promising/index.ts'
import type { RequirementMet } from '../../modules/policies/index.ts'

const DAY_MS = 86_400_000

/** Hours by weekday, Monday first, within which goods are taken; one week for each window that was recorded. */
export type Windows = readonly (readonly (readonly Opening[])[])[]

type Requirements = readonly (readonly RequirementMet[])[]

/** Goods of one order come together, so a window recorded for one of them holds for all. */
export const windowsOf = (requirements: Requirements): Windows => {
  const texts = requirements.flat().flatMap(({ kind, openings }) => (kind === 'window' && openings ? [openings] : []))
  return [...new Set(texts)].map(parseOpenings)
}

export const isTakenOn = (windows: Windows, day: number): boolean =>
  windows.every((week) => (week[weekdayOf(day)]?.length ?? 0) > 0)

/** Whether what leaves at the instant comes too late on that very day for one of the windows. */
export function isPastWindows(windows: Windows, zone: Pick<Zone, 'instantOf'>, { day, instant }: Departure): boolean {
  const midnight = zone.instantOf(day * DAY_MS)
  return windows.some((week) => {
    const closing = week[weekdayOf(day)]?.at(-1)?.toMinute
    return closing !== undefined && instant >= midnight + closing * 60_000
  })
}

interface Departure {
  readonly day: number
  readonly instant: number
}

/** Who is always expedited, or is when late and asks for an order's promise anew, is offered the earliest first. */
export function objectiveWith(stated: Objective, requirements: Requirements, isAnew: boolean): Objective {
  const isHasty = requirements.flat().some(({ kind, need }) => kind === 'expedite' && (need !== 'when_late' || isAnew))
  return isHasty ? 'speed' : stated
}
