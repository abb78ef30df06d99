/**
 * An EPCIS event as we take it in: which shipment it speaks of, and which of our steps the CBV words mean.
 *
 * CBV says `arriving` or `receiving` for every door; which step that is depends on whether the place is the shipment's
 * origin, its destination or between. Words we have no step for stay `unmapped`.
 */
import { createHash } from 'node:crypto'
import { PLAIN_EVENT, type ToldEvent } from '../../modules/tracking/index.ts'
import { bareWord, type EventObject } from './capture-shape.ts'
import { isLogisticUnit, lastPart, locationNumberOf, shippingKeysIn } from './gs1-names.ts'

type Step = ToldEvent['step']

/** Business steps whatever the disposition says. */
const STEPS: Readonly<Record<string, Step>> = {
  picking: 'picked',
  packing: 'packed',
  staging_outbound: 'staged',
  loading: 'loaded',
  shipping: 'picked_up',
  departing: 'departed',
  transporting: 'in_transit',
  holding: 'held',
  void_shipping: 'cancelled',
  arriving: {
    origin: 'pickup_arrived',
    destination: 'arrived_consignee',
    between: 'arrived_facility',
    unknown: 'arrived_facility',
  },
  receiving: { origin: 'returned', destination: 'delivered', between: 'arrived_facility', unknown: 'delivered' },
  accepting: { origin: 'picked_up', destination: 'delivered', between: 'arrived_facility', unknown: 'unmapped' },
}
/** Business step and disposition together. */
const EXACT: Readonly<Record<string, Step>> = {
  'receiving/mismatch_quantity': 'delivered_partial',
  'receiving/returned': 'returned',
  'accepting/conformant': 'accepted',
}
/** Dispositions that say more than the step they stand with, or stand alone. */
const STATES: Readonly<Record<string, Step>> = {
  damaged: 'damaged',
  unknown: 'lost',
  stolen: 'lost',
  returned: 'returning',
}
/** Documents about an order, before anything moves. */
const DOCUMENTS: Readonly<Record<string, Step>> = { po: 'order_received', poc: 'order_confirmed' }

export function toldEvent(event: EventObject, tenantId: string): ToldEvent {
  const step = wordOf(event.bizStep)
  const state = wordOf(event.disposition)
  const transactions = listIn(event.bizTransactionList).map((one) => ({
    type: wordOf(one.type),
    names: namesIn(String(one.bizTransaction), tenantId),
  }))
  const named = (...types: string[]) => transactions.flatMap((one) => (types.includes(one.type) ? one.names : []))
  const declaration = event.errorDeclaration as EventObject | undefined
  const place = (event.readPoint ?? event.bizLocation) as { id: string } | undefined
  return {
    ...PLAIN_EVENT,
    eventId: typeof event.eventID === 'string' ? event.eventID : ownId(event),
    shipments: [...new Set([...named('desadv', 'bol'), ...unitsOf(event)])],
    orders: [...new Set(named('po', 'poc'))],
    code: [event.type, step, state].filter(Boolean).join('/'),
    step: stepOf(String(event.type), step, state, transactions[0]?.type ?? ''),
    at: String(event.eventTime),
    zone: String(event.eventTimeZoneOffset),
    location: place ? (locationNumberOf(place.id) ?? ownName(place.id, 'location') ?? place.id) : null,
    place: null,
    isErrorDeclaration: declaration !== undefined,
    raw: event,
  }
}

const wordOf = (value: unknown) => (typeof value === 'string' ? bareWord(value) : '')
const listIn = (value: unknown) => (Array.isArray(value) ? value : []) as EventObject[]

function stepOf(type: string, step: string, state: string, document: string): Step {
  if (type === 'TransactionEvent' && step === '') return DOCUMENTS[document] ?? 'unmapped'
  const exact = EXACT[`${step}/${state}`] ?? STATES[state]
  return exact ?? STEPS[step] ?? 'unmapped'
}

/** Numbers of handling units and consignments among the goods: carriers number their shipments by them. */
const unitsOf = (event: EventObject): string[] =>
  [event.parentID, ...['epcList', 'childEPCs', 'inputEPCList', 'outputEPCList'].flatMap((name) => event[name] ?? [])]
    .filter((id): id is string => typeof id === 'string' && isLogisticUnit(id))
    .flatMap(shippingKeysIn)

/** The whole name, and the number at its end. Names of another organization's copy of this program carry their kind. */
const namesIn = (uri: string, tenantId: string): string[] => {
  const own = ownName(uri, 'shipment') ?? ownName(uri, 'order')
  return own === null ? [uri, lastPart(uri), ...shippingKeysIn(uri)] : [own, ...(uri.includes(tenantId) ? [] : [uri])]
}

/** What we call it, of a name that an export of this program wrote. */
export function ownName(uri: string, kind: string): string | null {
  const match = /^urn:x-sevenfold:[0-9a-f-]{36}:(\w+):(.+)$/.exec(uri)
  if (match?.[1] !== kind) return null
  try {
    return decodeURIComponent(match[2]!)
  } catch {
    return null
  }
}

/** An event without an id is known by what it says, in whatever order and form its parts are written. */
const ownId = (event: EventObject): string =>
  `sf:${createHash('sha256')
    .update(JSON.stringify(canonical(event)))
    .digest('base64url')}`

/** When it was recorded, its own clock and its correction are not what happened. */
const APART = new Set(['eventID', 'recordTime', 'errorDeclaration', 'eventTimeZoneOffset', '@context'])

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
  if (typeof value === 'object' && value !== null)
    return (
      Object.entries(value)
        // What others have added under names of their own may be written in many ways and says nothing to us.
        .filter(([name]) => !APART.has(name) && !name.includes(':') && name !== 'ilmd')
        .map(([name, inner]) => [name, name === 'eventTime' ? Date.parse(String(inner)) : canonical(inner)])
        .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1))
    )
  return typeof value === 'string' ? bareWord(value) : value
}
