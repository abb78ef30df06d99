/**
 * One row of a flat history as the facts of an order line.
 * Every default is the one the import uses, so that a file judged here and the same file imported give the same verdicts.
 */

import { parseLocalDay } from '../../engines/calendars/index.ts'
import type { DeliveryFact, InvoiceFact, LineFacts, PromiseVersion, Window } from '../../engines/rights/index.ts'
import { parseMilli, parseScaled } from '../../engines/shared/index.ts'

/** Text of a stage column of the row; null when empty, unknown or not mapped. */
export type Cell = (column: string) => string | null

/** Hidden damage may be noticed this long after delivery in international road carriage (CMR, article 30). */
const NOTICE_PERIOD_DAYS = 7

/** Reads one row. `zone` is the mapping's: the local days of the file are days there. */
export function readHistoryLine(cell: Cell, zone: string, calendar: LineFacts['calendar'] = null): LineFacts {
  const orderId = cell('order_id')!
  const lineNumber = Number(cell('line_number'))
  const orderedMilli = milli(cell('quantity'))!
  const cancelledBy = cell('cancelled_by')
  const id = `${orderId}/${lineNumber}`
  return {
    orderId,
    lineNumber,
    productId: cell('product_id')!,
    orderedMilli,
    customerCancelledMilli: cancelledBy === 'customer' ? orderedMilli : 0,
    supplierCancelledMilli: cancelledBy === 'company' ? orderedMilli : 0,
    supplierCancelledDay: cancelledBy === 'company' ? day(cell('cancelled_on')) : null,
    supplierCancelledAt: cancelledBy === 'company' ? instant(cell('cancelled_at')) : null,
    agreed: {
      unitPriceMicro: scaled(cell('unit_price'), 6),
      chargesMinor: null,
      taxRatePpm: scaled(cell('tax_percent'), 4),
      currency: cell('currency'),
    },
    shipToId: cell('location_id'),
    zone,
    calendar,
    siteHours: null,
    carrierHours: null,
    requested: readWindow(cell, 'requested'),
    promises: readPromises(cell, orderedMilli),
    deliveries: readDelivery(cell, id, orderedMilli),
    clockStops: readHandover(cell, id, orderedMilli),
    invoices: readInvoice(cell, id, orderedMilli),
    claims: [],
    attempts: [],
    // A flat history has no segments, and without their standards nobody knows what information was owed.
    information: null,
    documents: [],
    shipments: [],
    updates: [],
    exclusion: cell('exclusion') as LineFacts['exclusion'],
    reason: null,
    chargedTo: null,
    noticePeriodDays: NOTICE_PERIOD_DAYS,
    orderedDay: day(cell('ordered_on')),
    orderedAt: instant(cell('ordered_at')),
    confirmedAt: null,
    releasedAt: null,
    shippedAt: instant(cell('shipped_at')),
    arrivedAt: null,
    outForDeliveryAt: null,
    paidAt: null,
  }
}

function readPromises(cell: Cell, quantityMilli: number): PromiseVersion[] {
  const first = readWindow(cell, 'promised')
  if (first === null) return []
  const madeAt = instant(cell('promised_at')) ?? instant(cell('ordered_at'))
  const madeDay = day(cell('promised_on') ?? cell('ordered_on'))
  const promises: PromiseVersion[] = [{ version: 1, window: first, quantityMilli, madeDay, madeAt, cause: 'initial' }]
  const current = readWindow(cell, 'current_promised')
  if (current !== null && !isSameWindow(first, current)) {
    const cause = cell('current_promise_cause') === 'customer' ? 'customer' : 'company'
    const moved = { madeDay: day(cell('current_promised_on')), madeAt: instant(cell('current_promised_at')) }
    promises.push({ version: 2, window: current, quantityMilli, ...moved, cause })
  }
  return promises
}

function readWindow(cell: Cell, stem: string): Window | null {
  const toDay = day(cell(`${stem}_to_date`))
  if (toDay === null) return null
  return {
    fromDay: day(cell(`${stem}_from_date`)),
    toDay,
    fromAt: instant(cell(`${stem}_from_at`)),
    toAt: instant(cell(`${stem}_to_at`)),
  }
}

const isSameWindow = (a: Window, b: Window) =>
  a.fromDay === b.fromDay && a.toDay === b.toDay && a.fromAt === b.fromAt && a.toAt === b.toAt

