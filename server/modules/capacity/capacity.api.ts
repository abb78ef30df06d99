import { z } from 'zod'
import {
  CapacityQuery,
  ComingSeasonsQuery,
  DayOverride,
  Resource,
  ResourceDays,
  SeasonAhead,
  SlotOffer,
  SlotQuery,
} from '../../../contract/capacity.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { Code, Day } from '../../../contract/values.ts'
import { formatLocalDay, parseLocalDay } from '../../../engines/calendars/index.ts'
import { recordEndpoints } from '../../ledger/index.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { loadPlaces, requireLocation } from '../locations/index.ts'
import { loadCapacity, type ResourceHorizon } from './capacity.store.ts'
import { resource } from './resource.ts'
import { seasonsAhead } from './seasons-ahead.store.ts'
import { setCapacityDay } from './set-capacity-day.command.ts'
import { slotsFor } from './slots.store.ts'

const rights = { read: 'master_data.read', write: 'capacity.write' }
/** A year and its holidays on one screen. */
const DAYS_MAX = 400

function checkSpan({ from, to }: { from: string; to: string }): void {
  if (to < from) throw new Refusal('time_order', { from, to })
  if (parseLocalDay(to) - parseLocalDay(from) >= DAYS_MAX) throw new Refusal('invalid_input', { days_max: DAYS_MAX })
}

const toDays = ({ resourceId, kind, name, firstDay, quantity, booked, overridden, overtime }: ResourceHorizon) => ({
  resource_id: resourceId,
  kind,
  name,
  days: Array.from(quantity, (can, at) => ({
    day: formatLocalDay(firstDay + at),
    quantity: can,
    booked: booked[at]!,
    overtime: overtime?.[at] ?? 0,
    is_overridden: overridden[at] === 1,
  })),
})

export const capacityEndpoints = [
  ...recordEndpoints({
    ...rights,
    type: resource,
    path: '/resources',
    tag: 'resources',
    body: Resource,
    searched: ['resource_id', 'name'],
    filters: ['location_id', 'kind'],
    check: async (tx, state) => {
      await requireLocation(tx, String(state.location_id))
      await requireLocation(tx, state.to_location_id as string | null)
    },
  }),
  endpoint({
    method: 'PUT',
    path: '/resources/:id/days/:day',
    tag: 'resources',
    permission: rights.write,
    summary: 'Set what a resource can do on one day',
    params: z.object({ id: Code, day: Day }),
    body: DayOverride,
    answer: z.object({ resource_id: z.string(), day: z.string(), quantity: z.int(), booked: z.int() }),
    handle: (context, { params, body }) =>
      setCapacityDay(context, { ...body, resource_id: params.id, day: params.day }),
  }),
  endpoint({
    method: 'GET',
    path: '/capacity',
    tag: 'capacity',
    permission: rights.read,
    summary: 'What a site can do on each day, and what of it is taken',
    query: CapacityQuery,
    answer: z.object({ rows: z.array(ResourceDays) }),
    handle: (context, { query }) => {
      checkSpan(query)
      return inSnapshot(context, async (tx) => {
        await requireLocation(tx, query.site_id)
        const view = await loadCapacity(tx, [query.site_id], query.from, query.to)
        return { rows: view.resources.map(toDays) }
      })
    },
  }),
  endpoint({
    method: 'GET',
    path: '/delivery-slots',
    tag: 'capacity',
    permission: rights.read,
    summary: 'Slots that can still be booked at a place',
    query: SlotQuery,
    answer: z.object({ rows: z.array(SlotOffer) }),
    handle: (context, { query }) => {
      checkSpan(query)
      return inSnapshot(context, async (tx) => {
        await requireLocation(tx, query.location_id)
        await requireLocation(tx, query.site_id)
        const span = { firstDay: query.from, lastDay: query.to }
        const places = await loadPlaces(tx, [query.location_id, query.site_id], span)
        const sites = new Map([[query.site_id, places.get(query.site_id)!]])
        const destination = places.get(query.location_id)!
        return { rows: await slotsFor(tx, { ...span, sites, destination, now: context.clock.now() }) }
      })
    },
  }),
  endpoint({
    method: 'GET',
    path: '/seasons-ahead',
    tag: 'seasons',
    permission: rights.read,
    summary: 'Seasons that come, and on which days a site will fall short',
    query: ComingSeasonsQuery,
    answer: z.object({ rows: z.array(SeasonAhead) }),
    handle: (context, { query }) => {
      const today = context.clock.now().toISOString().slice(0, 10)
      return inSnapshot(context, async (tx) => ({ rows: await seasonsAhead(tx, { today, days: query.days }) }))
    },
  }),
]
