/** Replays in a thread of its own, bounded in memory and time; an abort ends it. */
import type { ReplayAnswer, ReplayFacts } from '../../../engines/replay/index.ts'
import { startThread } from '../../platform/thread.ts'

const HEAP_MEGABYTES_MAX = 512
const TIME_MAX_MS = 10 * 60_000

export type Said =
  | { readonly say: 'progress'; readonly progress: number }
  | { readonly say: 'done'; readonly answer: ReplayAnswer }

interface Watch {
  readonly signal: AbortSignal
  readonly onProgress: (progress: number) => void
}

export function replayInThread(given: ReplayFacts, { signal, onProgress }: Watch): Promise<ReplayAnswer> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(TIME_MAX_MS)])
  limit.throwIfAborted()
  const thread = startThread(new URL('./replay.worker.ts', import.meta.url), {
    given,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MEGABYTES_MAX },
  })
  return new Promise<ReplayAnswer>((resolve, reject) => {
    const abort = () => reject(limit.reason as Error)
    limit.addEventListener('abort', abort, { once: true })
    thread.on('message', (said: Said) => {
      if (said.say === 'progress') onProgress(said.progress)
      else resolve(said.answer)
    })
    thread.on('error', reject)
    thread.on('exit', () => {
      limit.removeEventListener('abort', abort)
      reject(new Error('The thread that replays has ended'))
    })
  }).finally(() => thread.terminate())
}
