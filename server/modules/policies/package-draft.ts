/** What a segment may be offered next: the terms of a package, kept while they are weighed. */
import { Refusal } from '../../../contract/refusals.ts'
import type { RecordType, State } from '../../ledger/index.ts'
import { servicePackage } from './service-package.ts'

export const packageDraft: RecordType = {
  subjectType: 'package_draft',
  table: 'policies.package_draft',
  key: 'draft_id',
  columns: ['package_id', ...servicePackage.columns, 'note', 'is_dropped', 'published_on'],
  created: 'PackageDrafted',
  changed: 'PackageDraftChanged',
}

/** Refuses `wrong_state` for a draft that was published: what customers are bound by changes by a later version only. */
export function requireOpen({ draft_id, published_on }: State): void {
  if (published_on != null) throw new Refusal('wrong_state', { draft_id, state: 'published' })
}

/** The package that a draft would be. */
export function packageOf(draft: State): State {
  const { draft_id: _, note: __, is_dropped: ___, published_on: ____, ...rest } = draft
  return rest
}
