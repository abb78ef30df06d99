/** Does what starting an import promised: imports the file that waits, watched for a wish to cancel and for the server's end. */
import { Refusal } from '../../../contract/refusals.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { type Attempt, enqueue, startLoop } from '../../platform/jobs/index.ts'
import { importTask } from './import.task.ts'
import { importRun } from './import-file.command.ts'
import { beginRun, endRun, type ImportRun, noteProgress, type Progress } from './import-runs.store.ts'
import { removeUpload, uploadPath } from './spool.ts'

export interface WaitingImport {
  readonly import_id: string
  readonly actor: string
}

const WATCH_EVERY_MS = 500

/** May be called again for a run that has ended, or of which nothing was kept. */
export async function runImport(
  jobContext: Context,
  waiting: WaitingImport,
  attempt: Attempt & { readonly spoolDirectory: string },
): Promise<void> {
  const context = { ...jobContext, principal: { ...jobContext.principal, actor: waiting.actor } }
  const run = await beginRun(context, waiting.import_id)
  if (run?.is_cancel_asked) await endRun(context, waiting.import_id, 'cancelled')
  else if (run) await importWatched(context, run, attempt)
  if (attempt.stopping.aborted && run) await putBack(context, waiting)
  else await removeUpload(attempt.spoolDirectory, waiting.import_id)
}

/** A server that ends takes nothing of the file in and leaves the import to the next one; that is no failed attempt. */
const putBack = (context: Context, waiting: WaitingImport) =>
  inTransaction(context, (tx) => enqueue(tx, importTask, waiting))

async function importWatched(
  context: Context,
  run: ImportRun,
  { stopping, isLast, spoolDirectory }: Attempt & { readonly spoolDirectory: string },
): Promise<void> {
  const watch = watchRun(context, run.import_id, stopping)
  const path = uploadPath(spoolDirectory, run.import_id)
  try {
    await importRun(context, run.import_id, {
      open: () => path,
      path,
      mapping: run.mapping!,
      signal: watch.signal,
      onProgress: watch.onProgress,
    })
  } catch (error) {
    if (stopping.aborted) return
    const isFinal = watch.signal.aborted || error instanceof Refusal || isLast
    if (isFinal) await endRun(context, run.import_id, watch.signal.aborted ? 'cancelled' : 'refused', error)
    if (!watch.signal.aborted && !(error instanceof Refusal)) throw error
  } finally {
    await watch.end()
  }
}

/** Tells the run's row how far it is, for whichever server is asked, and hears there of a wish to cancel. */
function watchRun(context: Context, importId: string, stopping: AbortSignal) {
  const cancelling = new AbortController()
  let latest: Progress | undefined
  const loop = startLoop({
    pauseMs: WATCH_EVERY_MS,
    onError: () => undefined,
    async round() {
      if (latest && (await noteProgress(context, importId, latest))) cancelling.abort()
      return 0
    },
  })
  return {
    signal: AbortSignal.any([cancelling.signal, stopping]),
    onProgress(progress: Progress) {
      latest = progress
    },
    end: () => loop.stop(),
  }
}
