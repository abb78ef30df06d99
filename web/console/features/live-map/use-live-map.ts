/** The requests behind the live map; it moves by itself when something on the road does. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { LiveMap, LiveMapQuery } from '../../../../contract/live-map.ts'
import type { TripFile } from '../../../../contract/vehicles.ts'
import { call } from '../../../ui/http.ts'
import { useChanges } from '../../../ui/use-changes.ts'

const KEY = ['live-map']
/** A fleet moves all the time; a person looks every few seconds. */
const REST_MS = 4_000
/** Estimates grow old without any event. */
const AGAIN_MS = 60_000

export function useLiveMap(query: LiveMapQuery) {
  useChanges('/api/v1/live-map/changes', KEY, REST_MS)
  return useQuery({
    queryKey: [...KEY, query],
    queryFn: ({ signal }) => call<LiveMap>('/api/v1/live-map', { query, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: AGAIN_MS,
  })
}

/** The way a vehicle has come on its trip, and its doors. */
export const useTripOf = (tripId: string | null) =>
  useQuery({
    queryKey: [...KEY, 'trip', tripId],
    queryFn: ({ signal }) => call<TripFile>(`/api/v1/trips/${encodeURIComponent(tripId ?? '')}`, { signal }),
    enabled: tripId !== null,
  })
