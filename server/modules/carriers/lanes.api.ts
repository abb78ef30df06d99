import { z } from 'zod'
import { Lane, LaneFound, LaneWish } from '../../../contract/lanes.ts'
import { recordEndpoints } from '../../ledger/index.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { localDayAt, requireLocation } from '../locations/index.ts'
import { requireService } from './carriers.store.ts'
import { lane } from './lane.ts'
import { lanesToPlace } from './lanes.store.ts'

export const laneEndpoints = [
  ...recordEndpoints({
    type: lane,
    path: '/lanes',
    tag: 'lanes',
    read: 'master_data.read',
    write: 'master_data.write',
    body: Lane,
    searched: ['lane_id', 'carrier_id', 'service', 'to_postal_prefix'],
    filters: ['carrier_id', 'from_location_id', 'to_location_id', 'to_country', 'mode'],
    check: async (tx, state) => {
      await requireService(tx, String(state.carrier_id), String(state.service))
      await requireLocation(tx, String(state.from_location_id))
      await requireLocation(tx, state.to_location_id as string | null)
    },
  }),
  endpoint({
    method: 'GET',
    path: '/lane-options',
    tag: 'lanes',
    permission: 'master_data.read',
    summary: 'The lanes that lead to a place on a day, most particular first',
    query: LaneWish,
    answer: z.object({ rows: z.array(LaneFound) }),
    handle: (context, { query }) =>
      inSnapshot(context, async (tx) => {
        const day = query.day ?? (await localDayAt(tx, query.site_id ?? query.location_id, context.clock.now()))
        return { rows: z.array(LaneFound).parse(await lanesToPlace(tx, { ...query, day })) }
      }),
  }),
]
