/** Added services as levers: not offered, at their price, included. What a level costs comes from the rate and what was used. Only computes. */
import type { ServiceFacts } from './service-facts.store.ts'

export const LEVEL_OF = { not_offered: 0, priced: 1, included: 2 } as const

interface Setting {
  readonly orders: number
  readonly customers: number
}

/** [ours] Where nobody has ever used it, those who would pay for it are half of those who would take it for nothing. */
const HALF = 0.5

/**
 * A use costs us its rate and, at its price, brings its fee. What is used when a service is included, priced or new is known for
 * the way it is offered now; for the other way it is a prior. Null: no rate says what a line of it costs, or it can have no price.
 */
export function serviceLever(facts: ServiceFacts, { orders, customers }: Setting) {
  const { cost, price, entitlement, discount, lines, units, usual } = facts
  if (cost === null || orders === 0) return null
  const fee = price === null ? null : price * units * (1 - discount / 100)
  const today = entitlement === 'priced' && discount > 0 ? Math.min(1.99, 1 + discount / 100) : LEVEL_OF[entitlement]
  const isTold = lines > 0
  const expected = usual > 0 ? usual * orders : null
  const included = isTold
    ? entitlement === 'included'
      ? lines * cost
      : { input: 'free_uses', times: lines * cost }
    : expected === null
      ? { input: 'expected_uses', times: orders * cost }
      : { input: 'free_uses', times: expected * cost }
  const priced = (asked: number) => {
    const each = cost - asked
    if (isTold) return entitlement === 'included' ? { input: 'paid_uses', times: lines * each } : lines * each
    return expected === null ? { input: 'expected_uses', times: HALF * orders * each } : expected * each
  }
  const levels = [
    { level: 0, cost: 0 as number | { input: string; times: number } },
    ...(fee === null ? [] : [{ level: 1, cost: priced(price! * units) }]),
    ...(fee !== null && today > 1 && today < 2 ? [{ level: today, cost: priced(fee) }] : []),
    { level: 2, cost: included },
  ]
  // A segment that no price allows it and is still said to be charged for it is offered nothing.
  const at = levels.some(({ level }) => level === today) ? today : 0
  const users =
    isTold && customers > 0 ? Math.min(1, facts.users / customers) : Math.min(1, expected === null ? 0.1 : usual)
  return {
    element: {
      response: { form: 'linear' as const, slope: { input: 'service_valued', times: users } },
      today: at,
      levels,
    },
    grounded: { isPublished: entitlement !== 'priced' || lines > 0, counted: lines },
  }
}
