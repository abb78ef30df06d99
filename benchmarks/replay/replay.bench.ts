/** A year of a drawn company over again, under today's policy and a proposed one: time of one thread, memory, and the fit. */
import pg from 'pg'
import { MARK, NONE, type ReplayFacts, replay } from '../../engines/replay/index.ts'
import { seededRandom } from '../../engines/shared/index.ts'
import { judgeAll, readPeriod } from '../../server/benchmark-door.ts'
import type { Report } from '../figure.ts'
import { generateHistory } from '../scorecard/history.ts'
import { withThrowawayDatabase } from '../throwaway.ts'

const SEGMENTS = 8
const FIRST_DAY = 20_000

export async function run(report: Report, lines = 1_000_000): Promise<void> {
  const facts = drawn(lines)
  const before = process.cpuUsage()
  const begin = performance.now()
  const answer = replay(facts)
  const spent = process.cpuUsage(before)
  report({
    name: `replay of ${lines} lines, 13 rounds of two policies`,
    value: rounded((performance.now() - begin) / 1000),
    unit: 's',
  })
  report({ name: 'of it processor time', value: rounded((spent.user + spent.system) / 1e6), unit: 's' })
  report({
    name: 'memory of the process at its most',
    value: Math.round(process.resourceUsage().maxRSS / 1024),
    unit: 'MB',
  })
  report({
    name: 'replayed less actual on time in full',
    value: Math.abs(answer.fit.replayed! - answer.fit.actual!),
    unit: '',
  })
  await fromDatabase(report, lines)
}

/** The same many lines read out of the tables, judged before, and gone over again. */
async function fromDatabase(report: Report, lines: number): Promise<void> {
  await withThrowawayDatabase(async (database) => {
    const owner = new pg.Client({ connectionString: database.ownerUrl })
    await owner.connect()
    await generateHistory(owner, database.context.principal.tenantId, lines)
    await owner.query('ANALYZE')
    await owner.end()
    await judgeAll(database)
    const begun = performance.now()
    let most = 0
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage.rss())
    }, 50)
    const segments = new Map(Array.from({ length: 6 }, (_, nth) => [`S${nth + 1}`, nth]))
    const asked = { from: '2024-03-01', to: '2026-03-31', currency: 'EUR', segments, pools: new Map() }
    const history = await readPeriod(database, asked)
    const read = performance.now()
    const facts = drawn(1)
    const { fit } = replay({
      ...{ ...facts, lines: history.lines, orders: history.orders, segments: facts.segments.slice(0, segments.size) },
      ...{ customers: history.customers.length, sites: history.sites.length, doors: history.doors },
    })
    const replayed = performance.now()
    clearInterval(watch)
    const count = history.lines.count
    report({ name: `reading ${count} lines for a replay`, value: rounded((read - begun) / 1000), unit: 's' })
    report({ name: `replay of the ${count} lines read`, value: rounded((replayed - read) / 1000), unit: 's' })
    report({ name: 'memory of the process while it did', value: Math.round(most / 2 ** 20), unit: 'MB' })
    report({ name: 'on time in full replayed less actual', value: rounded(fit.replayed! - fit.actual!), unit: '' })
  })
}

/** Orders over a year with three lines each on average, two weekdays to a promise, one line in twelve late. */
function drawn(count: number): ReplayFacts {
  const random = seededRandom(5)
  const orderCount = Math.ceil(count / 3)
  const doors = Math.max(10, Math.ceil(orderCount / 60))
  const pools = 4_000
  const orders = {
    count: orderCount,
    day: new Int32Array(orderCount),
    customer: new Int32Array(orderCount),
    door: new Int32Array(orderCount),
    segment: new Int32Array(orderCount),
    site: new Int32Array(orderCount),
    worth: new Float64Array(orderCount),
    emission: new Float64Array(orderCount),
    isOwnVan: new Uint8Array(orderCount),
  }
  for (let at = 0; at < orderCount; at++) {
    const door = random.below(doors)
    orders.day[at] = FIRST_DAY + Math.floor((at * 365) / orderCount)
    orders.door[at] = door
    orders.customer[at] = door >> 1
    orders.segment[at] = (door >> 1) % SEGMENTS
    orders.site[at] = door % 3
    orders.worth[at] = 50 + 400 * random.unit()
    orders.emission[at] = 2_000 * random.unit()
    orders.isOwnVan[at] = door % 2
  }
  const lines = {
    count,
    order: Int32Array.from({ length: count }, (_, at) => Math.floor(at / 3)),
    due: new Int32Array(count),
    done: new Int32Array(count),
    pool: new Int32Array(count),
    quantity: new Float32Array(count),
    marks: new Uint8Array(count),
  }
  for (let at = 0; at < count; at++) {
    const isLate = random.below(12) === 0
    lines.due[at] = orders.day[lines.order[at]!]! + 2 + random.below(3)
    lines.done[at] = lines.due[at]! + (isLate ? 1 + random.below(4) : 0 - random.below(2))
    lines.pool[at] = random.below(20) === 0 ? NONE : random.below(pools)
    lines.quantity[at] = 1 + random.below(20)
    lines.marks[at] = MARK.judged | MARK.inFull | (isLate ? 0 : MARK.kept)
  }
  const perPool = (count * 10.5) / pools / 365
  const terms = { leadDays: 4, deliveryDays: 31, quantile: 0.9, minimumOrder: 0, shipComplete: false }
  return {
    lines,
    orders,
    pools: Array.from({ length: pools }, () => ({
      leadDays: 10,
      leadDeviation: 3,
      today: perPool * 10 + 2 * Math.sqrt(perPool * 400),
      proposed: perPool * 10 + 1.4 * Math.sqrt(perPool * 400),
    })),
    segments: Array.from({ length: SEGMENTS }, (_, nth) => ({
      segment: `S${nth}`,
      held: [{ from: 0, terms }],
      today: terms,
      proposed: nth < 2 ? { ...terms, leadDays: 3, deliveryDays: 21, minimumOrder: 90 } : terms,
      ...{ handling: 4, transport: 25, stop: 18, moreStock: 5_000, marginShare: 0.3 },
    })),
    customers: (doors >> 1) + 1,
    sites: 3,
    doors,
    capacity: [],
    guesses: {
      merged: { low: 0.3, likely: 0.5, high: 0.7 },
      lostBelowMinimum: { low: 0.01, likely: 0.05, high: 0.2 },
      expedite: { low: 0.5, likely: 1, high: 2 },
      stop: { low: 0.85, likely: 1, high: 1.15 },
      holding: { low: 0.15, likely: 0.22, high: 0.3 },
      dayFaster: { low: 0, likely: 0.004, high: 0.015 },
      dayMore: { low: 0, likely: 0.002, high: 0.008 },
      lostWhenShort: { low: 0.05, likely: 0.2, high: 0.5 },
    },
  }
}

const rounded = (value: number) => Number(value.toPrecision(3))
