/** Turns a draft into the segment's package from its first day on. */
import { changeRecord, createRecord, getRecord, type State } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { checkPublishing } from './check-publishing.command.ts'
import { packageDraft, packageOf, requireOpen } from './package-draft.ts'
import { servicePackage } from './service-package.ts'

/** Refuses `wrong_state` for one that was published, and whatever keeps a package from being published. */
export const publishDraft = (context: Context, draftId: string): Promise<State> =>
  inTransaction(context, async (tx) => {
    const { state } = await getRecord(tx, packageDraft, draftId, 'FOR UPDATE')
    requireOpen(state)
    const terms = packageOf(state)
    await checkPublishing(tx, terms)
    const published = await createRecord(context, tx, servicePackage, terms)
    await changeRecord(context, tx, packageDraft, draftId, () => ({
      is_dropped: null,
      published_on: context.clock.now().toISOString().slice(0, 10),
    }))
    return published
  })
