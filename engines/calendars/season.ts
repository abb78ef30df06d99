/** Seasons: named dated ranges in which volume or duration is multiplied. */

export interface Season {
  name: string
  fromDay: number
  /** Last day of the season, included. */
  toDay: number
  factor: number
}

/** Product of the factors of all seasons that hold the day; 1 outside any season. */
export function seasonFactor(seasons: readonly Season[], day: number): number {
  let factor = 1
  for (const season of seasons) if (season.fromDay <= day && day <= season.toDay) factor *= season.factor
  return factor
}
