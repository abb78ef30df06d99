/** What people see of vehicles, trips and consignments on the road. */
import { z } from 'zod'
import { LiveMap, LiveMapQuery } from '../../../contract/live-map.ts'
import { Code } from '../../../contract/values.ts'
import { OwnTrips, TripFile, TripList, TripQuery, WaitingShipments } from '../../../contract/vehicles.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { type AnyEndpoint, EventStream, endpoint } from '../../platform/http/endpoint.ts'
import { watchRoad } from '../orders/order-changes.ts'
import { readLiveMap } from './live-map.ts'
import { listTrips, ownTrips, showTrip, waitingShipments } from './trips.ts'

export const onTheRoadEndpoints: AnyEndpoint[] = [
  endpoint({
    method: 'GET',
    path: '/live-map',
    tag: 'vehicles',
    permission: 'positions.read',
    summary:
      'Own vehicles and consignments on the road: last known place, next stop, expected arrival, how the promise stands',
    query: LiveMapQuery,
    answer: LiveMap,
    handle: (context, { query }) => inSnapshot(context, (tx) => readLiveMap(tx, query, context.clock.now())),
  }),
  endpoint({
    method: 'GET',
    path: '/live-map/changes',
    tag: 'vehicles',
    permission: 'positions.read',
    summary: 'Server-sent events: something on the road has changed',
    answer: null,
    isStream: true,
    handle: async (context) => new EventStream(await watchRoad(context)),
  }),
  endpoint({
    method: 'GET',
    path: '/trips',
    tag: 'trips',
    permission: 'positions.read',
    summary: 'Trips, newest day first',
    query: TripQuery,
    answer: TripList,
    handle: (context, { query }) => inSnapshot(context, (tx) => listTrips(tx, query)),
  }),
  endpoint({
    method: 'GET',
    path: '/trips/:id',
    tag: 'trips',
    permission: 'positions.read',
    summary: 'One trip: its stops, when they were reached or will be, and the way it came',
    params: z.object({ id: Code }),
    answer: TripFile,
    handle: (context, { params }) => inSnapshot(context, (tx) => showTrip(tx, params.id, context.clock.now())),
  }),
  endpoint({
    method: 'GET',
    path: '/waiting-shipments',
    tag: 'trips',
    permission: 'shipments.write',
    summary: 'Shipments that no trip takes yet',
    answer: WaitingShipments,
    handle: (context) => inSnapshot(context, async (tx) => ({ rows: await waitingShipments(tx, context.clock.now()) })),
  }),
  endpoint({
    method: 'GET',
    path: '/own-trips',
    tag: 'trips',
    permission: 'positions.write',
    summary: "The driver's own trips of today and those under way",
    answer: OwnTrips,
    handle: (context) =>
      inSnapshot(context, async (tx) => ({
        trips: await ownTrips(tx, context.principal.actor.replace(/^user:/, ''), context.clock.now()),
      })),
  }),
]
