/** What publishing a package changes for a segment, told before it is published. */
import type { PackagePreview } from '../../../contract/service-floors.ts'
import { type ServicePackage, WEEKDAYS } from '../../../contract/service-packages.ts'
import { brokenAgreements, type PackageInForce, packageAfter } from '../../modules/policies/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import { type Lately, linesRuledOut, type MetLines, metBy } from './preview.store.ts'
import { changesOf } from './term-changes.ts'

/** Example: a third delivery day for retail stores: 36 customers, better for them, no floor broken. */
export async function previewPackage(tx: Tx, draft: ServicePackage, today: string): Promise<PackagePreview> {
  const { segment_id, valid_from } = draft
  const { before, after, next, floors } = await packageAfter(tx, draft)
  const lately = { segment: segment_id, day: valid_from < today ? valid_from : today }
  const changes: PackagePreview['changes'] = []
  for (const change of changesOf({ ...before }, { ...after })) {
    const ruledOut = change.direction === 'better' ? null : await ruledOutBy(tx, lately, { term: change.term, after })
    changes.push({ ...change, lines: ruledOut?.lines ?? null, line_customers: ruledOut?.line_customers ?? null })
  }
  const agreements = await brokenAgreements(tx, draft, { before, after })
  return { segment_id, ...(await metBy(tx, lately)), before, after, changes, floors: [...floors], agreements, next }
}

/** Only two terms can be held against lines that were ordered; the others say nothing of a single line. */
function ruledOutBy(
  tx: Tx,
  lately: Lately,
  { term, after }: { term: string; after: PackageInForce },
): Promise<MetLines> | null {
  if (term === 'delivery_days')
    return linesRuledOut(tx, lately, { weekdays: after.delivery_days.map((day) => WEEKDAYS.indexOf(day) + 1) })
  if (term === 'minimum_quantity' && after.minimum_quantity !== null)
    return linesRuledOut(tx, lately, { least: after.minimum_quantity })
  return null
}
