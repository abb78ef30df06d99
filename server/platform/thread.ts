/** Starts a worker thread from a file of ours, as built or as written, and reckons in one. */
import { type ResourceLimits, Worker } from 'node:worker_threads'

/** Files of the build end in .mjs, at the same place below `dist/`. */
const isBuilt = import.meta.url.endsWith('.mjs')

interface ThreadSetting {
  /** What the thread finds as `workerData.given`. */
  readonly given: unknown
  readonly resourceLimits?: ResourceLimits
}

/** `file` is the address of the source: `new URL('./reading.worker.ts', import.meta.url)`. The build takes files of that ending along. */
export function startThread(file: URL, { given, resourceLimits }: ThreadSetting): Worker {
  const start = isBuilt ? file.href.replace(/\.ts$/, '.mjs') : new URL('./thread-from-source.mjs', import.meta.url).href
  return new Worker(new URL(start), { workerData: { file: file.href, given }, resourceLimits })
}

/** What a thread that reckons tells the one that waits for it. */
export type Said<Result> =
  | { readonly say: 'progress'; readonly progress: number }
  | { readonly say: 'done'; readonly result: Result }

export interface Watch {
  readonly signal?: AbortSignal
  /** Shares of the whole, 0 to 1. */
  readonly onProgress?: (progress: number) => void
}

interface ReckonSetting extends Watch {
  readonly given: unknown
  readonly heapMegabytesMax: number
  readonly timeMaxMs: number
}

/** Rejects when it is aborted, takes too long or needs too much memory; the thread ends in any case. */
export function reckonInThread<Result>(file: URL, setting: ReckonSetting): Promise<Result> {
  const { given, heapMegabytesMax, timeMaxMs, signal, onProgress } = setting
  const limit = AbortSignal.any([...(signal ? [signal] : []), AbortSignal.timeout(timeMaxMs)])
  limit.throwIfAborted()
  const thread = startThread(file, { given, resourceLimits: { maxOldGenerationSizeMb: heapMegabytesMax } })
  return new Promise<Result>((resolve, reject) => {
    const abort = () => reject(limit.reason as Error)
    limit.addEventListener('abort', abort, { once: true })
    thread.on('message', (said: Said<Result>) => {
      if (said.say === 'progress') onProgress?.(said.progress)
      else resolve(said.result)
    })
    thread.on('error', reject)
    thread.on('exit', () => {
      limit.removeEventListener('abort', abort)
      reject(new Error('The thread that reckons has ended'))
    })
  }).finally(() => thread.terminate())
}
