/** The requests behind vehicles, trips and positions. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type { PositionSetting } from '../../../../contract/positions.ts'
import type { NewTrip, OwnTrips, TripFile, Vehicle, WaitingShipments } from '../../../../contract/vehicles.ts'
import { call } from '../../../ui/http.ts'

export type VehicleRow = Vehicle & { version: number }

const TRIPS = ['trips']
const OWN = ['own-trips']
const SETTING = ['position-setting']
const at = (path: string, id: string) => `/api/v1${path}/${encodeURIComponent(id)}`
const LOOK_AGAIN_MS = 30_000

export const useTrip = (id: string) =>
  useQuery({
    queryKey: [...TRIPS, id],
    queryFn: ({ signal }) => call<TripFile>(at('/trips', id), { signal }),
    refetchInterval: LOOK_AGAIN_MS,
  })

export const useOwnTrips = () =>
  useQuery({
    queryKey: OWN,
    queryFn: ({ signal }) => call<z.infer<typeof OwnTrips>>('/api/v1/own-trips', { signal }),
    refetchInterval: LOOK_AGAIN_MS,
  })

export const useWaitingShipments = () =>
  useQuery({
    queryKey: ['waiting-shipments'],
    queryFn: ({ signal }) => call<z.infer<typeof WaitingShipments>>('/api/v1/waiting-shipments', { signal }),
  })

export const useVehicleChoices = () =>
  useQuery({
    queryKey: ['records', '/vehicles', 'choices'],
    queryFn: ({ signal }) => call<{ rows: VehicleRow[] }>('/api/v1/vehicles', { query: { limit: 500 }, signal }),
  })

export const usePositionSetting = () =>
  useQuery({
    queryKey: SETTING,
    queryFn: ({ signal }) => call<PositionSetting>('/api/v1/position-setting', { signal }),
  })

export function useChanged() {
  const client = useQueryClient()
  return () =>
    Promise.all(
      [TRIPS, OWN, SETTING, ['records', '/trips'], ['waiting-shipments']].map((queryKey) =>
        client.invalidateQueries({ queryKey }),
      ),
    )
}

export function useSaveSetting() {
  const changed = useChanged()
  return useMutation({
    mutationFn: (body: PositionSetting) => call('/api/v1/position-setting', { method: 'PUT', body }),
    onSuccess: changed,
  })
}

export function usePlanTrip() {
  const changed = useChanged()
  return useMutation({
    mutationFn: (body: NewTrip) => call<{ trip_id: string }>('/api/v1/trips', { method: 'POST', body }),
    onSuccess: changed,
  })
}

export type TripStep = 'start' | 'end'

/** Of the office, or the driver's own. */
export function useTripStep(path: '/trips' | '/own-trips') {
  const changed = useChanged()
  return useMutation({
    mutationFn: ({ id, step }: { id: string; step: TripStep }) => call(`${at(path, id)}/${step}`, { method: 'POST' }),
    onSettled: changed,
  })
}

export function useConsent() {
  const changed = useChanged()
  return useMutation({
    mutationFn: ({ id, is_given }: { id: string; is_given: boolean }) =>
      call(`${at('/own-trips', id)}/consent`, { method: 'PUT', body: { is_given } }),
    onSettled: changed,
  })
}
