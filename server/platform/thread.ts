/** Starts a worker thread from a file of ours, as built or as written. */
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
