/**
 * The clocks of an inquiry, in working time.
 *
 * Time counts while it is our turn. When the ball comes back from the customer, the due instant moves by the working time
 * for which it lay there; what was overdue by then stays overdue by as much.
 */
import { businessSecondsBetween, type WorkingTime } from '../../../engines/calendars/index.ts'

export interface Targets {
  /** Working hours; null: no standard, so nothing is due. */
  readonly first: number | null
  readonly final: number | null
}

export interface Clocked {
  readonly received_at: string
  readonly first_answer_at?: string | null
  readonly final_due_at?: string | null
  readonly waiting_since?: string | null
  readonly waited_seconds: number
}

const dueAt = (hours: WorkingTime, from: number, target: number | null): string | null => {
  const at = target === null ? null : hours.addMinutes(from, Math.round(target * 60))
  return at === null ? null : new Date(at).toISOString()
}

export const startClocks = (hours: WorkingTime, receivedAt: Date, targets: Targets) => ({
  first_target_hours: targets.first,
  final_target_hours: targets.final,
  first_due_at: dueAt(hours, receivedAt.getTime(), targets.first),
  final_due_at: dueAt(hours, receivedAt.getTime(), targets.final),
})

/** What an answer does: the first one ends the first clock, a final one the other; either way it is the customer's turn. */
export function stopClocks(hours: WorkingTime, state: Clocked, { now, isFinal }: { now: Date; isFinal: boolean }) {
  const taken = businessSecondsBetween(hours, Date.parse(state.received_at), now.getTime())
  const counted = Math.max(0, taken - waitedUntil(hours, state, now))
  return {
    ...(!state.first_answer_at && { first_answer_at: now.toISOString(), first_hours: inHours(counted) }),
    ...(isFinal && { final_answer_at: now.toISOString(), final_hours: inHours(counted) }),
    waited_seconds: waitedUntil(hours, state, now),
    waiting_since: now.toISOString(),
  }
}

/** What the customer's reply, or a person who opens it again, does. */
export function resumeClocks(hours: WorkingTime, state: Clocked, now: Date) {
  const waited = waitedUntil(hours, state, now)
  const added = waited - state.waited_seconds
  return {
    waited_seconds: waited,
    waiting_since: null,
    final_answer_at: null,
    final_hours: null,
    ...(state.final_due_at && added > 0 && { final_due_at: later(hours, state.final_due_at, added) }),
  }
}

function later(hours: WorkingTime, due: string, seconds: number): string {
  const moved = hours.addMinutes(Date.parse(due), Math.round(seconds / 60))
  return moved === null ? due : new Date(moved).toISOString()
}

const waitedUntil = (hours: WorkingTime, { waiting_since, waited_seconds }: Clocked, now: Date): number =>
  waiting_since
    ? waited_seconds + Math.round(businessSecondsBetween(hours, Date.parse(waiting_since), now.getTime()))
    : waited_seconds

const inHours = (seconds: number) => Math.round((seconds / 3_600) * 1_000) / 1_000
