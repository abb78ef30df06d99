/** Claims: what was wrong with delivered goods, what is done about it, and who decides. */
import { z } from 'zod'
import { CONDITIONS } from './imports.ts'
import { AmountMinor, Code, Currency, Day, Instant, LineNumber, LongText, PositiveQuantity, Text } from './values.ts'

export const CLAIM_KINDS = ['damage', 'shortage', 'wrong_goods', 'return', 'other'] as const
export const CLAIM_WISHES = ['credit', 'replacement', 'explanation'] as const
export const CLAIM_STATES = ['open', 'accepted', 'partly', 'refused', 'withdrawn'] as const
/** Where goods came to harm, as far as the record tells. */
export const HARM_STAGES = ['receipt', 'storage', 'packing', 'transport', 'door', 'unknown'] as const
export type HarmStage = (typeof HARM_STAGES)[number]
/** What the stage was read from. */
export const HARM_EVIDENCE = [
  'moved_to_damaged',
  'left_short',
  'carrier_reported',
  'noted_at_door',
  'signed_clean',
  'nothing_recorded',
] as const
export type HarmEvidence = (typeof HARM_EVIDENCE)[number]
export const RETURN_STATES = ['none', 'received', 'inspected'] as const
export const DISPOSITIONS = ['restock', 'repack', 'repair', 'return_to_supplier', 'destroy'] as const
export const RECOVERY_STATES = ['none', 'to_file', 'filed', 'paid', 'refused'] as const

const line = z.object({
  line_number: LineNumber,
  quantity: PositiveQuantity,
  condition: z.enum(CONDITIONS).nullish(),
})
export const NewClaim = z.object({
  claim_id: Code.optional(),
  order_id: Code,
  kind: z.enum(CLAIM_KINDS),
  wish: z.enum(CLAIM_WISHES).default('credit'),
  comment: LongText.nullish(),
  lines: z.array(line).min(1).max(200),
})
export type NewClaim = z.infer<typeof NewClaim>

export const ClaimPolicy = z.object({
  policy_id: Code,
  /** Null: for every segment without a policy of its own. */
  segment_id: Code.nullish(),
  /** Days after delivery in which a customer may claim by itself. */
  visible_days: z.int().min(0).max(3650),
  concealed_days: z.int().min(0).max(3650),
  return_days: z.int().min(0).max(3650),
  /** Days after delivery in which the carrier must be told. */
  carrier_days: z.int().min(0).max(3650),
  /** What a customer may claim by itself; everything else is told to us. */
  self_service: z
    .array(z.enum(CLAIM_KINDS))
    .max(CLAIM_KINDS.length)
    .default([...CLAIM_KINDS]),
  /** What may become of goods that come back. */
  dispositions: z
    .array(z.enum(DISPOSITIONS))
    .min(1)
    .max(DISPOSITIONS.length)
    .default([...DISPOSITIONS]),
})
export type ClaimPolicy = z.infer<typeof ClaimPolicy>

export const DecideClaim = z.object({
  decision: z.enum(['accepted', 'partly', 'refused']),
  /** Told to the customer. */
  text: LongText.refine((text) => text.trim() !== '', 'must say something'),
  /** By line, net; absent: nothing is credited. */
  credits: z
    .array(
      z.object({ line_number: LineNumber, net_minor: AmountMinor.refine((net) => net > 0, 'must be more than zero') }),
    )
    .max(200)
    .default([]),
})
export type DecideClaim = z.infer<typeof DecideClaim>

/** Of an accepted claim: what goes out again, of what was neither credited nor replaced. */
export const ReplaceGoods = z.object({
  lines: z
    .array(z.object({ line_number: LineNumber, quantity: PositiveQuantity }))
    .min(1)
    .max(200),
})
export type ReplaceGoods = z.infer<typeof ReplaceGoods>
export const PlacedReplacement = z.object({
  claim_id: Code,
  order_id: Code,
  /** The day promised for the last of it. */
  complete_on: Day,
})
export type PlacedReplacement = z.infer<typeof PlacedReplacement>

export const ReceiveReturn = z.object({
  location_id: Code,
  lines: z
    .array(z.object({ line_number: LineNumber, quantity: PositiveQuantity }))
    .min(1)
    .max(200),
})
export type ReceiveReturn = z.infer<typeof ReceiveReturn>
export const InspectReturn = z.object({
  lines: z
    .array(
      z.object({ line_number: LineNumber, disposition: z.enum(DISPOSITIONS), condition: z.enum(CONDITIONS).nullish() }),
    )
    .min(1)
    .max(200),
})
export type InspectReturn = z.infer<typeof InspectReturn>
export const RecoverClaim = z.object({
  state: z.enum(['to_file', 'filed', 'paid', 'refused']),
  amount_minor: AmountMinor.nullish(),
  note: Text.nullish(),
})
export type RecoverClaim = z.infer<typeof RecoverClaim>

