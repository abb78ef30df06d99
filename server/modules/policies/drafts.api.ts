/** Endpoints of drafts: kept, changed, dropped, published. */
import { PackageDraft } from '../../../contract/package-drafts.ts'
import { recordEndpoints } from '../../ledger/index.ts'
import { requireSegments } from './named.store.ts'
import { packageDraft, requireOpen } from './package-draft.ts'
import { requireUnpublished } from './packages.store.ts'
import { checkPackage } from './service-package.ts'

const tag = 'package drafts'

export const draftEndpoints = [
  ...recordEndpoints({
    read: 'standards.read',
    write: 'standards.write',
    type: packageDraft,
    path: '/package-drafts',
    tag,
    body: PackageDraft,
    searched: ['draft_id', 'name', 'note'],
    filters: ['segment_id'],
    check: async (tx, state) => {
      requireOpen(state)
      await requireUnpublished(tx, String(state.draft_id))
      checkPackage(state)
      await requireSegments(tx, [String(state.segment_id)])
    },
  }),
]
