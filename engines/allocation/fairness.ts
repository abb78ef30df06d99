/** How evenly goods were shared out. No single figure says it: an index near one can hide a segment that got nothing. */
import { type Interval, wilson } from '../shared/index.ts'

export interface Got {
  readonly group: string
  readonly askedMilli: number
  /** Of it, on the day it was wanted. */
  readonly gotMilli: number
  /** Days from the order, or from the day it began to wait, to the goods; null: nothing in sight. */
  readonly waitDays: number | null
}

export interface GroupFill {
  readonly group: string
  readonly askedMilli: number
  readonly gotMilli: number
  /** Share of the units. */
  readonly fill: number
  readonly lines: number
  readonly linesInFull: number
  /** Of the share of lines in full, at 95 %. */
  readonly interval: Interval
}

export interface Fairness {
  readonly groups: readonly GroupFill[]
  /** Lowest fill through highest; null: nobody got anything. */
  readonly minMaxRatio: number | null
  readonly jainIndex: number | null
  /** Null: nobody waits, or somebody waits without end. */
  readonly longestWaitDays: number | null
  /** Lines with nothing in sight. */
  readonly withoutEnd: number
}

/** (Σx)² / (n Σx²): 1 where all got alike. Example: 0.98, 0.95, 0.80 give 0.9926, which shows how little it tells alone. */
export function jainIndex(shares: readonly number[]): number | null {
  const sum = shares.reduce((total, share) => total + share, 0)
  const squares = shares.reduce((total, share) => total + share * share, 0)
  return squares === 0 ? null : (sum * sum) / (shares.length * squares)
}

/** Lowest through highest; null where the highest is nothing. */
export function minMaxRatio(shares: readonly number[]): number | null {
  const most = Math.max(...shares)
  return shares.length === 0 || most <= 0 ? null : Math.min(...shares) / most
}

export function fairnessOf(lines: readonly Got[]): Fairness {
  const byGroup = new Map<string, Got[]>()
  for (const line of lines) {
    const known = byGroup.get(line.group)
    if (known) known.push(line)
    else byGroup.set(line.group, [line])
  }
  const groups = [...byGroup].sort(([a], [b]) => (a < b ? -1 : 1)).map(([group, own]) => fillOf(group, own))
  const fills = groups.map(({ fill }) => fill)
  const waits = lines.flatMap(({ waitDays }) => (waitDays === null ? [] : [waitDays]))
  return {
    groups,
    minMaxRatio: minMaxRatio(fills),
    jainIndex: jainIndex(fills),
    longestWaitDays: waits.length > 0 ? waits.reduce((most, days) => Math.max(most, days), 0) : null,
    withoutEnd: lines.length - waits.length,
  }
}

function fillOf(group: string, lines: readonly Got[]): GroupFill {
  const askedMilli = lines.reduce((sum, line) => sum + line.askedMilli, 0)
  const gotMilli = lines.reduce((sum, line) => sum + line.gotMilli, 0)
  const linesInFull = lines.filter((line) => line.gotMilli >= line.askedMilli).length
  return {
    group,
    askedMilli,
    gotMilli,
    fill: askedMilli > 0 ? gotMilli / askedMilli : 1,
    lines: lines.length,
    linesInFull,
    interval: wilson(linesInFull, lines.length)!,
  }
}
