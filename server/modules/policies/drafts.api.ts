/** Endpoints of drafts: kept, changed, dropped, published. */
import { z } from 'zod'
import { PackageDraft } from '../../../contract/package-drafts.ts'
import { ServicePackage } from '../../../contract/service-packages.ts'
import { Code } from '../../../contract/values.ts'
import { recordEndpoints } from '../../ledger/index.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { requireSegments } from './named.store.ts'
import { packageDraft, requireOpen } from './package-draft.ts'
import { requireUnpublished } from './packages.store.ts'
import { publishDraft } from './publish-draft.command.ts'
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
  endpoint({
    method: 'POST',
    path: '/package-drafts/:id/publish',
    tag,
    permission: 'standards.write',
    summary: 'Publish a draft: promises obey it from its first day on',
    params: z.object({ id: Code }),
    body: z.object({}),
    answer: ServicePackage,
    status: 201,
    handle: (context, { params }) => publishDraft(context, params.id),
  }),
]
