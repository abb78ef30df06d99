/** What a package must keep before customers may rely on it. */
import { Refusal } from '../../../contract/refusals.ts'
import type { ServicePackage } from '../../../contract/service-packages.ts'
import type { State } from '../../ledger/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import { coreNeedsOf } from '../needs/index.ts'
import { brokenAgreements } from './agreements.store.ts'
import { loweredBy, requireAgreed } from './lowering.ts'
import { requireSegments } from './named.store.ts'
import { packageAfter } from './packages.store.ts'
import { requireFloors } from './service-floor.ts'
import { checkPackage } from './service-package.ts'

/**
 * Refuses `below_floor`, `approval_needed` where a core element falls and nobody agreed (only a draft can be agreed to),
 * `contradicts_agreement`, and what `checkPackage` refuses.
 */
export async function checkPublishing(tx: Tx, state: State, { isAgreed = false } = {}): Promise<void> {
  const draft = state as unknown as ServicePackage
  checkPackage(state)
  await requireSegments(tx, [draft.segment_id])
  const change = await packageAfter(tx, draft)
  requireFloors(change.floors)
  if (!isAgreed) requireAgreed(loweredBy(change, await coreNeedsOf(tx, draft.segment_id, draft.valid_from)), [])
  const agreements = await brokenAgreements(tx, draft, change)
  if (agreements.length) throw new Refusal('contradicts_agreement', { agreements })
}
