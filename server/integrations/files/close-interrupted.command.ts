/** Closes runs that nobody works on and nobody will: their process ended, for the last time it was tried. */
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { listPending } from '../../platform/jobs/index.ts'
import { importTask } from './import.task.ts'
import { closeLeft, listLeft } from './import-runs.store.ts'
import { removeUpload } from './spool.ts'

/** An import from the command line has no job; between opening its run and its transaction nothing shows that it lives. */
const FRESH_MS = 60_000

export async function closeInterrupted(context: Context, spoolDirectory: string): Promise<void> {
  const closed = await inTransaction(context, async (tx) => {
    const left = await listLeft(tx, new Date(context.clock.now().getTime() - FRESH_MS))
    if (left.length === 0) return []
    const pending = new Set((await listPending(tx, importTask)).map(({ import_id }) => import_id))
    const nobodys = left.filter((importId) => !pending.has(importId))
    return nobodys.length ? closeLeft(tx, nobodys, context.clock.now()) : []
  })
  for (const importId of closed) await removeUpload(spoolDirectory, importId)
}
