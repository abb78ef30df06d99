/** What a package must keep before customers may rely on it. */
import { Refusal } from '../../../contract/refusals.ts'
import type { ServicePackage } from '../../../contract/service-packages.ts'
import type { State } from '../../ledger/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import { brokenAgreements } from './agreements.store.ts'
import { requireSegments } from './named.store.ts'
import { packageAfter } from './packages.store.ts'
import { requireFloors } from './service-floor.ts'
import { checkPackage } from './service-package.ts'

/** Refuses `below_floor`, `contradicts_agreement`, and what `checkPackage` refuses. */
export async function checkPublishing(tx: Tx, state: State): Promise<void> {
  const draft = state as unknown as ServicePackage
  checkPackage(state)
  await requireSegments(tx, [draft.segment_id])
  const change = await packageAfter(tx, draft)
  requireFloors(change.floors)
  const agreements = await brokenAgreements(tx, draft, change)
  if (agreements.length) throw new Refusal('contradicts_agreement', { agreements })
}
