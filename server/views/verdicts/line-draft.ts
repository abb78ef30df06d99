/** The facts of one line while they are being gathered, table by table. */
import type {
  AttemptFact,
  ClockStopFact,
  DeliveryFact,
  DocumentFact,
  InvoiceFact,
  LineFacts,
  PromiseVersion,
  ShipmentFact,
  UpdateFact,
} from '../../../engines/rights/index.ts'

type Mutable<T> = { -readonly [K in keyof T]: T[K] }
type Lists = 'promises' | 'deliveries' | 'clockStops' | 'invoices' | 'attempts' | 'documents' | 'shipments' | 'updates'
export interface DraftFacts extends Mutable<Omit<LineFacts, Lists>> {
  promises: PromiseVersion[]
  deliveries: DeliveryFact[]
  clockStops: ClockStopFact[]
  invoices: InvoiceFact[]
  attempts: AttemptFact[]
  documents: DocumentFact[]
  shipments: ShipmentFact[]
  updates: UpdateFact[]
}

export interface LineDraft {
  readonly facts: DraftFacts
  readonly customerId: string
  readonly segmentId: string
  readonly siteId: string
  productGroup: string
  readonly country: string
  readonly currency: string
  /** Of the customer, else of its segment; null leaves it to the company's default. */
  readonly definitionId: string | null
  readonly latitude: number | null
  readonly longitude: number | null
  carrierId: string
  /** The shipment that named the carrier: of several the first by id, whatever order the rows come in. */
  carrierShipment: string | null
  readonly shipped: { readonly shipmentId: string; readonly milli: number }[]
  ratingCount: number
  ratingSumPpm: number
}

export type OrderDraft = readonly LineDraft[]

/** Of two instants of which either may be missing. */
export const earliest = (a: number | null, b: number | null) => (a === null ? b : b === null ? a : Math.min(a, b))
