/** What a package must keep before customers may rely on it. */
import type { ServicePackage } from '../../../contract/service-packages.ts'
import type { State } from '../../ledger/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import { requireSegments } from './named.store.ts'
import { packageAfter } from './packages.store.ts'
import { requireFloors } from './service-floor.ts'
import { checkPackage } from './service-package.ts'

/** Refuses `below_floor` and what `checkPackage` refuses. */
export async function checkPublishing(tx: Tx, state: State): Promise<void> {
  const draft = state as unknown as ServicePackage
  checkPackage(state)
  await requireSegments(tx, [draft.segment_id])
  requireFloors((await packageAfter(tx, draft)).floors)
}
