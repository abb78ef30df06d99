/**
 * What is known about one order line, flattened for judging.
 * Quantities are integers in thousandths of the product's base unit, days are integers (days since 1970-01-01 in the
 * destination's zone), instants are epoch milliseconds. `null` always means "not known", never "none".
 */
export type LocalDay = number
export type Instant = number

export type Exclusion = 'customer_cancelled' | 'customer_postponed' | 'test_order' | 'duplicate' | 'internal'

export type ConditionCode =
  | 'OK'
  | 'PKG_MINOR'
  | 'PKG_OPEN'
  | 'DMG_VISIBLE'
  | 'DMG_CONCEALED'
  | 'WET'
  | 'TEMP_EXC'
  | 'SHOCK'
  | 'CONTAM'
  | 'INFEST'
  | 'SHORT'
  | 'OVER'
  | 'WRONG_ITEM'
  | 'WRONG_LOT'
  | 'EXPIRED'
  | 'LOST'
  | 'STOLEN'

export type Reason =
  | 'weather'
  | 'road_traffic'
  | 'mechanical'
  | 'accident'
  | 'driver'
  | 'missort'
  | 'carrier_error'
  | 'capacity'
  | 'customs_docs'
  | 'customs_process'
  | 'address_incorrect'
  | 'consignee_absent'
  | 'consignee_closed'
  | 'customer_reschedule'
  | 'refused'
  | 'payment'
  | 'damage'
  | 'shortage'
  | 'shipper_not_ready'
  | 'stock_out'
  | 'pick_error'
  | 'civil'
  | 'security'
  | 'system'
  | 'other'

/** Who is charged with a failure. Only `customer` and `force_majeure` leave the controllable rate. */
export type Party = 'us' | 'carrier' | 'supplier' | 'customer' | 'authority' | 'force_majeure'

export type Recipient = 'consignee' | 'neighbor_with_consent' | 'neighbor' | 'wrong_party'

/** A promised or requested time. `toAt` is set for a booked slot or a promise given as an instant; then minutes can be judged. */
export interface Window {
  fromDay: LocalDay | null
  toDay: LocalDay
  fromAt: Instant | null
  toAt: Instant | null
}

/** One version of the promise. Versions count up from 1; the cause says who asked for the change. */
export interface PromiseVersion {
  version: number
  window: Window
  quantityMilli: number
  madeDay: LocalDay | null
  madeAt: Instant | null
  cause: 'initial' | 'customer' | 'company'
}

/** Goods handed over at the door, counted in this line's base unit. A lost or stolen part is a fact without quantities. */
export interface DeliveryFact {
  id: string
  shipmentId: string | null
  /** What was scanned at packing or receipt; null when nothing was scanned. */
  productId: string | null
  isAuthorizedSubstitute: boolean
  acceptedMilli: number
  rejectedMilli: number
  /** Signed for, not yet counted by the customer. */
  uninspectedMilli: number
  /** Only when and perhaps where it came is known: silence after a bare date accepts nothing. */
  isOnlyDated: boolean
  condition: ConditionCode | null
  day: LocalDay | null
  at: Instant | null
  /** When we were told; bounds a device clock that runs ahead. */
  receivedAt: Instant | null
  /** Explicit acceptance after inspection; null leaves acceptance to the end of the notice period. */
  acceptedDay: LocalDay | null
  acceptedAt: Instant | null
  locationId: string | null
  distanceMeters: number | null
  positionAccuracyMeters: number | null
  recipient: Recipient | null
  /** Minimum remaining life, recall and grade rules of the customer; null when there is no such rule or no lot was read. */
  isLotRight: boolean | null
  reason: Reason | null
  chargedTo: Party | null
}

/** An observed clock stop before the handing over, with the quantity it covered. */
export interface ClockStopFact {
  id: string
  shipmentId: string | null
  clock: 'ready_for_collection' | 'handed_to_carrier' | 'arrived'
  quantityMilli: number
  day: LocalDay | null
  at: Instant | null
  receivedAt: Instant | null
}

export type CreditReason = 'return' | 'price_error' | 'shortage' | 'damage' | 'late' | 'duplicate' | 'goodwill'

/** One line of an invoice or credit note, always in positive amounts. `netMinor` is before charges and tax. */
export interface InvoiceFact {
  id: string
  kind: 'invoice' | 'credit'
  quantityMilli: number
  /** Millionths of the currency's major unit. */
  unitPriceMicro: number | null
  netMinor: number | null
  chargesMinor: number
  taxRatePpm: number | null
  currency: string
  /** Why a credit was given; null on invoices and where nobody said. */
  reason: CreditReason | null
  day: LocalDay | null
}

