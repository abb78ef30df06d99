/** The imports under way in this process: their progress, and the way to stop one. */
import type { Context } from '../../platform/context.ts'
import { type ImportProgress, type ImportRequest, importFile } from './import-file.command.ts'

interface Running {
  progress: ImportProgress | null
  readonly abort: AbortController
}

export interface ImportRunner {
  start(context: Context, request: ImportRequest & { importId: string }, after: () => Promise<void>): void
  progressOf(importId: string): ImportProgress | null
  /** False when it is not under way here. */
  cancel(importId: string): boolean
  /** Stops what runs and waits for it to have rolled back. */
  close(): Promise<void>
}

export function createImportRunner(): ImportRunner {
  const running = new Map<string, Running>()
  const ends = new Set<Promise<void>>()
  return {
    start(context, request, after) {
      const entry: Running = { progress: null, abort: new AbortController() }
      running.set(request.importId, entry)
      const { signal } = entry.abort
      const onProgress = (progress: ImportProgress) => {
        entry.progress = progress
      }
      const end = importFile(context, { ...request, signal, onProgress })
        .then(() => undefined)
        // The reason stands with the run, where the person who started it looks.
        .catch((error: Error) =>
          context.log.info({ importId: request.importId, reason: error.message }, 'import ended early'),
        )
        .then(after)
        .finally(() => {
          running.delete(request.importId)
          ends.delete(end)
        })
      ends.add(end)
    },
    progressOf: (importId) => running.get(importId)?.progress ?? null,
    cancel(importId) {
      running.get(importId)?.abort.abort()
      return running.has(importId)
    },
    async close() {
      for (const { abort } of running.values()) abort.abort()
      await Promise.allSettled(ends)
    },
  }
}
