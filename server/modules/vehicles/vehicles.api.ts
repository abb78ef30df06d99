/** Vehicles, where they are told to be, and how long that is kept. */
import { NewPositions, PositionSetting, PositionsTaken } from '../../../contract/positions.ts'
import { Vehicle } from '../../../contract/vehicles.ts'
import { recordEndpoints } from '../../ledger/index.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { type AnyEndpoint, endpoint } from '../../platform/http/endpoint.ts'
import { requireCarrier } from '../carriers/index.ts'
import { requireLocation } from '../locations/index.ts'
import { changePositionSetting } from './change-position-setting.command.ts'
import { readPositionSetting } from './positions.store.ts'
import { takePositions } from './take-positions.command.ts'
import { requireDriver, requireOwnNames } from './trips.store.ts'
import { vehicle } from './vehicle.ts'

/** A phone every few seconds and a box in every van: more than from a screen. */
const REPORTS_A_MINUTE = 600

export const vehicleEndpoints: AnyEndpoint[] = [
  ...recordEndpoints({
    type: vehicle,
    path: '/vehicles',
    tag: 'vehicles',
    read: 'positions.read',
    write: 'master_data.write',
    body: Vehicle,
    searched: ['vehicle_id', 'name', 'plate', 'device'],
    filters: ['carrier_id', 'site_id'],
    check: async (tx, state) => {
      await requireCarrier(tx, state.carrier_id as string | null | undefined)
      await requireLocation(tx, state.site_id as string | null | undefined)
      await requireDriver(tx, state.driver_id as string | null | undefined)
      await requireOwnNames(tx, String(state.vehicle_id), state.device as string | null | undefined)
    },
  }),
  endpoint({
    method: 'POST',
    path: '/positions',
    tag: 'vehicles',
    permission: 'positions.write',
    summary:
      'Tell where vehicles are, up to 1,000 reports at once: the same again changes nothing, what cannot be is refused by its place in the list',
    callsPerMinute: REPORTS_A_MINUTE,
    body: NewPositions,
    answer: PositionsTaken,
    handle: (context, { body }) => takePositions(context, body.positions),
  }),
  endpoint({
    method: 'GET',
    path: '/position-setting',
    tag: 'vehicles',
    permission: 'positions.read',
    summary: 'How long positions are kept and how they are judged',
    answer: PositionSetting,
    handle: (context) => inSnapshot(context, readPositionSetting),
  }),
  endpoint({
    method: 'PUT',
    path: '/position-setting',
    tag: 'vehicles',
    permission: 'people.manage',
    summary: 'Set how long positions are kept and how they are judged',
    body: PositionSetting,
    answer: null,
    status: 204,
    handle: (context, { body }) => changePositionSetting(context, body),
  }),
]
