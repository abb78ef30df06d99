import { expect, test } from 'vitest'
import { type FactOf, placeByRules, type RuleClause, type SegmentRule } from './rules.ts'

const clause = (fact: string, part: Partial<RuleClause>): RuleClause => ({
  ...{ fact, comparison: 'at_least', amount: null, choices: [], element: null },
  ...part,
})
const rule = (id: string, priority: number, clauses: RuleClause[]): SegmentRule => ({
  ...{ id, segment: id.toUpperCase(), priority, clauses },
})
const KEY = rule('key', 1, [
  clause('orders', { amount: 20 }),
  clause('margin_class', { comparison: 'among', choices: ['A'] }),
  clause('need_rank', { comparison: 'at_most', amount: 2, element: 'punctuality' }),
])
const MANY = rule('many', 2, [clause('orders', { amount: 10 })])

const facts =
  (told: Record<string, number | string>): FactOf =>
  (fact, element) =>
    told[element ? `${fact}:${element}` : fact] ?? null

test('a rule holds when all of its clauses do, on the boundary too', () => {
  const found = placeByRules([KEY], facts({ orders: 20, margin_class: 'A', 'need_rank:punctuality': 2 }))
  expect(found).toMatchObject({ segment: 'KEY', rule: 'key', decided: 'one' })
  expect(placeByRules([KEY], facts({ orders: 19, margin_class: 'A', 'need_rank:punctuality': 1 })).decided).toBe('none')
})

test('the first in priority decides where two hold, and says that it was by priority', () => {
  const told = facts({ orders: 30, margin_class: 'A', 'need_rank:punctuality': 1 })
  expect(placeByRules([MANY, KEY], told)).toMatchObject({ segment: 'KEY', decided: 'priority' })
})

test('two segments of equal priority decide nothing, two rules of one segment do', () => {
  const told = facts({ orders: 30 })
  const other = { ...MANY, id: 'other', segment: 'OTHER' }
  expect(placeByRules([MANY, other], told)).toMatchObject({ segment: null, decided: 'tie' })
  expect(placeByRules([MANY, { ...MANY, id: 'again' }], told)).toMatchObject({ segment: 'MANY', decided: 'one' })
})

test('what is not known neither lets in nor keeps out, unless another clause already fails', () => {
  expect(placeByRules([KEY], facts({ orders: 30, margin_class: 'A' }))).toMatchObject({
    segment: null,
    decided: 'unknown',
  })
  expect(placeByRules([KEY], facts({ orders: 3, margin_class: 'A' })).decided).toBe('none')
  expect(placeByRules([KEY, MANY], facts({ orders: 30 }))).toMatchObject({ segment: 'MANY' })
})

test('a rule without clauses takes nobody', () => {
  expect(placeByRules([rule('ended', 1, [])], facts({})).decided).toBe('none')
})
