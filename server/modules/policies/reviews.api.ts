/** Endpoints of the regular review of packages and standards. */
import { z } from 'zod'
import { PackageReview, ReviewsDue } from '../../../contract/process-standards.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { getRecord, recordEndpoints } from '../../ledger/index.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { requireSegments } from './named.store.ts'
import { packageReview } from './package-review.ts'
import { reviewsDue } from './reviews.store.ts'
import { servicePackage } from './service-package.ts'

const tag = 'package reviews'
const AHEAD_MOST = 400

export const reviewEndpoints = [
  endpoint({
    method: 'GET',
    path: '/package-reviews/due',
    tag,
    permission: 'standards.read',
    summary:
      'Packages in force and standards of segments that are to be looked at again within so many days, or should have been',
    query: z.object({ days: z.coerce.number().int().min(0).max(AHEAD_MOST).default(14) }),
    answer: ReviewsDue,
    handle: (context, { query }) =>
      inSnapshot(context, async (tx) => {
        const now = context.clock.now().getTime()
        const dayIn = (days: number) => new Date(now + days * 86_400_000).toISOString().slice(0, 10)
        return { rows: await reviewsDue(tx, { today: dayIn(0), until: dayIn(query.days) }) }
      }),
  }),
  ...recordEndpoints({
    read: 'standards.read',
    write: 'standards.write',
    type: packageReview,
    path: '/package-reviews',
    tag,
    body: PackageReview,
    searched: ['review_id', 'package_id', 'segment_id', 'note'],
    filters: ['package_id', 'segment_id', 'outcome'],
    check: async (tx, state) => {
      const { package_id = null, segment_id = null } = state
      if ((package_id === null) === (segment_id === null))
        throw new Refusal('invalid_input', { field: 'package_id', reason: 'a_package_or_a_segment' })
      if (package_id !== null) await getRecord(tx, servicePackage, String(package_id))
      else await requireSegments(tx, [String(segment_id)])
      if (String(state.next_on) <= String(state.reviewed_on))
        throw new Refusal('time_order', { reviewed_on: state.reviewed_on, next_on: state.next_on })
    },
  }),
]
