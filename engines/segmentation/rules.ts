/**
 * Rules a person can read: all clauses of a rule must hold. A fact that is not known neither lets a customer in nor keeps it
 * out: the rule is then unknown, and nobody is moved by it. Where several rules hold, the first in priority counts; two
 * segments of equal priority decide nothing.
 */

export interface RuleClause {
  readonly fact: string
  readonly comparison: 'at_least' | 'at_most' | 'among'
  readonly amount: number | null
  readonly choices: readonly string[]
  /** Of facts about one service element. */
  readonly element: string | null
}

export interface SegmentRule {
  readonly id: string
  readonly segment: string
  /** 1 comes first. */
  readonly priority: number
  readonly clauses: readonly RuleClause[]
}

export type FoundFact = number | string | null
export type FactOf = (fact: string, element: string | null) => FoundFact

export interface JudgedRule {
  readonly rule: SegmentRule
  readonly holds: boolean | null
  /** In the order of the clauses. */
  readonly clauses: readonly { readonly holds: boolean | null; readonly found: FoundFact }[]
}

export const DECIDED = ['one', 'priority', 'tie', 'none', 'unknown'] as const
export interface RulePlace {
  /** Null: no rule decides. */
  readonly segment: string | null
  readonly decided: (typeof DECIDED)[number]
  /** The rule that decides. */
  readonly rule: string | null
  readonly judged: readonly JudgedRule[]
}

export function judgeRule(rule: SegmentRule, factOf: FactOf): JudgedRule {
  const clauses = rule.clauses.map((clause) => {
    const found = factOf(clause.fact, clause.element)
    return { found, holds: found === null ? null : clauseHolds(clause, found) }
  })
  const holds = clauses.some((one) => one.holds === false)
    ? false
    : clauses.every((one) => one.holds === true) && clauses.length > 0
      ? true
      : clauses.length === 0
        ? false
        : null
  return { rule, holds, clauses }
}

function clauseHolds({ comparison, amount, choices }: RuleClause, found: number | string): boolean {
  if (comparison === 'among') return choices.includes(String(found))
  if (amount === null || typeof found !== 'number') return false
  return comparison === 'at_least' ? found >= amount : found <= amount
}

/** Example: a rule of priority 1 and one of priority 2 both hold: the first decides, by priority. */
export function placeByRules(rules: readonly SegmentRule[], factOf: FactOf): RulePlace {
  const judged = rules.map((rule) => judgeRule(rule, factOf))
  const holding = judged.filter(({ holds }) => holds === true).toSorted((a, b) => a.rule.priority - b.rule.priority)
  const first = holding[0]?.rule
  if (!first) {
    const isUnknown = judged.some(({ holds }) => holds === null)
    return { segment: null, rule: null, decided: isUnknown ? 'unknown' : 'none', judged }
  }
  const others = holding.filter(({ rule }) => rule.segment !== first.segment)
  if (others.some(({ rule }) => rule.priority === first.priority))
    return { segment: null, rule: null, decided: 'tie', judged }
  return { segment: first.segment, rule: first.id, decided: others.length ? 'priority' : 'one', judged }
}
