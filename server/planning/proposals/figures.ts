/** What sharing goods out anew does on the whole: who gets how much in time before and after, and whether the floors hold. */
import type { AllocationFigures, FairnessFigures, PolicyFacts, ProposedChange } from '../../../contract/proposals.ts'
import { type Fairness, fairnessOf, type Got } from '../../../engines/allocation/index.ts'
import type { AllocationInForce } from '../../modules/policies/index.ts'
import { completeDay, gotBy, type PlannedClaim, type PoolPlan } from './pool-plan.ts'
import { milli, type Setting, waitingOf, wantedDay } from './short-claim.ts'

type FigureSetting = Pick<Setting, 'today' | 'starvationFactor' | 'calendarOf'>

export function figuresOf(
  plans: readonly PoolPlan[],
  changes: readonly ProposedChange[],
  { setting, policy }: { setting: FigureSetting; policy: AllocationInForce },
): AllocationFigures {
  const claims = plans.flatMap((plan) => plan.claims)
  const count = (...effects: string[]) => changes.filter(({ effect }) => effects.includes(effect)).length
  return {
    policy: policyFacts(policy),
    before: toFigures(fairnessOf(claims.map((one) => gotBefore(one, setting)))),
    after: toFigures(fairnessOf(claims.map((one) => gotAfter(one, setting)))),
    floors: floorsOf(claims, { setting, policy }),
    winners: changes.filter(isWinner).length,
    losers: count('later', 'never'),
    waiting: count('waits'),
  }
}

/** Sooner, or goods where there were none. */
export const isWinner = ({ effect, moves }: ProposedChange): boolean =>
  effect === 'sooner' || (effect === 'kept' && moves.some((move) => move.from_need_on === null))

/** Numbers as numbers, whatever the database hands over. */
export const policyFacts = ({ policy_id, kind, starvation_factor, tiers }: AllocationInForce): PolicyFacts => ({
  policy_id,
  kind,
  starvation_factor: Number(starvation_factor),
  tiers: tiers.map(({ tier, name, protection_percent, floor_percent }) => ({
    tier,
    name,
    protection_percent: Number(protection_percent),
    floor_percent: Number(floor_percent),
  })),
})

const groupOf = ({ claim }: PlannedClaim): string => claim.segment_id ?? ''

export function gotBefore(planned: PlannedClaim, setting: FigureSetting): Got {
  const { claim } = planned
  const askedMilli = milli(claim.quantity)
  const isInTime = claim.is_reserved && claim.need_day <= wantedDay(claim, setting.today)
  const waits = claim.is_reserved ? Math.max(0, claim.need_day - setting.today) : null
  return got(planned, { askedMilli, gotMilli: isInTime ? askedMilli : 0, waits }, setting)
}

export function gotAfter(planned: PlannedClaim, setting: FigureSetting): Got {
  const { claim } = planned
  const day = completeDay(planned)
  const gotMilli = gotBy(planned, wantedDay(claim, setting.today))
  return got(
    planned,
    { askedMilli: milli(claim.quantity), gotMilli, waits: day === null ? null : day - setting.today },
    setting,
  )
}

function got(
  planned: PlannedClaim,
  { askedMilli, gotMilli, waits }: { askedMilli: number; gotMilli: number; waits: number | null },
  setting: FigureSetting,
): Got {
  const waitDays = waits === null ? null : waits + waitingOf(planned.claim, setting).days
  return { group: groupOf(planned), askedMilli, gotMilli, waitDays }
}

function toFigures({ groups, minMaxRatio, jainIndex, longestWaitDays, withoutEnd }: Fairness): FairnessFigures {
  const round = (value: number) => Math.round(value * 10_000) / 10_000
  const rounded = (value: number | null) => (value === null ? null : round(value))
  return {
    groups: groups.map(({ group, askedMilli, gotMilli, fill, lines, linesInFull, interval }) => ({
      segment_id: group || null,
      lines,
      lines_in_full: linesInFull,
      asked: askedMilli / 1000,
      got: gotMilli / 1000,
      fill: round(fill),
      low: round(interval.low),
      high: round(interval.high),
    })),
    min_max_ratio: rounded(minMaxRatio),
    jain_index: rounded(jainIndex),
    longest_wait_days: longestWaitDays,
    without_end: withoutEnd,
  }
}

function floorsOf(
  claims: readonly PlannedClaim[],
  { setting, policy }: { setting: FigureSetting; policy: AllocationInForce },
): AllocationFigures['floors'] {
  return policy.tiers.flatMap(({ tier, name, floor_percent }) => {
    const own = claims.filter(({ claim }) => claim.tier === tier)
    const percent = Number(floor_percent)
    if (percent === 0 || own.length === 0) return []
    const asked = own.reduce((sum, { claim }) => sum + milli(claim.quantity), 0)
    const sumOf = (part: (one: PlannedClaim, setting: FigureSetting) => Got) =>
      own.reduce((sum, one) => sum + part(one, setting).gotMilli, 0)
    const [before, after] = [sumOf(gotBefore), sumOf(gotAfter)]
    const floor = (asked * percent) / 100
    return [
      {
        tier,
        name,
        floor_percent: percent,
        asked: asked / 1000,
        floor: Math.round(floor) / 1000,
        before: before / 1000,
        after: after / 1000,
        is_kept: after >= floor,
      },
    ]
  })
}
