/** A site's days as the screens read and change them: openings, seasons, what its resources can do and what is booked. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { ResourceDays, SlotOffer } from '../../../../contract/capacity.ts'
import type { CalendarDay, Location, Season } from '../../../../contract/locations.ts'
import { call } from '../../../ui/http.ts'
import type { Span } from './days.ts'

export type ResourceHorizon = z.infer<typeof ResourceDays>

const KEY = 'calendar'
const at = (path: string, id: string, rest = '') => `/api/v1${path}/${encodeURIComponent(id)}${rest}`

export const useSites = () =>
  useQuery({
    queryKey: ['records', '/locations', 'own-sites'],
    queryFn: ({ signal }) =>
      call<{ rows: Location[] }>('/api/v1/locations', { query: { kind: 'own_site', limit: 100 }, signal }),
  })

export function useSiteDays(site: string, span: Span) {
  const { i18n } = useTranslation()
  return useQuery({
    queryKey: [KEY, 'days', site, span, i18n.language],
    queryFn: ({ signal }) =>
      call<{ rows: CalendarDay[] }>(at('/locations', site, '/calendar'), {
        query: { ...span, language: i18n.language },
        signal,
      }),
  })
}

export const useSeasons = () =>
  useQuery({
    queryKey: ['records', '/seasons', 'all'],
    queryFn: ({ signal }) => call<{ rows: Season[] }>('/api/v1/seasons', { query: { limit: 200 }, signal }),
  })

export const useCapacity = (site: string, span: Span) =>
  useQuery({
    queryKey: [KEY, 'capacity', site, span],
    queryFn: ({ signal }) =>
      call<{ rows: ResourceHorizon[] }>('/api/v1/capacity', { query: { site_id: site, ...span }, signal }),
  })

export const useSlots = (site: string, door: string | null, span: Span) =>
  useQuery({
    queryKey: [KEY, 'slots', site, door, span],
    queryFn: ({ signal }) =>
      call<{ rows: SlotOffer[] }>('/api/v1/delivery-slots', {
        query: { site_id: site, location_id: door, ...span },
        signal,
      }),
    enabled: door !== null,
  })

function useAct<Wish>(act: (wish: Wish) => Promise<unknown>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: act,
    onSuccess: () =>
      Promise.all(
        [[KEY], ['seasons'], ['records', '/locations']].map((queryKey) => client.invalidateQueries({ queryKey })),
      ),
  })
}

export type DayWish = { day: string; openings: string | null; reason: string } | { day: string; isUsual: true }

export const useSetDay = (site: string) =>
  useAct((wish: DayWish) => {
    const path = at('/locations', site, `/exceptions/${wish.day}`)
    if ('isUsual' in wish) return call(path, { method: 'DELETE' })
    return call(path, { method: 'PUT', body: { openings: wish.openings, reason: wish.reason } })
  })

export type CapacityWish = { resource: string; day: string; quantity: number | null; reason: string | null }

export const useSetCapacity = () =>
  useAct(({ resource, day, quantity, reason }: CapacityWish) =>
    call(at('/resources', resource, `/days/${day}`), { method: 'PUT', body: { quantity, reason } }),
  )
