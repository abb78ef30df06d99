/**
 * From observations to where a shipment is. The state is a fold over sorted, deduplicated, non-retracted actual events:
 *
 * - a milestone of the same or a higher rank moves the state on;
 * - a lower rank moves it only along LOOPS: between hubs again, out again after a failed attempt;
 * - `cancelled` and `returned` are final; `delivered` is left only towards acceptance, refusal or return;
 * - flags (delayed, damaged …) open and close beside the milestone; plans and estimates never move the state.
 *
 * Any order and any repetition of the same observations gives the same state.
 */
import { type Flag, isFlag, isMilestone, type Milestone, rankOf } from './milestones.ts'
import { dedupeKey, type Lifecycle, type Observation } from './observation.ts'

export interface TrackingState {
  /** Null before the first actual milestone. */
  milestone: Milestone | null
  rank: number
  /** When the current milestone happened. */
  since: number | null
  /** Open flags, sorted by name. `suspect_delivery`: a hub saw the goods long after they were called delivered. */
  flags: readonly (Flag | 'suspect_delivery' | 'stale')[]
  /** The latest told expectation of the next step; null when nothing is expected. */
  nextExpected: { code: Observation['code']; lifecycle: Lifecycle; eventTime: number } | null
  /** Event time of the last actual event of any kind. */
  lastSeenAt: number | null
  /** First time each milestone happened, for cycle times. */
  reached: Partial<Record<Milestone, number>>
  attempts: number
  unmapped: number
  observations: number
  retracted: number
}

export interface FoldOptions {
  /** The moment of asking; null leaves `stale` unjudged. */
  now: number | null
  /** Silence longer than this is stale: the 95 % quantile of past gaps, or 48 h domestic and 5 days across a border. */
  maxAgeSeconds: number
}

const HOUR_MS = 3_600_000
export const DOMESTIC_MAX_AGE_SECONDS = 48 * 3600
export const CROSS_BORDER_MAX_AGE_SECONDS = 5 * 86_400

const LIFECYCLE_ORDER: Readonly<Record<Lifecycle, number>> = { requested: 0, planned: 1, estimated: 2, actual: 3 }

/** Folds all observations of one shipment. Example: `foldTracking(observations, { now, maxAgeSeconds: 172_800 }).milestone`. */
export function foldTracking(observations: readonly Observation[], options: FoldOptions): TrackingState {
  const unique = dedupe(observations)
  const { standing, retracted } = withoutRetracted(unique)
  const state: Draft = { ...EMPTY, flags: new Set(), reached: {}, observations: unique.size, retracted }
  for (const observation of standing.sort(byEventTime)) {
    if (observation.lifecycle === 'actual') applyActual(state, observation)
    else state.nextExpected = observation
  }
  return finish(state, options)
}

interface Draft extends Omit<TrackingState, 'flags' | 'nextExpected'> {
  flags: Set<TrackingState['flags'][number]>
  nextExpected: Observation | null
}

const EMPTY = {
  milestone: null,
  rank: 0,
  since: null,
  nextExpected: null,
  lastSeenAt: null,
  attempts: 0,
  unmapped: 0,
} as const

/** The first telling counts. Which one is first must not depend on arrival in memory, so ties go to the smaller id. */
function dedupe(observations: readonly Observation[]): Map<string, Observation> {
  const unique = new Map<string, Observation>()
  for (const observation of observations) {
    const key = dedupeKey(observation)
    const known = unique.get(key)
    if (known === undefined || wasToldBefore(observation, known)) unique.set(key, observation)
  }
  return unique
}

function wasToldBefore(a: Observation, b: Observation): boolean {
  const [toldA, toldB] = [a.receivedAt ?? Number.POSITIVE_INFINITY, b.receivedAt ?? Number.POSITIVE_INFINITY]
  return toldA !== toldB ? toldA < toldB : a.id < b.id
}

