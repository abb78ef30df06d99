/** Why a line of an order comes later than it was promised: what was stored when it was decided, as staff or as its customer may see it. */
import { z } from 'zod'
import { CHANGE_EFFECTS, DECIDED_BY, PROPOSAL_KINDS } from './proposals.ts'
import { Code, Day, Instant, LineNumber, Quantity } from './values.ts'

export const LaterReason = z.object({
  line_number: LineNumber,
  kind: z.enum(PROPOSAL_KINDS),
  effect: z.enum(CHANGE_EFFECTS),
  decided_at: Instant,
  /** False: only proposed yet. A customer sees what was decided. */
  is_done: z.boolean(),
  product_id: Code,
  product_name: z.string().nullable(),
  quantity: Quantity,
  site_name: z.string().nullable(),
  old_date: Day,
  /** Null: nothing in sight. */
  new_date: Day.nullable(),
  /** By which the goods were shared out; null: no policy was asked. */
  policy: z.object({ policy_id: Code.nullable(), name: z.string().nullable(), kind: z.string() }).nullable(),
  tier: z.int().nullable(),
  tier_name: z.string().nullable(),
  /** What put others first; null: nobody was put first, there were too few goods. */
  decided_by: z.enum(DECIDED_BY).nullable(),
  /** Whom a customer never sees: the place among all who wanted the goods, who had them, and the proposal. */
  staff: z
    .object({
      proposal_id: Code,
      place: z.int().nullable(),
      of: z.int().nullable(),
      gave_way_to: z.array(
        z.object({
          order_id: z.string(),
          line_number: z.int(),
          customer_name: z.string().nullable(),
          tier: z.int().nullable(),
          decided_by: z.enum(DECIDED_BY).nullable(),
        }),
      ),
    })
    .nullable(),
})
export type LaterReason = z.infer<typeof LaterReason>

/** The newest for each line. */
export const LaterReasons = z.object({ rows: z.array(LaterReason) })
export type LaterReasons = z.infer<typeof LaterReasons>