export type RequiredDocument = 'asn' | 'packing_list' | 'delivery_note' | 'invoice' | 'certificate' | 'label'

/** The information clause in force for the line; what it leaves out is not asked. */
export interface InformationClause {
  requiredDocuments: readonly RequiredDocument[]
  /** Agreed lead of the advance shipping notice before arrival; null where no notice is agreed. */
  advanceNoticeHours: number | null
  /** Longest agreed time without an observation while goods are under way; null where none is agreed. */
  trackingAgeHours: number | null
  /** Late and short deliveries are to be told before the window ends. */
  tellsExceptions: boolean
}

/** A document that reached the customer: of one shipment, or of the whole order where the shipment is null. */
export interface DocumentFact {
  id: string
  kind: RequiredDocument | 'exception_notice'
  shipmentId: string | null
  day: LocalDay
  at: Instant | null
  /** Null while nobody has said. */
  isCorrect: boolean | null
}

/** Goods of the line that left together. */
export interface ShipmentFact {
  id: string
  day: LocalDay | null
  at: Instant | null
}

/** Something that was observed of a shipment under way, whatever it was. */
export interface UpdateFact {
  shipmentId: string
  day: LocalDay
  at: Instant | null
}

export interface ClaimFact {
  id: string
  kind: 'damage' | 'shortage' | 'wrong_product' | 'not_received'
  quantityMilli: number
  noticedDay: LocalDay
  outcome: 'open' | 'upheld' | 'denied'
}

/** A failed attempt to deliver. */
export interface AttemptFact {
  id: string
  day: LocalDay
  at: Instant | null
  reason: Reason | null
}

/** What the customer agreed to pay. A null price means no agreement is known. */
export interface AgreedPrice {
  unitPriceMicro: number | null
  /** Agreed charges for the line in minor units; null when the agreement does not speak of charges. */
  chargesMinor: number | null
  taxRatePpm: number | null
  currency: string | null
}

/** Tells business days at the destination; needed only by definitions with tolerances in business days. */
export interface BusinessDayRule {
  isBusinessDay(day: LocalDay): boolean
}

/** Tells how long a place was open between two instants; needed only for business time in cycle times. */
export interface OpenHours {
  secondsBetween(from: Instant, to: Instant): number
}

export interface LineFacts {
  orderId: string
  lineNumber: number
  productId: string
  /** Ordered quantity frozen at release; our own later reductions never lower it. */
  orderedMilli: number
  /** Cancelled by the customer before release: leaves the denominator. */
  customerCancelledMilli: number
  /** Cancelled or closed short by us: stays in the denominator. */
  supplierCancelledMilli: number
  /** When we did, which is when the customer was told. */
  supplierCancelledDay: LocalDay | null
  supplierCancelledAt: Instant | null
  agreed: AgreedPrice
  /** The agreed place, and its IANA zone. */
  shipToId: string | null
  zone: string
  /** Openings at the destination; null counts Monday to Friday as business days. */
  calendar: BusinessDayRule | null
  /** Open hours of the fulfilling site and of the carrier; null where they are not known. */
  siteHours: OpenHours | null
  carrierHours: OpenHours | null
  requested: Window | null
  promises: readonly PromiseVersion[]
  deliveries: readonly DeliveryFact[]
  clockStops: readonly ClockStopFact[]
  invoices: readonly InvoiceFact[]
  claims: readonly ClaimFact[]
  attempts: readonly AttemptFact[]
  /** Null when no information clause is in force. */
  information: InformationClause | null
  documents: readonly DocumentFact[]
  shipments: readonly ShipmentFact[]
  /** Needed only where a clause agrees a tracking age. */
  updates: readonly UpdateFact[]
  exclusion: Exclusion | null
  /** Attributed first reason of the line's failure, when somebody or some rule named one. */
  reason: Reason | null
  chargedTo: Party | null
  /** Days after delivery in which condition, count and bill may still be disputed on this lane. */
  noticePeriodDays: number
  orderedDay: LocalDay | null
  orderedAt: Instant | null
  confirmedAt: Instant | null
  releasedAt: Instant | null
  shippedAt: Instant | null
  arrivedAt: Instant | null
  outForDeliveryAt: Instant | null
  paidAt: Instant | null
}
