import { Location, Season } from '../../../contract/locations.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { recordEndpoints } from '../../ledger/index.ts'
import { requireCustomer } from '../customers/index.ts'
import { calendarEndpoint, exceptionEndpoints } from './calendar.api.ts'
import { location, season } from './location.ts'
import { requireOwnSite } from './locations.store.ts'

const rights = { read: 'master_data.read', write: 'master_data.write' }

export const locationEndpoints = [
  calendarEndpoint,
  ...exceptionEndpoints,
  ...recordEndpoints({
    ...rights,
    type: location,
    path: '/locations',
    tag: 'locations',
    body: Location,
    searched: ['location_id', 'name', 'city'],
    filters: ['customer_id', 'kind', 'country'],
    check: async (tx, state) => {
      if (state.customer_id) await requireCustomer(tx, String(state.customer_id))
    },
  }),
  ...recordEndpoints({
    read: rights.read,
    // Whoever plans the capacity of sites plans their seasons.
    write: 'capacity.write',
    type: season,
    path: '/seasons',
    tag: 'seasons',
    body: Season,
    searched: ['season_id', 'name'],
    filters: ['location_id', 'kind'],
    check: async (tx, state) => {
      if (state.location_id) await requireOwnSite(tx, String(state.location_id))
      if (state.first_day && state.last_day && String(state.last_day) < String(state.first_day)) {
        throw new Refusal('time_order', { first_day: state.first_day, last_day: state.last_day })
      }
    },
  }),
]
