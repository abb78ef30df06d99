/** A package, or the standards of a segment, looked at again: what was found, and when next. */
import type { RecordType } from '../../ledger/index.ts'

export const packageReview: RecordType = {
  subjectType: 'package_review',
  table: 'policies.package_review',
  key: 'review_id',
  columns: ['package_id', 'segment_id', 'reviewed_on', 'outcome', 'note', 'next_on'],
  created: 'PackageReviewed',
  changed: 'PackageReviewCorrected',
}
