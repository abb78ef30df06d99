/** Runs a calculation in a thread of its own, bounded in memory and time; an abort ends the thread. */
import { startThread } from '../../platform/thread.ts'
import type { Calculation, Said } from './calculation.ts'

const HEAP_MEGABYTES_MAX = 768
const TIME_MAX_MS = 15 * 60_000

interface Watch {
  readonly signal: AbortSignal
  readonly onProgress?: (progress: number) => void
}

/** Rejects when it is aborted, takes too long or needs too much memory. */
export function calculate<Result>(asked: Calculation, { signal, onProgress }: Watch): Promise<Result> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(TIME_MAX_MS)])
  limit.throwIfAborted()
  const thread = startThread(new URL('./calculation.worker.ts', import.meta.url), {
    given: asked,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MEGABYTES_MAX },
  })
  return new Promise<Result>((resolve, reject) => {
    const abort = () => reject(limit.reason as Error)
    limit.addEventListener('abort', abort, { once: true })
    thread.on('message', (said: Said) => {
      if (said.say === 'progress') onProgress?.(said.progress)
      else resolve(said.result as Result)
    })
    thread.on('error', reject)
    thread.on('exit', () => {
      limit.removeEventListener('abort', abort)
      reject(new Error('The thread that reckons has ended'))
    })
  }).finally(() => thread.terminate())
}
