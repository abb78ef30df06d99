/** What can be done later: a name, what it needs to know, and how patiently it is tried. */
import type { z } from 'zod'
import type { Context } from '../context.ts'

/** Work that takes minutes waits in a lane of its own, so that it never keeps a mail waiting. */
export type Lane = 'quick' | 'long'

export interface Task<Payload extends z.ZodType = z.ZodType> {
  /** Such as `people.mail-invitation`; it stands in the database, so it never changes. */
  readonly name: string
  /** Ids and settings, never a personal value or a secret: the queue lies outside the wall between tenants. */
  readonly payload: Payload
  readonly lane: Lane
  readonly attemptsMax: number
  /** One after the other within a tenant; different tenants do not wait for each other. */
  readonly isOneAtATime: boolean
}

/** With the growing pauses between attempts, a good day from the first to the last. */
const ATTEMPTS_MAX = 14

export const defineTask = <Payload extends z.ZodType>(
  task: Pick<Task<Payload>, 'name' | 'payload'> & Partial<Task<Payload>>,
): Task<Payload> => ({ lane: 'quick', attemptsMax: ATTEMPTS_MAX, isOneAtATime: false, ...task })

/** The attempt at hand. */
export interface Attempt {
  /** The first is 1. */
  readonly number: number
  /** A failure of this attempt is the job's last. */
  readonly isLast: boolean
  /** Aborts when the server is asked to stop: a long job breaks off, a quick one goes on to its end. */
  readonly stopping: AbortSignal
}

export interface Job {
  readonly task: Task
  run(context: Context, payload: unknown, attempt: Attempt): Promise<unknown>
}

/** Joins a task with what does it. A job may run twice, after a crash for one, and is written so that it may. */
export const job = <Payload extends z.ZodType>(
  task: Task<Payload>,
  run: (context: Context, payload: z.output<Payload>, attempt: Attempt) => Promise<unknown>,
): Job => ({ task, run: (context, payload, attempt) => run(context, task.payload.parse(payload), attempt) })
