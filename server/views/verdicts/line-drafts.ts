/** The rows read for some orders, put together as the facts of each line and the dimensions it is counted by. */
import type { DeliveryFact, InvoiceFact, LineFacts, PromiseVersion, Window } from '../../../engines/rights/index.ts'
import type { BinaryRows } from './binary-rows.ts'
import { addDocuments } from './line-documents.ts'
import { type DraftFacts, earliest, type LineDraft, type OrderDraft } from './line-draft.ts'
import { addObservations } from './line-observations.ts'
import type { Documents, LineTables } from './line-tables.ts'

const MILLI = 1000
const MICRO = 1_000_000
/** Percent to parts per million. */
const PPM_OF_PERCENT = 10_000

/**
 * Days in which condition, count and bill may still be disputed: the hidden-damage notice of international road
 * carriage (CMR, article 30).
 */
const NOTICE_PERIOD_DAYS = 7

export function draftOrders(tables: LineTables): OrderDraft[] {
  const orders = new Map<string, LineDraft[]>()
  draftLines(tables.lines, readHeads(tables.orders, readOrder), orders)
  const find = finder(orders)
  const { promises, shipments, observations, documents, deliveries, invoices, ratings } = tables
  while (promises.next()) addPromise(find(promises), promises)
  addParts(shipments, readShipment, (part, of) => addShipment(find(part), part, of))
  addObservations(observations, orders)
  if (documents) addDocuments(documents, orders)
  addParts(deliveries, readDelivery, (part, of) => addDelivery(find(part), part, of))
  addParts(invoices, readInvoice, (part, of) => addInvoice(find(part), part, of))
  while (ratings.next()) addRating(orders.get(ratings.text()!), ratings)
  return [...orders.values()]
}

/** Rows that begin with their key. */
function readHeads<Head>(rows: BinaryRows, read: (row: BinaryRows, id: string) => Head): Map<string, Head> {
  const heads = new Map<string, Head>()
  while (rows.next()) {
    const id = rows.text()!
    heads.set(id, read(rows, id))
  }
  return heads
}

/** What gives a part's head, once the part has been read that far. */
type HeadOf<Head> = (id: string) => Head

function addParts<Head>(
  { heads, parts }: Documents,
  read: (row: BinaryRows, id: string) => Head,
  add: (part: BinaryRows, of: HeadOf<Head>) => void,
): void {
  const known = readHeads(heads, read)
  const headOf = (id: string) => known.get(id)!
  while (parts.next()) add(parts, headOf)
}

/** Takes the order id and line number of a row. */
export type FindLine = (row: BinaryRows) => LineDraft | undefined

/** Rows of one order mostly follow each other, so the last order is kept. A row of a line that is not there finds nothing. */
function finder(orders: ReadonlyMap<string, LineDraft[]>): FindLine {
  let orderId = ''
  let order: LineDraft[] | undefined
  return (row) => {
    const id = row.text()!
    const lineNumber = row.integer()!
    if (id !== orderId) {
      orderId = id
      order = orders.get(id)
    }
    if (order === undefined) return undefined
    const likely = order[lineNumber - 1]
    if (likely !== undefined && likely.facts.lineNumber === lineNumber) return likely
    return order.find((line) => line.facts.lineNumber === lineNumber)
  }
}

type OrderHead = ReturnType<typeof readOrder>

const readOrder = (row: BinaryRows, orderId: string) => ({
  orderId,
  customerId: row.text()!,
  segmentId: row.text() ?? '',
  siteId: row.text() ?? '',
  country: row.text() ?? '',
  currency: row.text(),
  definitionId: row.text(),
  shipToId: row.text(),
  zone: row.text() ?? 'UTC',
  latitude: row.double(),
  longitude: row.double(),
  orderedDay: row.day(),
  orderedAt: row.instant(),
})

