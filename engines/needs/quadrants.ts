/** Importance beside performance: where to do more, where to go on, and where less would do. */
import type { Ranged } from './mean.ts'

export const IMPORTANCE_QUADRANTS = ['concentrate', 'keep_up', 'low_priority', 'overkill', 'undecided'] as const
export type ImportanceQuadrant = (typeof IMPORTANCE_QUADRANTS)[number]

export interface Placed {
  readonly element: string
  readonly importance: Ranged
  readonly performance: Ranged
  /** A floor holds this element: it is never of low priority. */
  readonly isHeld?: boolean
}

export interface Lines {
  readonly importance: number
  readonly performance: number
}

/** The lines between high and low: the means over the group's own elements. Null without elements. */
export function linesOf(elements: readonly Placed[]): Lines | null {
  if (elements.length === 0) return null
  const mean = (pick: (one: Placed) => number) => elements.reduce((sum, one) => sum + pick(one), 0) / elements.length
  return {
    importance: mean(({ importance }) => importance.value),
    performance: mean(({ performance }) => performance.value),
  }
}

/** An element whose interval crosses a line is undecided: nobody should act on which side chance has put it. */
export function quadrantOf({ importance, performance, isHeld }: Placed, lines: Lines): ImportanceQuadrant {
  const matters = sideOf(importance, lines.importance)
  const serves = sideOf(performance, lines.performance)
  if (matters === null || serves === null) return 'undecided'
  if (matters) return serves ? 'keep_up' : 'concentrate'
  if (serves) return 'overkill'
  return isHeld ? 'concentrate' : 'low_priority'
}

const sideOf = ({ low, high }: Ranged, line: number): boolean | null =>
  low >= line ? true : high < line ? false : null
