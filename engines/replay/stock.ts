/**
 * How long lines would have waited for stock, at a level that is kept.
 *
 * What is taken is ordered anew the same day. So with a level S the goods of the k-th unit asked for were ordered when unit
 * k − S was, and are there a lead time after that; the first S units lie there already. Levels are compared with the same
 * lead times, drawn once for each day on which a pool was asked.
 */

import { luckOf } from './draws.ts'
import type { ReplayFacts } from './facts.ts'

export interface Waits {
  /** Days a line waits with the lead time that is expected, and with the one drawn. */
  readonly expected: Int16Array
  readonly drawn: Int16Array
}

/** Lines of each pool, in the order in which they came. */
export interface PoolLines {
  readonly starts: Int32Array
  readonly lines: Int32Array
}

export function linesByPool({ lines, pools }: Pick<ReplayFacts, 'lines' | 'pools'>): PoolLines {
  const starts = new Int32Array(pools.length + 1)
  for (let at = 0; at < lines.count; at++) if (lines.pool[at]! >= 0) starts[lines.pool[at]! + 1]!++
  for (let pool = 0; pool < pools.length; pool++) starts[pool + 1]! += starts[pool]!
  const next = starts.slice()
  const found = new Int32Array(starts[pools.length]!)
  for (let at = 0; at < lines.count; at++) if (lines.pool[at]! >= 0) found[next[lines.pool[at]!]!++] = at
  return { starts, lines: found }
}

/** `level` says what of a pool is kept. */
export function waitsAt(
  facts: ReplayFacts,
  byPool: PoolLines,
  { level, round }: { level: 'today' | 'proposed'; round: number },
): Waits {
  const { lines, orders, pools } = facts
  const waits = { expected: new Int16Array(lines.count), drawn: new Int16Array(lines.count) }
  for (let nth = 0; nth < pools.length; nth++) {
    const pool = pools[nth]!
    const kept = pool[level]
    const end = byPool.starts[nth + 1]!
    let asked = 0
    /** The line that brought what was asked to `passed`. */
    let behind = byPool.starts[nth]! - 1
    let passed = 0
    let usual = 0
    let real = 0
    for (let at = byPool.starts[nth]!; at < end; at++) {
      const line = byPool.lines[at]!
      const day = orders.day[lines.order[line]!]!
      asked += lines.quantity[line]!
      const wanted = asked - kept
      if (wanted <= 0) continue
      while (passed < wanted && behind < at) {
        behind++
        const earlier = byPool.lines[behind]!
        passed += lines.quantity[earlier]!
        const ordered = orders.day[lines.order[earlier]!]!
        usual = ordered + Math.round(pool.leadDays)
        real = ordered + leadOf(pool, nth, ordered, round)
      }
      waits.expected[line] = Math.max(0, usual - day)
      waits.drawn[line] = Math.max(0, real - day)
    }
  }
  return waits
}

/** Round 0 expects the usual; others draw from a gamma's mean and deviation by the cube rule of Wilson and Hilferty. */
function leadOf(
  { leadDays, leadDeviation }: { leadDays: number; leadDeviation: number },
  pool: number,
  day: number,
  round: number,
): number {
  if (round === 0 || leadDeviation <= 0 || leadDays <= 0) return Math.round(leadDays)
  const shape = (leadDays / leadDeviation) ** 2
  const z = normalOf(
    luckOf(Math.imul(pool, 40_503) ^ day, 2 * round),
    luckOf(Math.imul(pool, 40_503) ^ day, 2 * round + 1),
  )
  const root = 1 - 1 / (9 * shape) + z / (3 * Math.sqrt(shape))
  return Math.max(1, Math.round(leadDays * Math.max(0, root) ** 3))
}

/** Box and Muller. */
const normalOf = (a: number, b: number) => Math.sqrt(-2 * Math.log(1 - a)) * Math.cos(2 * Math.PI * b)
