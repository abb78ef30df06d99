/** Importing an uploaded file, as work for later. */
import { z } from 'zod'
import { defineTask } from '../../platform/jobs/index.ts'

/** Few attempts: a file that ends the process each time must not do so for long. */
export const importTask = defineTask({
  name: 'imports.run',
  // The actor is the reference of whoever started the import: it stands in the ledger beside what came in.
  payload: z.object({ import_id: z.uuid(), actor: z.string() }),
  lane: 'long',
  attemptsMax: 3,
  isOneAtATime: true,
})
