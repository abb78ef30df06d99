/**
 * What may be said of a failure, in the log and beside a failed job. Messages of errors quote values (a mail server repeats
 * the address, the database the text it could not read), so only what is known to be free of them is kept.
 */

/** Thrown by a job to say in its own safe words why it could not be done now. */
export class JobFailure extends Error {
  constructor(reason: string) {
    super(reason)
    this.name = 'JobFailure'
  }
}

export interface Failure {
  readonly reason: string
  /** Where in the program; frames of the stack without the message. */
  readonly at: readonly string[]
}

const FRAMES_MAX = 6
const CODE = /^[\w.-]{1,40}$/

type Raised = Error & { code?: unknown; issues?: readonly { path: readonly PropertyKey[] }[] }

export function describeFailure(error: unknown): Failure {
  if (!(error instanceof Error)) return { reason: 'no error was thrown', at: [] }
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return { reason: reasonOf(error), at: frames.slice(0, FRAMES_MAX).map((line) => line.trim()) }
}

function reasonOf(error: Raised): string {
  if (error.name === 'JobFailure') return error.message
  const fields = error.issues?.map(({ path }) => path.join('.'))
  if (fields) return `payload not understood: ${fields.join(', ')}`
  const code = typeof error.code === 'string' && CODE.test(error.code) ? ` ${error.code}` : ''
  return `${error.name}${code}`
}
