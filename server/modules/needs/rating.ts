/** What a rating is made of. */
import type { RecordType } from '../../ledger/index.ts'

export const rating: RecordType = {
  subjectType: 'rating',
  table: 'needs.rating',
  key: 'rating_id',
  columns: ['order_id', 'score', 'scale_max', 'given_on', 'given_at', 'comment', 'channel', 'feedback_id'],
  created: 'RatingGiven',
  changed: 'RatingCorrected',
  personal: ['comment'],
  eventTime: 'given_at',
}
