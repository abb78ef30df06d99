/** Stops an import that waits or is under way; nothing of the file is kept. Answers the run as it stands then. */
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { askToCancel, getRun, type ImportRun } from './import-runs.store.ts'

export const cancelImport = (context: Context, importId: string): Promise<ImportRun> =>
  inTransaction(context, async (tx) => {
    await askToCancel(tx, importId, context.clock.now())
    return getRun(tx, importId)
  })