function withoutRetracted(unique: ReadonlyMap<string, Observation>): { standing: Observation[]; retracted: number } {
  const takenBack = new Set<string>()
  for (const [key, observation] of unique) {
    if (observation.retracts !== null) takenBack.add(observation.retracts)
    if (observation.isErrorDeclaration) takenBack.add(key.slice(0, -1))
  }
  const standing: Observation[] = []
  let retracted = 0
  for (const [key, observation] of unique) {
    if (takenBack.has(key)) retracted += 1
    else if (observation.retracts === null && !observation.isErrorDeclaration) standing.push(observation)
  }
  return { standing, retracted }
}

/** Event time, then the surer telling last, then progress, then receipt, then id: a total order without arrival in it. */
function byEventTime(a: Observation, b: Observation): number {
  return (
    a.eventTime - b.eventTime ||
    LIFECYCLE_ORDER[a.lifecycle] - LIFECYCLE_ORDER[b.lifecycle] ||
    (rankOf(a.code) ?? 0) - (rankOf(b.code) ?? 0) ||
    (a.receivedAt ?? 0) - (b.receivedAt ?? 0) ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  )
}

function applyActual(state: Draft, observation: Observation): void {
  const { code, eventTime } = observation
  if (code === 'unmapped') {
    state.unmapped += 1
    return
  }
  state.lastSeenAt = eventTime
  if (isFlag(code)) {
    if (observation.closesFlag) state.flags.delete(code)
    else state.flags.add(code)
  } else if (isMilestone(code)) applyMilestone(state, code, eventTime)
}

function applyMilestone(state: Draft, next: Milestone, eventTime: number): void {
  if (next === 'attempt_failed') state.attempts += 1
  state.reached[next] ??= eventTime
  const rank = rankOf(next)!
  if (mayFollow(state.milestone, state.rank, rank)) {
    state.milestone = next
    state.rank = rank
    state.since = eventTime
    // News of a return explains a scan after delivery.
    if (rank >= 80) state.flags.delete('suspect_delivery')
  } else if (contradictsDelivery(state, rank, eventTime)) state.flags.add('suspect_delivery')
}

function mayFollow(current: Milestone | null, currentRank: number, rank: number): boolean {
  if (current === null) return true
  if (current === 'cancelled' || current === 'returned') return false
  if (current === 'delivered') return rank >= 70 && rank <= 85
  return rank >= currentRank || isLoop(currentRank, rank)
}

const HUB_RANKS = new Set([40, 42, 44, 46, 47])

/** Steps back that are normal: hub after hub, back at the depot from the last vehicle, another try after a failed one. */
function isLoop(from: number, to: number): boolean {
  if (from >= 40 && from <= 49) return HUB_RANKS.has(to)
  if (from === 55 || from === 60 || from === 63) return to === 44
  if (from === 66 || from === 72) return to === 44 || to === 55 || to === 60 || to === 65
  return from === 65 && to === 66
}

/** Moving goods seen more than six hours after "delivered", without a return: both are kept and somebody must look. */
function contradictsDelivery(state: Draft, rank: number, eventTime: number): boolean {
  const isDelivered = state.milestone === 'delivered' || state.milestone === 'accepted'
  return isDelivered && rank >= 38 && rank < 65 && state.since !== null && eventTime - state.since > 6 * HOUR_MS
}

/** Nothing more is to be heard after these: delivered, accepted, returned, cancelled. */
const isOver = (state: Draft) => state.rank >= 70 && state.milestone !== 'refused' && state.milestone !== 'returning'

function finish(state: Draft, options: FoldOptions): TrackingState {
  const isSilent =
    options.now !== null && state.lastSeenAt !== null && options.now - state.lastSeenAt > options.maxAgeSeconds * 1000
  if (isSilent && !isOver(state)) state.flags.add('stale')
  const expected = state.nextExpected
  const isPast = expected === null || isOver(state) || (rankOf(expected.code) ?? 100) < state.rank
  return {
    ...state,
    flags: [...state.flags].sort(),
    nextExpected: isPast ? null : { code: expected.code, lifecycle: expected.lifecycle, eventTime: expected.eventTime },
  }
}
