/**
 * The information a customer is owed, as far as it can be judged: which documents come with the goods, how early goods are
 * announced, how fresh tracking is, and whether trouble is told beforehand. Dated standards carry it.
 */
import { z } from 'zod'

/** What can go with goods. */
export const REQUIRED_DOCUMENTS = ['asn', 'packing_list', 'delivery_note', 'invoice', 'certificate', 'label'] as const
/** What can be recorded: also the notice that something will come late or short. */
export const DOCUMENT_KINDS = [...REQUIRED_DOCUMENTS, 'exception_notice'] as const

/** Each question stands alone; one left out is not asked. Without any of them there is no clause. */
export const InformationClause = z.object({
  required_documents: z.array(z.enum(REQUIRED_DOCUMENTS)).max(REQUIRED_DOCUMENTS.length).nullish(),
  /** How long before the goods arrive their advance shipping notice is sent; asks for that notice. */
  advance_notice_hours: z.int().min(0).max(720).nullish(),
  /** Longest time without an observation while goods are under way. */
  tracking_age_hours: z.int().min(1).max(720).nullish(),
  /** A late or short delivery is told before the promised window ends. */
  tells_exceptions: z.boolean().nullish(),
})
export type InformationClause = z.infer<typeof InformationClause>
