/** What a customer said it will need more or less of. */
import type { RecordType } from '../../ledger/index.ts'

export const statedChange: RecordType = {
  subjectType: 'stated_change',
  table: 'needs.stated_change',
  key: 'change_id',
  columns: [
    ...['customer_id', 'contact_id', 'product_id', 'product_group', 'valid_from', 'valid_to', 'change_percent'],
    ...['certainty', 'source', 'told_on', 'words', 'state', 'accepted_percent', 'decided_by', 'decided_on', 'reason'],
  ],
  created: 'NeedChangeStated',
  changed: 'NeedChangeDecided',
  personal: ['words'],
}
