/** The rows read for some orders, put together as the facts of each line and the dimensions it is counted by. */
import type { DeliveryFact, InvoiceFact, LineFacts, PromiseVersion, Window } from '../../../engines/rights/index.ts'
import type { BinaryRows } from './binary-rows.ts'
import { addDocuments } from './line-documents.ts'
import { type DraftFacts, earliest, type LineDraft, type OrderDraft } from './line-draft.ts'
import { addObservations } from './line-observations.ts'
import type { LineTables } from './line-tables.ts'

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
  draftLines(tables.lines, orders)
  const find = finder(orders)
  const { promises, shipments, observations, documents, deliveries, invoices, ratings } = tables
  while (promises.next()) addPromise(find(promises), promises)
  while (shipments.next()) addShipment(find(shipments), shipments)
  addObservations(observations, orders)
  if (documents) addDocuments(documents, orders)
  while (deliveries.next()) addDelivery(find(deliveries), deliveries)
  while (invoices.next()) addInvoice(find(invoices), invoices)
  while (ratings.next()) addRating(orders.get(ratings.text()!), ratings)
  return [...orders.values()]
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

function draftLines(rows: BinaryRows, orders: Map<string, LineDraft[]>): void {
  let orderId = ''
  let order: LineDraft[] = []
  while (rows.next()) {
    const id = rows.text()!
    if (id !== orderId) {
      orderId = id
      order = []
      orders.set(id, order)
    }
    order.push(draftLine(id, rows))
  }
}

/** Takes the columns in the order of the query. */
function draftLine(orderId: string, row: BinaryRows): LineDraft {
  const lineNumber = row.integer()!
  const customerId = row.text()!
  const segmentId = row.text() ?? ''
  const siteId = row.text() ?? ''
  const productId = row.text()!
  const productGroup = row.text() ?? ''
  const country = row.text() ?? ''
  const currency = row.text()
  const definitionId = row.text()
  const shipToId = row.text()
  const zone = row.text() ?? 'UTC'
  const latitude = row.double()
  const longitude = row.double()
  const facts = factsOf(row, { orderId, lineNumber, productId, currency, shipToId, zone })
  return {
    facts,
    customerId,
    segmentId,
    siteId,
    productGroup,
    country,
    currency: currency ?? '',
    definitionId,
    latitude,
    longitude,
    carrierId: '',
    carrierShipment: null,
    shipped: [],
    ratingCount: 0,
    ratingSumPpm: 0,
  }
}

type Known = Pick<DraftFacts, 'orderId' | 'lineNumber' | 'productId' | 'shipToId' | 'zone'> & {
  currency: string | null
}

function factsOf(row: BinaryRows, known: Known): DraftFacts {
  const orderedDay = row.day()
  const orderedAt = row.instant()
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
    orderId: known.orderId,
    lineNumber: known.lineNumber,
    productId: known.productId,
    orderedMilli,
    customerCancelledMilli: isByCustomer ? cancelledMilli : 0,
    supplierCancelledMilli: isByCustomer ? 0 : cancelledMilli,
    supplierCancelledDay: isByCustomer ? null : cancelledDay,
    supplierCancelledAt: isByCustomer ? null : cancelledAt,
    agreed: { unitPriceMicro, chargesMinor, taxRatePpm, currency: known.currency },
    shipToId: known.shipToId,
    zone: known.zone,
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
    orderedDay,
    orderedAt,
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

function addShipment(line: LineDraft | undefined, row: BinaryRows): void {
  const shipmentId = row.text()!
  const quantityMilli = row.scaled(MILLI)!
  const carrierId = row.text()
  const day = row.day()
  const at = row.instant()
  if (!line) return
  line.shipped.push({ shipmentId, milli: quantityMilli })
  if (carrierId && (line.carrierShipment === null || shipmentId < line.carrierShipment)) {
    line.carrierId = carrierId
    line.carrierShipment = shipmentId
  }
  line.facts.shippedAt = earliest(line.facts.shippedAt, at)
  line.facts.shipments.push({ id: shipmentId, day, at })
  if (day === null && at === null) return
  const stop = { id: shipmentId, shipmentId, quantityMilli, day, at, receivedAt: null }
  line.facts.clockStops.push({ ...stop, clock: 'handed_to_carrier' })
}

/** Takes the columns in the order of the query, whether or not the line is known. */
function addDelivery(line: LineDraft | undefined, row: BinaryRows): void {
  const id = row.text()!
  const productId = row.text()!
  const accepted = row.scaled(MILLI)
  const rejectedMilli = row.scaled(MILLI)!
  const condition = row.text() as DeliveryFact['condition']
  const reason = row.text() as DeliveryFact['reason']
  const shipmentId = row.text()
  const locationId = row.text()
  const day = row.day()
  const at = row.instant()
  const recipient = row.text() as DeliveryFact['recipient']
  const latitude = row.double()
  const longitude = row.double()
  const positionAccuracyMeters = row.integer()
  if (!line) return
  line.facts.deliveries.push({
    id,
    shipmentId,
    productId,
    isAuthorizedSubstitute: false,
    acceptedMilli: accepted ?? 0,
    rejectedMilli,
    uninspectedMilli: accepted === null ? sentMilli(line, shipmentId) : 0,
    condition,
    day,
    at,
    receivedAt: null,
    acceptedDay: null,
    acceptedAt: null,
    locationId,
    distanceMeters: distanceMeters(line, latitude, longitude),
    positionAccuracyMeters,
    recipient,
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

function addInvoice(line: LineDraft | undefined, row: BinaryRows): void {
  const invoice: InvoiceFact = {
    id: row.text()!,
    kind: row.text() as InvoiceFact['kind'],
    quantityMilli: row.scaled(MILLI)!,
    unitPriceMicro: row.scaled(MICRO),
    netMinor: row.integer(),
    chargesMinor: row.integer()!,
    taxRatePpm: row.scaled(PPM_OF_PERCENT),
    currency: row.text()!,
    reason: row.text() as InvoiceFact['reason'],
    day: row.day(),
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
