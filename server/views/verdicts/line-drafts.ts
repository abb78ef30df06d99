/** The rows read for some orders, put together as the facts of each line and the dimensions it is counted by. */
import type {
  AttemptFact,
  ClockStopFact,
  DeliveryFact,
  InvoiceFact,
  LineFacts,
  PromiseVersion,
  Window,
} from '../../../engines/rights/index.ts'
import { readDay, readInstant, readMicro, readMilli, readNumber, readPercent } from './cells.ts'
import type { CopiedRow } from './copy-rows.ts'
import { addObservations } from './line-observations.ts'
import type { LineTables } from './line-tables.ts'

type Mutable<T> = { -readonly [K in keyof T]: T[K] }
export interface DraftFacts
  extends Mutable<Omit<LineFacts, 'promises' | 'deliveries' | 'clockStops' | 'invoices' | 'attempts'>> {
  promises: PromiseVersion[]
  deliveries: DeliveryFact[]
  clockStops: ClockStopFact[]
  invoices: InvoiceFact[]
  attempts: AttemptFact[]
}

export interface LineDraft {
  readonly facts: DraftFacts
  readonly customerId: string
  readonly segmentId: string
  readonly siteId: string
  readonly productGroup: string
  readonly country: string
  readonly currency: string
  /** Of the customer, else of its segment; null leaves it to the company's default. */
  readonly definitionId: string | null
  readonly openings: string | null
  readonly latitude: number | null
  readonly longitude: number | null
  carrierId: string
  /** The shipment that named the carrier: of several the first by id, whatever order the rows come in. */
  carrierShipment: string | null
  readonly shippedMilli: Map<string, number>
  ratingCount: number
  ratingSumPpm: number
}

export type OrderDraft = readonly LineDraft[]

/**
 * Days in which condition, count and bill may still be disputed: the hidden-damage notice of international road
 * carriage (CMR, article 30).
 */
const NOTICE_PERIOD_DAYS = 7

export function draftOrders(tables: LineTables): OrderDraft[] {
  const orders = new Map<string, LineDraft[]>()
  for (const row of tables.lines) {
    const draft = draftLine(row)
    const order = orders.get(row[0]!)
    if (order) order.push(draft)
    else orders.set(row[0]!, [draft])
  }
  const find = finder(orders)
  for (const row of tables.promises) find(row)?.facts.promises.push(promiseOf(row))
  for (const row of tables.shipments) addShipment(find(row), row)
  addObservations(tables.observations, find)
  for (const row of tables.deliveries) addDelivery(find(row), row)
  for (const row of tables.invoices) find(row)?.facts.invoices.push(invoiceOf(row))
  for (const row of tables.ratings) addRating(orders.get(row[0]!), row)
  return [...orders.values()]
}

export type FindLine = (row: CopiedRow) => LineDraft | undefined

/** Rows of one order mostly follow each other, so the last order is kept. A row of a line that is not there finds nothing. */
function finder(orders: ReadonlyMap<string, LineDraft[]>): FindLine {
  let orderId = ''
  let order: LineDraft[] | undefined
  return (row) => {
    if (row[0] !== orderId) {
      orderId = row[0]!
      order = orders.get(orderId)
    }
    const lineNumber = Number(row[1])
    return order?.find((line) => line.facts.lineNumber === lineNumber)
  }
}

function draftLine(row: CopiedRow): LineDraft {
  return {
    facts: factsOf(row),
    customerId: row[2]!,
    segmentId: row[3] ?? '',
    siteId: row[4] ?? '',
    productGroup: row[6] ?? '',
    country: row[7] ?? '',
    currency: row[8] ?? '',
    definitionId: row[9]!,
    openings: row[12]!,
    latitude: readNumber(row[13]!),
    longitude: readNumber(row[14]!),
    carrierId: '',
    carrierShipment: null,
    shippedMilli: new Map(),
    ratingCount: 0,
    ratingSumPpm: 0,
  }
}

function factsOf(row: CopiedRow): DraftFacts {
  const cancelledMilli = readMilli(row[24]!)!
  const isByCustomer = row[25] === 'customer'
  return {
    orderId: row[0]!,
    lineNumber: Number(row[1]),
    productId: row[5]!,
    orderedMilli: readMilli(row[17]!)!,
    customerCancelledMilli: isByCustomer ? cancelledMilli : 0,
    supplierCancelledMilli: isByCustomer ? 0 : cancelledMilli,
    agreed: {
      unitPriceMicro: readMicro(row[18]!),
      chargesMinor: null,
      taxRatePpm: readPercent(row[19]!),
      currency: row[8]!,
    },
    shipToId: row[10]!,
    zone: row[11] ?? 'UTC',
    calendar: null,
    requested: windowOf(row, 20),
    promises: [],
    deliveries: [],
    clockStops: [],
    invoices: [],
    claims: [],
    attempts: [],
    information: null,
    exclusion: row[26] as LineFacts['exclusion'],
    reason: null,
    chargedTo: null,
    noticePeriodDays: NOTICE_PERIOD_DAYS,
    orderedDay: readDay(row[15]!),
    orderedAt: readInstant(row[16]!),
    confirmedAt: null,
    releasedAt: null,
    shippedAt: null,
    arrivedAt: null,
    outForDeliveryAt: null,
    paidAt: null,
  }
}