export const ClaimLine = z.object({
  line_number: z.int(),
  product_id: Code,
  product_name: z.string().nullable(),
  quantity: z.number(),
  condition: z.string().nullable(),
  returned_quantity: z.number(),
  disposition: z.string().nullable(),
  /** What was billed for the claimed quantity and is not credited yet; null: nothing was billed. */
  proposed_minor: z.int().nullable(),
  credited_minor: z.int().nullable(),
  /** What goes out in its place, with the order that carries it; null: nothing does. */
  replaced_quantity: z.number().nullable(),
  replacement_order_id: Code.nullable(),
})
export const Claim = z.object({
  claim_id: Code,
  customer_id: Code,
  customer_name: z.string().nullable(),
  order_id: Code,
  kind: z.enum(CLAIM_KINDS),
  wish: z.enum(CLAIM_WISHES),
  channel: z.enum(['portal', 'desk']),
  state: z.enum(CLAIM_STATES),
  comment: z.string().nullable(),
  opened_at: Instant,
  delivered_on: z.string().nullable(),
  /** Beyond the days of the policy. */
  is_late: z.boolean(),
  stage: z.enum(HARM_STAGES),
  evidence: z.enum(HARM_EVIDENCE),
  carrier_id: Code.nullable(),
  carrier_name: z.string().nullable(),
  decided_at: Instant.nullable(),
  decided_by_name: z.string().nullable(),
  decision_text: z.string().nullable(),
  credit_invoice_id: Code.nullable(),
  currency: Currency.nullable(),
  return_state: z.enum(RETURN_STATES),
  return_location_id: Code.nullable(),
  recovery_state: z.enum(RECOVERY_STATES),
  recovery_due_on: z.string().nullable(),
  recovered_minor: z.int().nullable(),
  photos: z.int(),
})
export type Claim = z.infer<typeof Claim>
export const ClaimFile = Claim.extend({
  lines: z.array(ClaimLine),
  photo_ids: z.array(z.uuid()),
})
export type ClaimFile = z.infer<typeof ClaimFile>
export const ClaimQuery = z.object({
  q: z.string().max(100).optional(),
  /** Absent: every state. */
  state: z.enum(CLAIM_STATES).optional(),
  kind: z.enum(CLAIM_KINDS).optional(),
  recovery: z.enum(RECOVERY_STATES).optional(),
  order_id: Code.optional(),
  customer_id: Code.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
})
export type ClaimQuery = z.infer<typeof ClaimQuery>
export const ClaimList = z.object({ claims: z.array(Claim), total: z.int() })
export const ClaimDone = z.object({ claim_id: Code, state: z.enum(CLAIM_STATES) })
export const PhotoKept = z.object({ photo_id: z.uuid() })

/** What the portal says of an own claim. */
export const OwnClaim = Claim.pick({
  claim_id: true,
  order_id: true,
  kind: true,
  wish: true,
  state: true,
  comment: true,
  opened_at: true,
  decided_at: true,
  decision_text: true,
  photos: true,
}).extend({
  lines: z.array(ClaimLine.pick({ line_number: true, product_name: true, quantity: true, replacement_order_id: true })),
})
export type OwnClaim = z.infer<typeof OwnClaim>
export const OwnClaims = z.object({ claims: z.array(OwnClaim), total: z.int() })

/** What a customer may still tell of an order by itself, line by line; a line that was not delivered has no ways. */
export const ClaimWays = z.object({
  lines: z.array(
    z.object({
      line_number: LineNumber,
      ways: z.array(
        z.object({
          kind: z.enum(CLAIM_KINDS),
          /** Damage that showed only after unpacking, which has its own days. */
          is_concealed: z.boolean(),
          /** The last day. */
          until: Day,
          is_open: z.boolean(),
        }),
      ),
    }),
  ),
})
export type ClaimWays = z.infer<typeof ClaimWays>
export type ClaimWay = ClaimWays['lines'][number]['ways'][number]

export const INTACT_BY = ['product_group', 'product', 'packing', 'lane', 'carrier'] as const
export const IntactQuery = z.object({
  by: z.enum(INTACT_BY).default('carrier'),
  from: Day.optional(),
  to: Day.optional(),
})
export type IntactQuery = z.infer<typeof IntactQuery>
/** Lines delivered undamaged of those whose condition is known, with a 95 % Wilson interval. */
export const IntactRate = z.object({
  by: z.enum(INTACT_BY),
  from: z.string(),
  to: z.string(),
  rows: z.array(
    z.object({
      member: z.string(),
      name: z.string().nullable(),
      intact: z.int(),
      known: z.int(),
      /** Delivered, and nobody has said in which condition. */
      unknown: z.int(),
      low: z.number().nullable(),
      high: z.number().nullable(),
    }),
  ),
})
export type IntactRate = z.infer<typeof IntactRate>

export const IntactLinesQuery = IntactQuery.extend({
  member: z.string().min(1).max(200),
  /** Absent: all of them, harmed ones on top. */
  outcome: z.enum(['intact', 'harmed', 'unknown']).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
})
export type IntactLinesQuery = z.infer<typeof IntactLinesQuery>
/** A delivered line behind the rate. */
export const IntactLine = z.object({
  order_id: Code,
  line_number: z.int(),
  customer_id: Code,
  customer_name: z.string().nullable(),
  product_id: Code,
  product_name: z.string().nullable(),
  delivery_id: Code,
  delivered_on: z.string(),
  outcome: z.enum(['intact', 'harmed', 'unknown']),
  condition: z.string().nullable(),
  claim_id: Code.nullable(),
})
export type IntactLine = z.infer<typeof IntactLine>
export const IntactLines = z.object({ lines: z.array(IntactLine), total: z.int() })
