/** Turns a draft into the segment's package from its first day on. */
import type { LoweredElement } from '../../../contract/lowerings.ts'
import { changeRecord, createRecord, getRecord, type State } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { loweredIn } from './ask-lowering.command.ts'
import { checkPublishing } from './check-publishing.command.ts'
import { isCovered, requireAgreed, requireNotice } from './lowering.ts'
import { loweringsOf } from './lowerings.store.ts'
import { packageDraft, packageOf, requireOpen } from './package-draft.ts'
import { serviceFloor } from './service-floor.ts'
import { servicePackage } from './service-package.ts'

export interface Published {
  readonly package: State
  /** What customers must hear of. */
  readonly lowered: readonly LoweredElement[]
}

/**
 * Floors of the segment that somebody agreed to lower are lowered from the package's first day on. Refuses `wrong_state`
 * for one that was published, `approval_needed` and `notice_needed` where a core element falls, and whatever keeps a
 * package from being published.
 */
export async function publishDraft(context: Context, tx: Tx, draftId: string): Promise<Published> {
  const { state } = await getRecord(tx, packageDraft, draftId, 'FOR UPDATE')
  requireOpen(state)
  const terms = packageOf(state)
  const today = context.clock.now().toISOString().slice(0, 10)
  const { lowered } = await loweredIn(tx, draftId)
  const asked = await loweringsOf(tx, draftId)
  requireAgreed(lowered, asked)
  if (lowered.length) requireNotice(String(terms.valid_from), today)
  const agreed = asked.findLast((one) => isCovered(lowered, one))
  for (const { element, after, floor } of lowered) {
    // No limit at all is no floor; a lead time of ten years says so.
    if (!floor || !agreed) continue
    await createRecord(context, tx, serviceFloor, {
      ...{ floor_id: `${draftId} ${element}`.slice(0, 64).trimEnd(), segment_id: terms.segment_id, element },
      ...{ level: after ?? NO_LIMIT, valid_from: terms.valid_from, reason: agreed.reason },
      ...{ approved_by: agreed.approver, notice_on: today },
    })
  }
  await checkPublishing(tx, terms, { isAgreed: lowered.length > 0 })
  const published = await createRecord(context, tx, servicePackage, terms)
  await changeRecord(context, tx, packageDraft, draftId, () => ({ is_dropped: null, published_on: today }))
  return { package: published, lowered }
}

const NO_LIMIT = 3_650
