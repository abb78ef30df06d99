/** The form of a draft: a package with a name of its own and the reason why it is worth thinking of. */
import type { RecordKind } from '../records/record-kind.ts'
import { packageKind } from './package-kind.ts'

export const draftKind: RecordKind = {
  id: 'package-drafts',
  path: '/package-drafts',
  key: 'draft_id',
  icon: 'edit',
  writeRight: 'standards.write',
  emptyAdvice: 'package-drafts.emptyAdvice',
  fields: [
    { name: 'draft_id', type: 'code', isRequired: true },
    { name: 'note', label: 'draft_note', type: 'longtext', hint: 'draft_note' },
    { name: 'is_dropped', type: 'switch', hasHint: true },
    ...packageKind.fields,
  ],
}
