/** When a place is open, day by day: its weekly hours, the public holidays of its country and its own exceptions together. */
import { z } from 'zod'
import { CalendarException, CalendarQuery, LocationCalendar } from '../../../contract/locations.ts'
import { Code, Day } from '../../../contract/values.ts'
import { getRecord } from '../../ledger/index.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { holidaysOf } from '../../platform/holidays.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { listDays, type PlaceHours } from './calendar-day.ts'
import { location } from './location.ts'
import { setException } from './set-exception.command.ts'

type Place = PlaceHours & { readonly country?: string | null; readonly is_open_on_holidays?: boolean | null }

export const calendarEndpoint = endpoint({
  method: 'GET',
  path: '/locations/:id/calendar',
  tag: 'locations',
  permission: 'master_data.read',
  summary: 'When a place is open, day by day, and why it is closed',
  params: z.object({ id: Code }),
  query: CalendarQuery,
  answer: LocationCalendar,
  handle: async (context, { params, query }) => {
    const { state } = await inSnapshot(context, (tx) => getRecord(tx, location, params.id))
    const { country, is_open_on_holidays, ...place } = state as unknown as Place
    const holidays = country && !is_open_on_holidays ? await holidaysOf(country) : undefined
    const exceptions = place.exceptions.map((one) => ({ ...one, openings: one.openings ?? null }))
    return { rows: listDays({ ...place, openings: place.openings ?? null, exceptions }, holidays, query) }
  },
})

const dayOfPlace = z.object({ id: Code, day: Day })

export const exceptionEndpoints = [
  endpoint({
    method: 'PUT',
    path: '/locations/:id/exceptions/:day',
    tag: 'locations',
    permission: 'capacity.write',
    summary: 'Close a place on a day, or give it an extra shift',
    params: dayOfPlace,
    body: CalendarException.omit({ day: true }),
    answer: null,
    status: 204,
    handle: (context, { params, body }) =>
      setException(context, params.id, params.day, { openings: body.openings ?? null, reason: body.reason }),
  }),
  endpoint({
    method: 'DELETE',
    path: '/locations/:id/exceptions/:day',
    tag: 'locations',
    permission: 'capacity.write',
    summary: 'Let a day of a place be as any other again',
    params: dayOfPlace,
    answer: null,
    status: 204,
    handle: (context, { params }) => setException(context, params.id, params.day, null),
  }),
]