function draftLines(rows: BinaryRows, heads: ReadonlyMap<string, OrderHead>, orders: Map<string, LineDraft[]>): void {
  let head: OrderHead | undefined
  let order: LineDraft[] = []
  while (rows.next()) {
    const id = rows.text()!
    if (id !== head?.orderId) {
      head = heads.get(id)!
      order = []
      orders.set(id, order)
    }
    order.push(draftLine(head, rows))
  }
}

/** Takes the columns in the order of the query. */
function draftLine(order: OrderHead, row: BinaryRows): LineDraft {
  const lineNumber = row.integer()!
  const productId = row.text()!
  return {
    facts: factsOf(row, order, { lineNumber, productId }),
    customerId: order.customerId,
    segmentId: order.segmentId,
    siteId: order.siteId,
    productGroup: '',
    country: order.country,
    currency: order.currency ?? '',
    definitionId: order.definitionId,
    latitude: order.latitude,
    longitude: order.longitude,
    carrierId: '',
    carrierShipment: null,
    shipped: [],
    ratingCount: 0,
    ratingSumPpm: 0,
  }
}

function factsOf(row: BinaryRows, order: OrderHead, line: Pick<DraftFacts, 'lineNumber' | 'productId'>): DraftFacts {
  const orderedMilli = row.scaled(MILLI)!
  const unitPriceMicro = row.scaled(MICRO)
  const taxRatePpm = row.scaled(PPM_OF_PERCENT)
  const chargesMinor = row.integer()
  const requested = windowOf(row)
  const cancelledMilli = row.scaled(MILLI)!
  const isByCustomer = row.text() === 'customer'
  const cancelledDay = row.day()
  const cancelledAt = row.instant()
  return {
    orderId: order.orderId,
    lineNumber: line.lineNumber,
    productId: line.productId,
    orderedMilli,
    customerCancelledMilli: isByCustomer ? cancelledMilli : 0,
    supplierCancelledMilli: isByCustomer ? 0 : cancelledMilli,
    supplierCancelledDay: isByCustomer ? null : cancelledDay,
    supplierCancelledAt: isByCustomer ? null : cancelledAt,
    agreed: { unitPriceMicro, chargesMinor, taxRatePpm, currency: order.currency },
    shipToId: order.shipToId,
    zone: order.zone,
    calendar: null,
    siteHours: null,
    carrierHours: null,
    requested,
    promises: [],
    deliveries: [],
    clockStops: [],
    invoices: [],
    claims: [],
    attempts: [],
    information: null,
    documents: [],
    shipments: [],
    updates: [],
    exclusion: row.text() as LineFacts['exclusion'],
    reason: null,
    chargedTo: null,
    noticePeriodDays: NOTICE_PERIOD_DAYS,
    orderedDay: order.orderedDay,
    orderedAt: order.orderedAt,
    confirmedAt: null,
    releasedAt: null,
    shippedAt: null,
    arrivedAt: null,
    outForDeliveryAt: null,
    paidAt: null,
  }
}

/** Null without an end: a start alone promises nothing. */
function windowOf(row: BinaryRows): Window | null {
  const fromDay = row.day()
  const toDay = row.day()
  const fromAt = row.instant()
  const toAt = row.instant()
  return toDay === null ? null : { fromDay, toDay, fromAt, toAt }
}

function addPromise(line: LineDraft | undefined, row: BinaryRows): void {
  const promise: PromiseVersion = {
    version: row.integer()!,
    window: windowOf(row)!,
    quantityMilli: row.scaled(MILLI)!,
    madeDay: row.day(),
    madeAt: row.instant(),
    cause: row.text() as PromiseVersion['cause'],
  }
  if (!line) return
  line.facts.promises.push(promise)
  line.facts.confirmedAt = earliest(line.facts.confirmedAt, promise.madeAt)
}

type ShipmentHead = ReturnType<typeof readShipment>
const readShipment = (row: BinaryRows, id: string) => ({
  carrierId: row.text(),
  fact: { id, day: row.day(), at: row.instant() },
})

