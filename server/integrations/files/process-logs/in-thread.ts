/** Looks into another system's log in a thread of its own, bounded in memory and time: a small file may unpack to a huge one. */
import type { ForeignLog } from '../../../../contract/process-logs.ts'
import { Refusal, type RefusalCode } from '../../../../contract/refusals.ts'
import { startThread } from '../../../platform/thread.ts'
import type { Lifecycle } from './as-logged.ts'
import type { LogLimits } from './open-process-log.ts'

export interface LogToLookInto {
  readonly path: string
  readonly limits: LogLimits
  readonly lifecycle: Lifecycle
  readonly seenThrough: string | undefined
}

export type Said =
  | { readonly say: 'done'; readonly answer: ForeignLog }
  | { readonly say: 'refused'; readonly code: RefusalCode; readonly details: Record<string, unknown> }

export interface ThreadLimits {
  readonly heapMegabytes: number
  readonly milliseconds: number
  /** Logs looked into at the same time, on this server. */
  readonly threads: number
}
const LIMITS: ThreadLimits = { heapMegabytes: 768, milliseconds: 60_000, threads: 2 }

let running = 0

/** Refuses what `openProcessLog` refuses, what takes too much time or memory, and a third log while two are being read. */
export async function lookInThread(given: LogToLookInto, limits: ThreadLimits = LIMITS): Promise<ForeignLog> {
  if (running >= limits.threads)
    throw new Refusal('too_many_requests', { reason: 'logs_being_read', most: limits.threads })
  running += 1
  const thread = startThread(new URL('./look.worker.ts', import.meta.url), {
    given,
    resourceLimits: { maxOldGenerationSizeMb: limits.heapMegabytes },
  })
  let timer: NodeJS.Timeout | undefined
  try {
    return await new Promise<ForeignLog>((resolve, reject) => {
      const tooLong = () =>
        reject(new Refusal('too_large', { reason: 'too_much_time', seconds_max: limits.milliseconds / 1000 }))
      timer = setTimeout(tooLong, limits.milliseconds)
      thread.on('message', (said: Said) =>
        said.say === 'done' ? resolve(said.answer) : reject(new Refusal(said.code, said.details)),
      )
      thread.on('error', (error) => reject(refusalOf(error)))
      thread.on('exit', () => reject(new Error('The thread that reads the log has ended')))
    })
  } finally {
    clearTimeout(timer)
    running -= 1
    await thread.terminate()
  }
}

const refusalOf = (error: Error): Error =>
  (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY'
    ? new Refusal('too_large', { reason: 'too_much_memory' })
    : error
