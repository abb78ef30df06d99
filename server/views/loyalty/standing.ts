/** Beside competitors: the same people's marks of us and of them, a year before a day and since; and our share of what they buy. */
import type { z } from 'zod'
import { STANDING_LEAST, type Standing, type StandingQuery } from '../../../contract/loyalty.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { differenceOf, type Estimate, LEAST_ANSWERS, meanOf } from '../../../engines/needs/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import { requireSegment } from './loyalty.rows.ts'
import { competitorsKnown, findingsIn, pairedMarks, saidMarks } from './standing.rows.ts'

type Marked = Standing['wallet']['before']
const DAY_MS = 86_400_000
const YEAR_DAYS = 365

export async function standingOf(tx: Tx, query: z.output<typeof StandingQuery>, today: string): Promise<Standing> {
  if (query.segment_id !== undefined) await requireSegment(tx, query.segment_id)
  const { since } = query
  if (since > today) throw new Refusal('time_order', { since, today })
  const from = new Date(Date.parse(since) - YEAR_DAYS * DAY_MS).toISOString().slice(0, 10)
  const span = { from, to: today, segmentId: query.segment_id ?? null }
  const pairs = await pairedMarks(tx, span)
  const wallet = (await saidMarks(tx, span)).filter(({ kind }) => kind === 'wallet')
  const findings = await findingsIn(tx, span)
  const competitors = await competitorsKnown(tx)
  return {
    ...{ since, from, to: today },
    competitors: competitors
      .map(({ competitor_id, name }) => {
        const own = pairs.filter((one) => one.competitor_id === competitor_id)
        return {
          competitor_id,
          name,
          elements: [...new Set(own.map(({ element_id }) => element_id))].map((element_id) => ({
            element_id,
            ...aroundOf(
              own
                .filter((one) => one.element_id === element_id)
                .map(({ day, difference }) => ({ day, value: difference })),
              { since, least: STANDING_LEAST },
            ),
          })),
          quarters: byQuarter(ofPeople(own), STANDING_LEAST),
          findings: findings
            .filter((one) => one.competitor_id === competitor_id)
            .map(({ competitor_id: _, ...one }) => one),
        }
      })
      .filter(({ elements, findings: found }) => elements.length > 0 || found.length > 0),
    wallet: {
      ...aroundOf(
        wallet.map(({ day, value }) => ({ day, value: value / 100 })),
        { since, least: LEAST_ANSWERS, scale: { low: 0, high: 1 } },
      ),
      quarters: byQuarter(
        wallet.map(({ quarter, value }) => ({ quarter, value: value / 100 })),
        LEAST_ANSWERS,
      ),
    },
  }
}

/** A person who marked several elements counts once a quarter, with the mean. */
function ofPeople(pairs: readonly { person: string; quarter: string; difference: number }[]) {
  const people = new Map<string, { quarter: string; values: number[] }>()
  for (const { person, quarter, difference } of pairs) {
    const key = `${quarter} ${person}`
    const own = people.get(key) ?? { quarter, values: [] }
    own.values.push(difference)
    people.set(key, own)
  }
  return [...people.values()].map(({ quarter, values }) => ({
    quarter,
    value: values.reduce((sum, one) => sum + one, 0) / values.length,
  }))
}

/** Fewer than the least: their number alone. */
const marked = (found: Estimate | null, least: number): Marked =>
  found && found.n >= least
    ? { n: found.n, value: found.value, low: found.low, high: found.high }
    : { n: found?.n ?? 0, value: null, low: null, high: null }

interface Around {
  readonly since: string
  readonly least: number
  readonly scale?: { low: number; high: number }
}

function aroundOf(said: readonly { day: string; value: number }[], { since, least, scale }: Around) {
  const side = (isAfter: boolean) =>
    meanOf(
      said.filter(({ day }) => day >= since === isAfter).map(({ value }) => value),
      scale,
    )
  const [before, after] = [side(false), side(true)]
  const isKnown = before && after && Math.min(before.n, after.n) >= least
  return {
    before: marked(before, least),
    after: marked(after, least),
    change: isKnown
      ? { n: Math.min(before.n, after.n), ...differenceOf(after, before) }
      : { n: Math.min(before?.n ?? 0, after?.n ?? 0), value: null, low: null, high: null },
  }
}

function byQuarter(said: readonly { quarter: string; value: number }[], least: number) {
  const quarters = [...new Set(said.map(({ quarter }) => quarter))].sort()
  return quarters.map((quarter) => ({
    quarter,
    ...marked(meanOf(said.filter((one) => one.quarter === quarter).map(({ value }) => value)), least),
  }))
}