function readDelivery(cell: Cell, id: string, orderedMilli: number): DeliveryFact[] {
  const deliveredDay = day(cell('delivered_on'))
  if (deliveredDay === null) return []
  const accepted = milli(cell('accepted_quantity'))
  const rejectedMilli = milli(cell('rejected_quantity')) ?? 0
  const [condition, recipient] = [cell('condition'), cell('recipient')]
  const delivery: DeliveryFact = {
    id,
    shipmentId: null,
    productId: cell('delivered_product_id') ?? cell('product_id'),
    isAuthorizedSubstitute: false,
    acceptedMilli: accepted ?? 0,
    rejectedMilli,
    // Delivered without a count: what was sent is what may have come, less what was turned away.
    uninspectedMilli:
      accepted === null ? Math.max(0, (milli(cell('shipped_quantity')) ?? orderedMilli) - rejectedMilli) : 0,
    isOnlyDated: accepted === null && rejectedMilli === 0 && condition === null && recipient === null,
    condition: condition as DeliveryFact['condition'],
    day: deliveredDay,
    at: instant(cell('delivered_at')),
    receivedAt: null,
    acceptedDay: null,
    acceptedAt: null,
    locationId: cell('delivered_location_id'),
    distanceMeters: null,
    positionAccuracyMeters: null,
    recipient: recipient as DeliveryFact['recipient'],
    isLotRight: null,
    reason: cell('reason') as DeliveryFact['reason'],
    chargedTo: null,
  }
  return [delivery]
}

function readHandover(cell: Cell, id: string, orderedMilli: number): LineFacts['clockStops'] {
  const shippedDay = day(cell('shipped_on'))
  if (shippedDay === null) return []
  const quantityMilli = milli(cell('shipped_quantity')) ?? orderedMilli
  return [
    {
      id,
      shipmentId: id,
      clock: 'handed_to_carrier',
      quantityMilli,
      day: shippedDay,
      at: instant(cell('shipped_at')),
      receivedAt: null,
    },
  ]
}

function readInvoice(cell: Cell, id: string, orderedMilli: number): InvoiceFact[] {
  const currency = cell('currency')
  const issuedDay = day(cell('invoiced_on') ?? cell('delivered_on') ?? cell('ordered_on'))
  const unitPriceMicro = scaled(cell('invoiced_unit_price'), 6)
  const netMinor = minor(cell('invoiced_net_minor'))
  const isTold =
    cell('invoice_id') !== null || cell('invoiced_on') !== null || unitPriceMicro !== null || netMinor !== null
  // An amount without a currency is no amount.
  if (!isTold || currency === null || issuedDay === null) return []
  return [
    {
      id: cell('invoice_id') ?? id,
      kind: 'invoice',
      quantityMilli: milli(cell('invoiced_quantity')) ?? milli(cell('accepted_quantity')) ?? orderedMilli,
      unitPriceMicro: unitPriceMicro ?? scaled(cell('unit_price'), 6),
      netMinor,
      chargesMinor: minor(cell('invoiced_charges_minor')) ?? 0,
      taxRatePpm: scaled(cell('tax_percent'), 4),
      currency,
      reason: null,
      day: issuedDay,
    },
  ]
}

const days = new Map<string, number>()
const DAYS_KEPT = 50_000

/** Few different days occur in a history, so each is read once. */
function day(text: string | null): number | null {
  if (text === null) return null
  let found = days.get(text)
  if (found === undefined) {
    found = parseLocalDay(text)
    if (days.size < DAYS_KEPT) days.set(text, found)
  }
  return found
}

/** `2026-03-12 08:30:00.250+02:00`; historic offsets may have seconds, which the platform's own parser does not read. */
const INSTANT = /^(\d{4}-\d\d-\d\d) (\d\d):(\d\d):(\d\d)(?:\.(\d{3}))?([+-])(\d\d):(\d\d)(?::(\d\d))?$/

function instant(text: string | null): number | null {
  if (text === null) return null
  const match = INSTANT.exec(text)
  if (!match) throw new RangeError(`not an instant: ${text.slice(0, 40)}`)
  const [, date, hour, minute, second, millis, sign, offsetHour, offsetMinute, offsetSecond] = match
  const local = seconds(hour, minute, second) * 1000 + Number(millis ?? 0)
  const offset = seconds(offsetHour, offsetMinute, offsetSecond) * 1000
  return day(date!)! * 86_400_000 + local - (sign === '-' ? -offset : offset)
}

const seconds = (hour?: string, minute?: string, second?: string) =>
  Number(hour ?? 0) * 3600 + Number(minute ?? 0) * 60 + Number(second ?? 0)

const milli = (text: string | null): number | null => exact(text, text === null ? 0 : parseMilli(text))

const scaled = (text: string | null, decimals: number): number | null =>
  exact(text, text === null ? 0 : parseScaled(text, decimals))

const minor = (text: string | null): number | null => scaled(text, 0)

/** The mapping has proven the form of numbers; what is too large for exact integers is refused as a row. */
function exact(text: string | null, value: number | string): number | null {
  if (text === null) return null
  if (typeof value === 'string') throw new RangeError(`${value}: ${text.slice(0, 40)}`)
  return value
}
