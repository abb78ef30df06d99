/** Trips: planned by the office, begun and ended by the office or by the driver. */
import { z } from 'zod'
import { Code } from '../../../contract/values.ts'
import { ChangeTrip, ConsentState, ConsentWish, NewTrip } from '../../../contract/vehicles.ts'
import type { Context } from '../../platform/context.ts'
import { type AnyEndpoint, endpoint } from '../../platform/http/endpoint.ts'
import { giveConsent } from './give-consent.command.ts'
import { changeTrip, planTrip } from './plan-trip.command.ts'
import { endTrip, startTrip } from './run-trip.command.ts'

const params = z.object({ id: Code })
const tag = 'trips'

/** Nobody where a program asks: a program drives no trip. */
const driverOf = ({ principal }: Context) => principal.actor.replace(/^user:/, '')

const step = (path: string, permission: string, summary: string, carryOut: (context: Context, id: string) => unknown) =>
  endpoint({
    ...{ method: 'POST' as const, path, tag, permission, summary, params, answer: null, status: 204 as const },
    handle: async (context, { params: { id } }) => carryOut(context, id),
  })

export const tripEndpoints: AnyEndpoint[] = [
  endpoint({
    method: 'POST',
    path: '/trips',
    tag,
    permission: 'shipments.write',
    summary: 'Plan a trip: a vehicle, its driver, and the doors in their order',
    body: NewTrip,
    answer: z.object({ trip_id: z.string() }),
    status: 201,
    handle: (context, { body }) => planTrip(context, body),
  }),
  endpoint({
    method: 'PATCH',
    path: '/trips/:id',
    tag,
    permission: 'shipments.write',
    summary: 'Change a trip that has not ended; once it has begun, only its stops',
    params,
    body: ChangeTrip,
    answer: null,
    status: 204,
    handle: (context, { params: { id }, body }) => changeTrip(context, id, body),
  }),
  step('/trips/:id/start', 'shipments.write', 'The vehicle leaves', (context, id) => startTrip(context, id)),
  step('/trips/:id/end', 'shipments.write', 'The vehicle is back; consents of the trip end', (context, id) =>
    endTrip(context, id),
  ),
  step('/own-trips/:id/start', 'positions.write', 'The driver begins the own trip', (context, id) =>
    startTrip(context, id, driverOf(context)),
  ),
  step(
    '/own-trips/:id/end',
    'positions.write',
    'The driver ends the own trip; the phone is heard no longer',
    (context, id) => endTrip(context, id, driverOf(context)),
  ),
  endpoint({
    method: 'PUT',
    path: '/own-trips/:id/consent',
    tag,
    permission: 'positions.write',
    summary: 'The driver lets the own phone tell where it is on this trip, or takes that back',
    params,
    body: ConsentWish,
    answer: ConsentState,
    handle: async (context, { params: { id }, body: { is_given } }) => {
      await giveConsent(context, { trip_id: id, driver_id: driverOf(context), is_given })
      return { has_consent: is_given }
    },
  }),
]
