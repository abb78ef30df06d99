/** An order is as good as its worst line. Excluded lines are left out; an order is due when all its lines are. */
import { BASES, type DateBasis } from './definition.ts'
import { joinChecks } from './judge-line.ts'
import type { Check, LineVerdict, Outcome, RightChecks } from './verdict.ts'

/** SCOR RL.1.1 components, by the SCOR 12 numbering. */
export const PERFECT_ORDER_COMPONENTS = ['RL.2.1', 'RL.2.2', 'RL.2.3', 'RL.2.4'] as const
export type PerfectOrderComponent = (typeof PERFECT_ORDER_COMPONENTS)[number]

export interface OrderBasisVerdict {
  /** Cohort of the order: the day its last line is due. Null without any window. */
  dueDay: number | null
  isCounted: boolean
  otif: Outcome
}

export interface OrderVerdict {
  orderId: string
  lines: number
  bases: Record<DateBasis, OrderBasisVerdict>
  /** In full · on time at the right place · documents and bill · condition. */
  components: Record<PerfectOrderComponent, Check>
  overall: Check
  isPerfect: boolean
  isDue: boolean
  isProvisional: boolean
}

/** Which rights make up a component: product and quantity; time and place; information and price; condition. */
export function componentsOf(rights: RightChecks): Record<PerfectOrderComponent, Check> {
  return {
    'RL.2.1': joinChecks([rights.product, rights.quantity]),
    'RL.2.2': joinChecks([rights.time, rights.place]),
    'RL.2.3': joinChecks([rights.information, rights.price]),
    'RL.2.4': joinChecks([rights.condition]),
  }
}

/** Joins the verdicts of one order's lines. Refuses no lines, and lines of different orders. */
export function judgeOrder(lines: readonly LineVerdict[]): OrderVerdict {
  const orderId = lines[0]?.orderId
  if (orderId === undefined) throw new RangeError('an order has at least one line')
  if (lines.some((line) => line.orderId !== orderId)) throw new RangeError('lines belong to different orders')
  const judged = lines.filter((line) => line.exclusion === null)
  const parts = judged.map((line) => componentsOf(line.rights))
  const component = (name: PerfectOrderComponent) => joinChecks(parts.map((part) => part[name]))
  const overall = joinChecks(judged.map((line) => line.overall))
  const bases = Object.fromEntries(BASES.map((basis) => [basis, joinBasis(judged, basis)]))
  return {
    orderId,
    lines: judged.length,
    bases: bases as Record<DateBasis, OrderBasisVerdict>,
    components: {
      'RL.2.1': component('RL.2.1'),
      'RL.2.2': component('RL.2.2'),
      'RL.2.3': component('RL.2.3'),
      'RL.2.4': component('RL.2.4'),
    },
    overall,
    isPerfect: overall === 'pass',
    isDue: judged.length > 0 && judged.every((line) => line.isDue),
    isProvisional: judged.some((line) => line.isProvisional),
  }
}

function joinBasis(lines: readonly LineVerdict[], basis: DateBasis): OrderBasisVerdict {
  const verdicts = lines.map((line) => line.bases[basis]).filter((verdict) => verdict.dueDay !== null)
  if (verdicts.length === 0) return { dueDay: null, isCounted: false, otif: 'not_applicable' }
  const outcomes = verdicts.map((verdict) => verdict.otif)
  const isDue = !outcomes.includes('not_due')
  return {
    dueDay: Math.max(...verdicts.map((verdict) => verdict.dueDay!)),
    isCounted: isDue,
    otif: isDue ? joinChecks(outcomes as Check[]) : 'not_due',
  }
}