function addShipment(line: LineDraft | undefined, row: BinaryRows, headOf: HeadOf<ShipmentHead>): void {
  const { carrierId, fact } = headOf(row.text()!)
  const quantityMilli = row.scaled(MILLI)!
  if (!line) return
  const { id: shipmentId, day, at } = fact
  line.shipped.push({ shipmentId, milli: quantityMilli })
  if (carrierId && (line.carrierShipment === null || shipmentId < line.carrierShipment)) {
    line.carrierId = carrierId
    line.carrierShipment = shipmentId
  }
  line.facts.shippedAt = earliest(line.facts.shippedAt, at)
  line.facts.shipments.push(fact)
  if (day === null && at === null) return
  const stop = { id: shipmentId, shipmentId, quantityMilli, day, at, receivedAt: null }
  line.facts.clockStops.push({ ...stop, clock: 'handed_to_carrier' })
}

type DeliveryHead = ReturnType<typeof readDelivery>
const readDelivery = (row: BinaryRows, id: string) => ({
  id,
  shipmentId: row.text(),
  locationId: row.text(),
  day: row.day(),
  at: row.instant(),
  recipient: row.text() as DeliveryFact['recipient'],
  latitude: row.double(),
  longitude: row.double(),
  positionAccuracyMeters: row.integer(),
  isSigned: row.integer() === 1,
})

/** Takes the columns in the order of the query, whether or not the line is known. */
function addDelivery(line: LineDraft | undefined, row: BinaryRows, headOf: HeadOf<DeliveryHead>): void {
  const head = headOf(row.text()!)
  const productId = row.text()!
  const accepted = row.scaled(MILLI)
  const rejectedMilli = row.scaled(MILLI)!
  const condition = row.text() as DeliveryFact['condition']
  const reason = row.text() as DeliveryFact['reason']
  if (!line) return
  line.facts.deliveries.push({
    id: head.id,
    shipmentId: head.shipmentId,
    productId,
    isAuthorizedSubstitute: false,
    acceptedMilli: accepted ?? 0,
    rejectedMilli,
    uninspectedMilli: accepted === null ? Math.max(0, sentMilli(line, head.shipmentId) - rejectedMilli) : 0,
    isOnlyDated:
      accepted === null && rejectedMilli === 0 && condition === null && head.recipient === null && !head.isSigned,
    condition,
    day: head.day,
    at: head.at,
    receivedAt: null,
    acceptedDay: null,
    acceptedAt: null,
    locationId: head.locationId,
    distanceMeters: distanceMeters(line, head.latitude, head.longitude),
    positionAccuracyMeters: head.positionAccuracyMeters,
    recipient: head.recipient,
    isLotRight: null,
    reason,
    chargedTo: null,
  })
}

/** Signed without a count: what was sent is what may be in the box. */
const sentMilli = (line: LineDraft, shipmentId: string | null) =>
  line.shipped.find((part) => part.shipmentId === shipmentId)?.milli ?? line.facts.orderedMilli

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

type InvoiceHead = ReturnType<typeof readInvoice>
const readInvoice = (row: BinaryRows, id: string) => ({
  id,
  kind: row.text() as InvoiceFact['kind'],
  currency: row.text()!,
  reason: row.text() as InvoiceFact['reason'],
  day: row.day(),
})

function addInvoice(line: LineDraft | undefined, row: BinaryRows, headOf: HeadOf<InvoiceHead>): void {
  const { id, kind, currency, reason, day } = headOf(row.text()!)
  const invoice: InvoiceFact = {
    id,
    kind,
    quantityMilli: row.scaled(MILLI)!,
    unitPriceMicro: row.scaled(MICRO),
    netMinor: row.integer(),
    chargesMinor: row.integer()!,
    taxRatePpm: row.scaled(PPM_OF_PERCENT),
    currency,
    reason,
    day,
  }
  line?.facts.invoices.push(invoice)
}

function addRating(order: LineDraft[] | undefined, row: BinaryRows): void {
  const count = row.integer()!
  const sumPpm = row.integer()!
  for (const line of order ?? []) {
    line.ratingCount = count
    line.ratingSumPpm = sumPpm
  }
}
