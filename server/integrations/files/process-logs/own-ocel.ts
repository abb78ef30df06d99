/**
 * The own ledger as OCEL 2.0: what happened, to which things, and how the things belong together. Taken are whole orders that
 * were placed in the period, with everything that happened to them; people are left out.
 */
import { ACTIVITIES } from '../../../../contract/process-words.ts'
import { Refusal } from '../../../../contract/refusals.ts'
import type { Tx } from '../../../platform/database/database.ts'
import { countTold, toldEvents } from '../../../views/process-chart/told-events.ts'
import type { OcelDocument } from './ocel.ts'

/** A document of more would not fit into one text. */
const EVENTS_MAX = 400_000
/** Some events belong to several orders. */
const FAR_TOO_MANY = 2 * EVENTS_MAX
/** Where nobody says how far back. */
export const OWN_DAYS = 90

export interface OcelPeriod {
  /** Days on which orders were placed. */
  readonly from: string
  readonly to: string
}

/** What an event does to a thing of a kind, where it does more than belong to it. */
const QUALIFIERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  order_placed: { order: 'creates', orderline: 'creates' },
  promise_made: { promise: 'creates' },
  promise_moved: { promise: 'changes' },
  dispatched: { consignment: 'creates' },
  invoiced: { invoice: 'creates' },
  credited: { invoice: 'credits' },
  delivered: { promise: 'ends' },
}
const OF_PROMISE = new Set(['promise_made', 'promise_moved', 'delivered'])

/** Refuses `too_large` where the period holds more events than one document can. */
export async function ownOcel(tx: Tx, { from, to }: OcelPeriod): Promise<OcelDocument> {
  const tooLarge = () => new Refusal('too_large', { events_max: EVENTS_MAX, field: 'from' })
  // Far too many are known at once; reading them first would take half a minute.
  if ((await countTold(tx, { from, to })) > FAR_TOO_MANY) throw tooLarge()
  const rows = await toldEvents(tx, { from, to, limit: EVENTS_MAX + 1 })
  if (rows.length > EVENTS_MAX) throw tooLarge()
  const things = new Map<string, { type: string; related: Map<string, string> }>()
  const thing = (type: string, id: string) => {
    const known = things.get(id) ?? { type, related: new Map<string, string>() }
    things.set(id, known)
    return known.related
  }
  const events = rows.map((row, at) => {
    const type = ACTIVITIES[row.activity - 1]!
    const touched: [kind: string, id: string][] = [
      ...row.orders.map((id): [string, string] => ['order', `order:${id}`]),
      ...row.lines.map((id): [string, string] => ['orderline', `orderline:${id}`]),
      ...(OF_PROMISE.has(type) ? row.lines.map((id): [string, string] => ['promise', `promise:${id}`]) : []),
    ]
    if (row.shipment_id) touched.push(['consignment', `consignment:${row.shipment_id}`])
    if (row.invoice_id) touched.push(['invoice', `invoice:${row.invoice_id}`])
    for (const id of row.lines) {
      thing('orderline', `orderline:${id}`).set(`order:${id.replace(/\/\d+$/, '')}`, 'part-of')
      if (OF_PROMISE.has(type)) thing('promise', `promise:${id}`).set(`orderline:${id}`, 'promises')
      if (row.shipment_id) thing('consignment', `consignment:${row.shipment_id}`).set(`orderline:${id}`, 'carries')
      if (row.invoice_id) thing('invoice', `invoice:${row.invoice_id}`).set(`orderline:${id}`, 'bills')
    }
    for (const [kind, id] of touched) thing(kind, id)
    return {
      ...{ id: `e${at + 1}`, type, time: row.at.toISOString(), attributes: [] },
      relationships: touched.map(([kind, objectId]) => ({ objectId, qualifier: QUALIFIERS[type]?.[kind] ?? 'of' })),
    }
  })
  const names = (all: Iterable<string>) => [...new Set(all)].sort().map((name) => ({ name, attributes: [] }))
  return {
    objectTypes: names([...things.values()].map(({ type }) => type)),
    eventTypes: names(events.map(({ type }) => type)),
    objects: [...things].map(([id, { type, related }]) => ({
      ...{ id, type, attributes: [] },
      relationships: [...related].map(([objectId, qualifier]) => ({ objectId, qualifier })),
    })),
    events,
  }
}
