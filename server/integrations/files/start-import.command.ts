/** Starts the import of an uploaded file: noted and put into the outbox together, so that a crash leaves no run hanging. */
import type { Mapping } from '../../../contract/imports.ts'
import { Refusal } from '../../../contract/refusals.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { enqueue } from '../../platform/jobs/index.ts'
import { importTask } from './import.task.ts'
import { getRun, type ImportRun, startRun } from './import-runs.store.ts'

/** Refuses `import_not_ready` for a run that was started before. */
export const startImport = (context: Context, importId: string, mapping: Mapping): Promise<ImportRun> =>
  inTransaction(context, async (tx) => {
    const run = await startRun(tx, importId, mapping)
    if (!run) throw new Refusal('import_not_ready', { state: (await getRun(tx, importId)).state })
    await enqueue(tx, importTask, { import_id: importId, actor: context.principal.actor })
    return run
  })