/** Null without an end: a start alone promises nothing. */
function windowOf(row: CopiedRow, first: number): Window | null {
  const toDay = readDay(row[first + 1]!)
  if (toDay === null) return null
  return {
    fromDay: readDay(row[first]!),
    toDay,
    fromAt: readInstant(row[first + 2]!),
    toAt: readInstant(row[first + 3]!),
  }
}

function promiseOf(row: CopiedRow): PromiseVersion {
  return {
    version: Number(row[2]),
    window: windowOf(row, 3)!,
    quantityMilli: readMilli(row[7]!)!,
    madeAt: readInstant(row[8]!),
    cause: row[9] as PromiseVersion['cause'],
  }
}

export const earliest = (a: number | null, b: number | null) => (a === null ? b : b === null ? a : Math.min(a, b))

function addShipment(line: LineDraft | undefined, row: CopiedRow): void {
  if (!line) return
  const shipmentId = row[2]!
  const quantityMilli = readMilli(row[3]!)!
  const day = readDay(row[5]!)
  const at = readInstant(row[6]!)
  line.shippedMilli.set(shipmentId, quantityMilli)
  if (row[4] && (line.carrierShipment === null || shipmentId < line.carrierShipment)) {
    line.carrierId = row[4]
    line.carrierShipment = shipmentId
  }
  line.facts.shippedAt = earliest(line.facts.shippedAt, at)
  if (day === null && at === null) return
  line.facts.clockStops.push({
    id: shipmentId,
    clock: 'handed_to_carrier',
    quantityMilli,
    day,
    at,
    receivedAt: null,
  })
}

function addDelivery(line: LineDraft | undefined, row: CopiedRow): void {
  if (!line) return
  const { facts } = line
  const accepted = readMilli(row[4]!)
  const shipped = row[8] === null ? undefined : line.shippedMilli.get(row[8]!)
  facts.deliveries.push({
    id: row[2]!,
    productId: row[3]!,
    isAuthorizedSubstitute: false,
    acceptedMilli: accepted ?? 0,
    rejectedMilli: readMilli(row[5]!)!,
    // Signed without a count: what was sent is what may be in the box.
    uninspectedMilli: accepted === null ? (shipped ?? facts.orderedMilli) : 0,
    condition: row[6] as DeliveryFact['condition'],
    day: readDay(row[10]!),
    at: readInstant(row[11]!),
    receivedAt: null,
    acceptedDay: null,
    acceptedAt: null,
    locationId: row[9]!,
    distanceMeters: distanceMeters(line, readNumber(row[13]!), readNumber(row[14]!)),
    positionAccuracyMeters: readNumber(row[15]!),
    recipient: row[12] as DeliveryFact['recipient'],
    isLotRight: null,
    reason: row[7] as DeliveryFact['reason'],
    chargedTo: null,
  })
}

const EARTH_RADIUS_METERS = 6_371_008.8

/** Great-circle distance (haversine) between the delivery scan and the ship-to; null where one position is not known. */
function distanceMeters(line: LineDraft, latitude: number | null, longitude: number | null): number | null {
  if (latitude === null || longitude === null || line.latitude === null || line.longitude === null) return null
  const radians = Math.PI / 180
  const half = (a: number, b: number) => Math.sin(((a - b) * radians) / 2) ** 2
  const cosines = Math.cos(latitude * radians) * Math.cos(line.latitude * radians)
  const chord = half(latitude, line.latitude) + cosines * half(longitude, line.longitude)
  return Math.round(2 * EARTH_RADIUS_METERS * Math.asin(Math.min(1, Math.sqrt(chord))))
}

function invoiceOf(row: CopiedRow): InvoiceFact {
  return {
    id: row[2]!,
    kind: row[3] as InvoiceFact['kind'],
    quantityMilli: readMilli(row[4]!)!,
    unitPriceMicro: readMicro(row[5]!),
    netMinor: readNumber(row[6]!),
    chargesMinor: Number(row[7]),
    taxRatePpm: readPercent(row[8]!),
    currency: row[9]!,
    reason: row[10] as InvoiceFact['reason'],
    day: readDay(row[11]!),
  }
}

function addRating(order: LineDraft[] | undefined, row: CopiedRow): void {
  for (const line of order ?? []) {
    line.ratingCount = Number(row[1])
    line.ratingSumPpm = Number(row[2])
  }
}
