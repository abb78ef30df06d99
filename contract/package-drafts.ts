/** Drafts of service packages: what a segment may be offered next, before anybody is bound by it. */
import { z } from 'zod'
import { ServicePackage } from './service-packages.ts'
import { Code, Day, LongText } from './values.ts'

export const PackageDraft = ServicePackage.extend({
  draft_id: Code,
  /** Why it is worth thinking of. */
  note: LongText.nullish(),
  /** Laid aside: nobody means to publish it. */
  is_dropped: z.boolean().nullish(),
  /** Set by publishing; a published draft changes no more. */
  published_on: Day.nullish(),
})
export type PackageDraft = z.infer<typeof PackageDraft>
