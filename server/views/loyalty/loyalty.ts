/** Satisfaction, orders, revenue and margin of each segment before a change and since, with how sure the difference is. */

import type { z } from 'zod'
import type { LOYALTY_MEASURES, Loyalty, LoyaltyQuery } from '../../../contract/loyalty.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { differenceOf, type Week } from '../../../engines/effects/index.ts'
import { LEAST_ANSWERS, recommendationOf } from '../../../engines/needs/index.ts'
import { wilson } from '../../../engines/shared/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import {
  changesBefore,
  type LoyaltyWeek,
  loyalCustomers,
  loyaltyWeeks,
  orderCurrencies,
  requireSegment,
} from './loyalty.rows.ts'
import { referredBy, type Said, saidMarks } from './standing.rows.ts'

const WEEKS_MOST = 26
const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'))
const DAY_MS = 86_400_000
const shifted = (day: string, days: number) => new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10)

type Measure = (typeof LOYALTY_MEASURES)[number]
type Moved = Loyalty['segments'][number]['measures'][Measure]

/** Whole weeks since the change, half a year at most, and as many before. */
export async function loyaltyOf(tx: Tx, query: z.output<typeof LoyaltyQuery>, today: string): Promise<Loyalty> {
  if (query.segment_id !== undefined) await requireSegment(tx, query.segment_id)
  if (query.currency !== undefined && !CURRENCIES.has(query.currency))
    throw new Refusal('unknown_currency', { currency: query.currency })
  const changes = await changesBefore(tx, today)
  const since = query.since ?? (changes.find(({ segment_id }) => segment_id !== null) ?? changes[0])?.since ?? null
  const named = changes.find((one) => one.since === since)
  const segmentId = query.segment_id ?? (query.since === undefined || named ? (named?.segment_id ?? null) : null)
  const weeks =
    since === null
      ? 0
      : Math.min(WEEKS_MOST, Math.max(0, Math.floor((Date.parse(today) - Date.parse(since)) / (7 * DAY_MS))))
  const nothing = { since, segment_id: segmentId, weeks, currency: null, currencies: [], changes, segments: [] }
  if (since === null || weeks === 0) return nothing
  const period = { from: shifted(since, -7 * weeks), since, to: shifted(since, 7 * weeks - 1) }
  const currencies = await orderCurrencies(tx, period)
  const currency = query.currency ?? currencies[0] ?? null
  if (currency === null) return nothing
  const around = { ...period, currency }
  const rows = await loyaltyWeeks(tx, around)
  const referred = new Map((await referredBy(tx, around)).map((one) => [one.segment_id, one]))
  const said = (await saidMarks(tx, { from: around.from, to: around.to, segmentId: null })).filter(
    ({ kind }) => kind === 'recommend',
  )
  const isChanged = (id: string) => segmentId === null || id === segmentId
  const segments = (await loyalCustomers(tx, around)).map((one) => ({
    segment_id: one.segment_id,
    name: one.name,
    is_changed: isChanged(one.segment_id),
    measures: Object.fromEntries(
      (['satisfaction', 'orders', 'revenue', 'margin'] as const).map((measure) => [
        measure,
        movedOf(rows, {
          measure,
          since,
          segment: one.segment_id,
          isControl: (id) => id !== one.segment_id && !isChanged(id),
        }),
      ]),
    ) as Record<Measure, Moved>,
    lost: shareOf(one.lost, one.before),
    won: one.won,
    repeat_before: shareOf(one.again_before, one.before),
    repeat_after: shareOf(one.again_after, one.after),
    referred_before: shareOf(referred.get(one.segment_id)?.before ?? 0, one.before),
    referred_after: shareOf(referred.get(one.segment_id)?.after ?? 0, one.after),
    recommend_before: recommended(said, one.segment_id, (day) => day < since),
    recommend_after: recommended(said, one.segment_id, (day) => day >= since),
  }))
  return {
    ...nothing,
    currency,
    currencies,
    segments: segments.toSorted((a, b) => Number(b.is_changed) - Number(a.is_changed)),
  }
}

/** Fewer than five answers: their number alone. */
function recommended(said: readonly Said[], segmentId: string, isThen: (day: string) => boolean) {
  const marks = said.filter(({ segment_id, day }) => segment_id === segmentId && isThen(day)).map(({ value }) => value)
  const found = marks.length >= LEAST_ANSWERS ? recommendationOf(marks) : null
  return { n: marks.length, value: found?.value ?? null, low: found?.low ?? null, high: found?.high ?? null }
}

function shareOf(count: number, of: number): Loyalty['segments'][number]['lost'] {
  const interval = wilson(count, of)
  return { of, count, share: of ? count / of : null, low: interval?.low ?? null, high: interval?.high ?? null }
}

interface Asked {
  readonly measure: Measure
  readonly since: string
  readonly segment: string
  readonly isControl: (segmentId: string) => boolean
}

const VALUES: Readonly<Record<Measure, (row: LoyaltyWeek) => number | null>> = {
  satisfaction: ({ rating }) => rating,
  orders: ({ orders }) => orders,
  revenue: ({ revenue }) => revenue,
  margin: ({ margin }) => margin,
}

/** Segments differ in size, so all but satisfaction are held against their own mean before. */
function movedOf(rows: readonly LoyaltyWeek[], { measure, since, segment, isControl }: Asked): Moved {
  const own = seriesOf(
    rows.filter(({ segment_id }) => segment_id === segment),
    measure,
  )
  const others = seriesOf(
    rows.filter(({ segment_id }) => isControl(segment_id)),
    measure,
  )
  const scale = (series: Map<string, number>) => {
    if (measure === 'satisfaction') return 1
    const before = [...series].filter(([week]) => week < since).map(([, value]) => value)
    const mean = before.reduce((sum, value) => sum + value, 0) / before.length
    return mean > 0 ? mean : Number.NaN
  }
  const [size, otherSize] = [scale(own), scale(others)]
  const told = (value: number | undefined, by: number) => (value === undefined || Number.isNaN(by) ? null : value / by)
  const cases = (week: string) =>
    rows.reduce(
      (sum, row) =>
        sum +
        (row.week === week && row.segment_id === segment ? (measure === 'satisfaction' ? row.ratings : row.orders) : 0),
      0,
    )
  const side = (isAfter: boolean) =>
    [...new Set([...own.keys(), ...others.keys()])]
      .filter((week) => week >= since === isAfter)
      .map(
        (week): Week => ({
          touched: told(own.get(week), size),
          others: told(others.get(week), otherSize),
          cases: cases(week),
        }),
      )
  const found = differenceOf(side(false), side(true))
  const back = (value: number | null) => (value === null ? null : value * (measure === 'satisfaction' ? 1 : size))
  return {
    before: back(found.before),
    after: back(found.after),
    ...{
      change: found.change,
      low: found.low,
      high: found.high,
      is_controlled: found.isControlled,
      cases: found.cases,
    },
  }
}

/** Of several segments together: their sum; of satisfaction the mean over all ratings. */
function seriesOf(rows: readonly LoyaltyWeek[], measure: Measure): Map<string, number> {
  const sums = new Map<string, { value: number; weight: number }>()
  for (const row of rows) {
    const value = VALUES[measure](row)
    if (value === null) continue
    const weight = measure === 'satisfaction' ? row.ratings : 1
    const known = sums.get(row.week) ?? { value: 0, weight: 0 }
    sums.set(row.week, { value: known.value + value * weight, weight: known.weight + weight })
  }
  return new Map(
    [...sums].map(([week, { value, weight }]) => [week, measure === 'satisfaction' ? value / weight : value]),
  )
}
