/** The rows of a file as promises of the past: when it was asked, what was promised, what came, what was known. */
import { z } from 'zod'
import { parseLocalDay, weekdayOf } from '../../engines/calendars/index.ts'
import { greatCircleKm } from '../../engines/emissions/index.ts'
import { foretell, type Lane } from '../../engines/promising/index.ts'
import type { LateCase } from '../../engines/risk/index.ts'
import { cellText, openTable, type RawRow } from '../../server/judge-door.ts'
import { columnOf, openWide } from '../backtest/join.ts'
import { BackTestMapping, type FeatureName } from '../backtest/mapping.ts'
import { FEATURE } from '../backtest/past-orders.ts'

const Column = z.string().min(1)

export const RiskMapping = z.strictObject({
  format: z.enum(['csv', 'xlsx', 'json']).optional(),
  delimiter: z.string().length(1).optional(),
  /** The day of the question: a column of the file, so many days before it. */
  asked: z.strictObject({ column: Column, days_before: z.int().min(0).max(365).default(0) }),
  promised: Column,
  delivered: Column,
  /** What it belongs to: columns, or several taken together. */
  names: z
    .array(z.union([Column, z.array(Column).min(2).max(4)]))
    .max(30)
    .default([]),
  /** What the time it takes depends on, as in a back-test of promises; left out: it is not asked. */
  times: BackTestMapping.shape.features.unwrap().shape.names,
  numbers: z.array(Column).max(30).default([]),
  /** Days from one column to another, both known on the day of the question. */
  days: z
    .array(z.strictObject({ from: Column, to: Column }))
    .max(10)
    .default([]),
  distance: BackTestMapping.shape.features.unwrap().shape.distance,
  join: BackTestMapping.shape.join,
})
export type RiskMapping = z.output<typeof RiskMapping>

export interface LateRows {
  readonly read: number
  /** Without a day of question, promise or delivery: nothing can be learned from them or judged. */
  readonly leftOut: number
}

export async function readLateCases(
  file: string,
  mapping: RiskMapping,
): Promise<{ rows: LateRows; cases: LateCase[] }> {
  const { format, delimiter } = mapping
  const table = await openTable(file, { format, delimiter })
  const wide = await openWide(table, file, mapping.join)
  const caseOf = reader(wide.headers, mapping, file)
  const hasTimes = Object.keys(mapping.times).length > 0
  const cases: Found[] = []
  let read = 0
  for await (const row of wide.rows()) {
    read += 1
    const found = caseOf(row)
    if (found) cases.push(found)
  }
  return { rows: { read, leftOut: read - cases.length }, cases: hasTimes ? withTimes(cases) : cases }
}

interface Found extends LateCase {
  readonly way: Omit<Lane, 'startDay'>
}

/** The chance of being late by the days it usually takes from the day of the question on, learned forward in time. */
function withTimes(cases: readonly Found[]): LateCase[] {
  const orders = cases.map(({ way, day, dueDay, cameDay, numbers }) => ({
    ...{ ...way, startDay: day, days: cameDay - day, isOpen: false, givenDays: dueDay - day, numbers },
  }))
  const today = cases.reduce((last, { day }) => Math.max(last, day), 0) + 1
  const chances = foretell(orders, { today })
  return cases.map((one, i) => ({ ...one, byTimes: chances[i] == null ? null : 1 - chances[i] }))
}

function reader(headers: readonly string[], mapping: RiskMapping, file: string): (row: RawRow) => Found | null {
  const at = (name: string) => columnOf(headers, name, file)
  const [asked, promised, delivered] = [at(mapping.asked.column), at(mapping.promised), at(mapping.delivered)]
  const names = mapping.names.map((one) => (Array.isArray(one) ? one.map(at) : [at(one)]))
  const ways = Object.entries(mapping.times).map(
    ([name, column]) => [FEATURE[name as FeatureName], at(column!)] as const,
  )
  const numbers = mapping.numbers.map(at)
  const spans = mapping.days.map(({ from, to }) => [at(from), at(to)] as const)
  const ends = mapping.distance ? [...mapping.distance.from, ...mapping.distance.to].map(at) : null
  return ({ cells }) => {
    const text = (position: number) => cellText(cells[position]).trim()
    const [asking, due, came] = [dayOf(text(asked)), dayOf(text(promised)), dayOf(text(delivered))]
    if (asking === null || due === null || came === null) return null
    const day = asking - mapping.asked.days_before
    // Asked after it had come, there is nothing left to foresee.
    if (came < day) return null
    const span = ([from, to]: readonly [number, number]) => {
      const [first, last] = [dayOf(text(from)), dayOf(text(to))]
      return first === null || last === null ? null : last - first
    }
    return {
      day,
      dueDay: due,
      cameDay: came,
      way: Object.fromEntries(ways.map(([key, position]) => [key, text(position) || null])),
      names: names.map((positions) => {
        const parts = positions.map(text)
        return parts.every((part) => part === '') ? null : parts.join(' | ')
      }),
      numbers: [
        ...numbers.map((position) => numberOf(text(position))),
        ...spans.map(span),
        ...(ends ? [distanceOf(ends.map((position) => numberOf(text(position))))] : []),
        due - day,
        weekdayOf(day),
        weekdayOf(due),
        monthOf(due),
      ],
    }
  }
}

const numberOf = (text: string): number | null => {
  const value = Number(text)
  return text === '' || !Number.isFinite(value) ? null : value
}

function distanceOf([a, b, c, d]: readonly (number | null)[]): number | null {
  if (a == null || b == null || c == null || d == null) return null
  return greatCircleKm({ latitude: a, longitude: b }, { latitude: c, longitude: d })
}

const monthOf = (day: number): number => new Date(day * 86_400_000).getUTCMonth()

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** `2017-07-09 21:57:05` and `02-Jun-06`; whatever else stands there is no day. */
export function dayOf(text: string): number | null {
  if (/^\d{4}-\d\d-\d\d/.test(text)) return parseLocalDay(text.slice(0, 10))
  const found = /^(\d{1,2})-([A-Za-z]{3})-(\d\d)$/.exec(text)
  if (!found) return null
  const month = MONTHS.indexOf(found[2]!.toLowerCase())
  return month < 0 ? null : Date.UTC(2000 + Number(found[3]), month, Number(found[1])) / 86_400_000
}
