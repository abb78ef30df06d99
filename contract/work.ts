/** The work: shipments, what was observed of them, deliveries, the bill, ratings. */
import { z } from 'zod'
import { CONDITIONS, CREDIT_REASONS, INVOICE_KINDS, MODES, REASONS, RECIPIENTS } from './imports.ts'
import { DOCUMENT_KINDS } from './information-clause.ts'
import {
  AmountMinor,
  Code,
  Currency,
  Day,
  Instant,
  LineNumber,
  LongText,
  PositiveQuantity,
  Quantity,
  TaxPercent,
  Text,
  UnitPrice,
} from './values.ts'

const lineKey = { order_id: Code, line_number: LineNumber }

export const NewShipment = z.object({
  shipment_id: Code.optional(),
  carrier_id: Code.nullish(),
  service: Code.nullish(),
  mode: z.enum(MODES).nullish(),
  tracking_number: Code.nullish(),
  from_location_id: Code.nullish(),
  to_location_id: Code.nullish(),
  shipped_at: Instant.optional(),
  lines: z
    .array(z.object({ ...lineKey, quantity: PositiveQuantity }))
    .min(1)
    .max(2_000),
})
export type NewShipment = z.infer<typeof NewShipment>

export const NewDelivery = z.object({
  delivery_id: Code.optional(),
  shipment_id: Code.nullish(),
  location_id: Code.nullish(),
  delivered_on: Day.optional(),
  delivered_at: Instant.optional(),
  recipient: z.enum(RECIPIENTS).nullish(),
  latitude: z.number().min(-90).max(90).nullish(),
  longitude: z.number().min(-180).max(180).nullish(),
  position_accuracy_meters: z.int().min(0).max(100_000).nullish(),
  /** Who did it, such as the fitter. */
  done_by: Text.nullish(),
  note: LongText.nullish(),
  /** Number or name of the signature, photo, document or checklist. */
  proof_reference: Text.nullish(),
  lines: z
    .array(
      z.object({
        ...lineKey,
        /** Absent: what was ordered. */
        product_id: Code.optional(),
        /** Null: signed without a count. */
        accepted_quantity: Quantity.nullable(),
        rejected_quantity: Quantity.default(0),
        condition: z.enum(CONDITIONS).nullish(),
        reason: z.enum(REASONS).nullish(),
      }),
    )
    .min(1)
    .max(2_000),
})
export type NewDelivery = z.infer<typeof NewDelivery>

/** All that a shipment still has for its door, taken by whoever is there. */
export const HandOver = NewDelivery.pick({ delivered_at: true, recipient: true, note: true })
export type HandOver = z.infer<typeof HandOver>
export const HandedOver = z.object({
  delivery_id: z.string(),
  /** Nothing was left to hand over: it is the delivery that was recorded before. */
  is_known: z.boolean(),
})
export type HandedOver = z.infer<typeof HandedOver>

/** That somebody was at the door and could not hand the goods over. */
export const FailedAttempt = z.object({
  /** Of whoever reports; the same one again is one report. */
  report_id: Code,
  reason: z.enum(REASONS),
  /** Absent: now. */
  occurred_at: Instant.optional(),
})
export type FailedAttempt = z.infer<typeof FailedAttempt>
export const AttemptReported = z.object({ is_known: z.boolean() })

/** That a service of an order was done, by whom and when. */
export const ServiceProof = z.object({
  delivery_id: Code.optional(),
  done_by: Text,
  /** Where only the day is known; with neither, it was done now. */
  done_on: Day.optional(),
  done_at: Instant.optional(),
  /** Absent: all that is open of the line. */
  quantity: PositiveQuantity.optional(),
  /** Not accepted by the customer. */
  rejected_quantity: Quantity.default(0),
  reason: z.enum(REASONS).nullish(),
  recipient: z.enum(RECIPIENTS).nullish(),
  note: LongText.nullish(),
  proof_reference: Text.nullish(),
})
export type ServiceProof = z.infer<typeof ServiceProof>

/** Of a shipment, of an order, or of one order's part of a shipment. */
export const NewDocument = z
  .object({
    document_id: Code.optional(),
    document_kind: z.enum(DOCUMENT_KINDS),
    shipment_id: Code.nullish(),
    order_id: Code.nullish(),
    sent_on: Day.optional(),
    sent_at: Instant.optional(),
    /** Absent: nobody has said yet. */
    is_correct: z.boolean().nullish(),
    error: Text.nullish(),
  })
  .refine((document) => document.shipment_id || document.order_id, 'must name a shipment or an order')
export type NewDocument = z.infer<typeof NewDocument>

/** What was found of a document later. */
export const DocumentFinding = z.object({ is_correct: z.boolean(), error: Text.nullish() })
export type DocumentFinding = z.infer<typeof DocumentFinding>

export const NewObservation = z.object({
  source: Code,
  source_event_id: Code,
  milestone: z.string().regex(/^[a-z_]{2,40}$/),
  lifecycle: z.enum(['requested', 'planned', 'estimated', 'actual']).default('actual'),
  occurred_on: Day.optional(),
  occurred_at: Instant.nullish(),
  location_id: Code.nullish(),
  latitude: z.number().min(-90).max(90).nullish(),
  longitude: z.number().min(-180).max(180).nullish(),
  reason: z.enum(REASONS).nullish(),
  retracts: Code.nullish(),
})
export type NewObservation = z.infer<typeof NewObservation>
export const NewObservations = z.object({ observations: z.array(NewObservation).min(1).max(500) })

/** Of many shipments in one body. */
export const ObservationOf = NewObservation.extend({ shipment_id: Code })
export type ObservationOf = z.infer<typeof ObservationOf>
export const ObservationBatch = z.object({ observations: z.array(ObservationOf).min(1).max(1_000) })
export const ObservationsTaken = z.object({
  added: z.int(),
  /** Already there, from an earlier call. */
  known: z.int(),
  /** Not recorded: where in the list, why, and the name that nobody knows. */
  refused: z.array(
    z.object({ index: z.int(), code: z.enum(['unknown_shipment', 'unknown_location']), value: z.string() }),
  ),
})

export const NewInvoice = z.object({
  invoice_id: Code.optional(),
  invoice_kind: z.enum(INVOICE_KINDS).default('invoice'),
  customer_id: Code,
  credits_invoice_id: Code.nullish(),
  credit_reason: z.enum(CREDIT_REASONS).nullish(),
  currency: Currency,
  issued_at: Instant.optional(),
  lines: z
    .array(
      z.object({
        ...lineKey,
        quantity: Quantity,
        unit_price: UnitPrice.nullish(),
        net_minor: AmountMinor,
        charges_minor: AmountMinor.default(0),
        tax_percent: TaxPercent.nullish(),
      }),
    )
    .min(1)
    .max(2_000),
})
export type NewInvoice = z.infer<typeof NewInvoice>

export const NewRating = z.object({
  rating_id: Code.optional(),
  order_id: Code,
  score: z.number().min(0).max(1000),
  scale_max: z.int().min(1).max(1000),
  given_at: Instant.optional(),
  comment: LongText.nullish(),
})
