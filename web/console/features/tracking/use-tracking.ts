/** The requests behind carrier connections and what carriers have told. */
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type {
  MessagesTaken,
  MessageTaken,
  TrackingMessageList,
  TrackingMessageRow,
} from '../../../../contract/tracking.ts'
import type {
  CarrierConnection,
  ConnectionSecret,
  ConnectionStates,
  MappingTrialResult,
} from '../../../../contract/tracking-mapping.ts'
import { call } from '../../../ui/http.ts'

export type Connection = z.infer<typeof CarrierConnection> & { version: number }
export type MessageRow = TrackingMessageRow
export type Trial = z.infer<typeof MappingTrialResult>
type MessagePage = z.infer<typeof TrackingMessageList>

const STATES = ['connection-states']
const MESSAGES = ['tracking-messages']

export const useConnectionStates = () =>
  useQuery({
    queryKey: STATES,
    queryFn: ({ signal }) => call<z.infer<typeof ConnectionStates>>('/api/v1/carrier-connection-states', { signal }),
    refetchInterval: 30_000,
  })

export type MessageFilter = { state?: string | undefined; channel?: string | undefined; source?: string | undefined }

export const useMessages = (filter: MessageFilter, limit = 50) =>
  useInfiniteQuery({
    queryKey: [...MESSAGES, filter],
    queryFn: ({ pageParam, signal }) =>
      call<MessagePage>('/api/v1/tracking-messages', { query: { ...filter, limit, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    refetchInterval: 30_000,
  })

function useChanged() {
  const client = useQueryClient()
  return () =>
    Promise.all(
      [STATES, MESSAGES, ['records', '/carrier-connections']].map((queryKey) => client.invalidateQueries({ queryKey })),
    )
}

export function useReplay() {
  const changed = useChanged()
  return useMutation({
    mutationFn: (id: string) =>
      call<MessageTaken>(`/api/v1/tracking-messages/${encodeURIComponent(id)}/replay`, { method: 'POST' }),
    onSettled: changed,
  })
}

export function useMakeSecret(id: string) {
  const changed = useChanged()
  return useMutation({
    mutationFn: () =>
      call<z.infer<typeof ConnectionSecret>>(`/api/v1/carrier-connections/${encodeURIComponent(id)}/secret`, {
        method: 'POST',
        body: {},
      }),
    onSuccess: changed,
  })
}

export function useSaveMapping(id: string) {
  const changed = useChanged()
  return useMutation({
    mutationFn: (mapping: unknown) =>
      call(`/api/v1/carrier-connections/${encodeURIComponent(id)}`, { method: 'PATCH', body: { mapping } }),
    onSuccess: changed,
  })
}

type Wish = { mapping: unknown; sample: string; zone: string | null }

/** Tried while it is typed; what was found before stays until the next is there. */
export const useMappingTrial = ({ mapping, sample, zone }: Wish) =>
  useQuery({
    queryKey: ['mapping-trial', mapping, sample, zone],
    queryFn: ({ signal }) =>
      call<Trial>('/api/v1/carrier-connections/try', { method: 'POST', body: { mapping, sample, zone }, signal }),
    enabled: mapping !== null && sample.trim() !== '',
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  })

/** A file of one carrier, read by its connection's mapping. */
export function useBringCarrierFile(id: string) {
  const changed = useChanged()
  return useMutation({
    mutationFn: (file: File) => {
      const type = /\.csv$/i.test(file.name) ? 'text/csv' : 'application/json'
      return call<MessageTaken>(`/api/v1/carrier-connections/${encodeURIComponent(id)}/files`, {
        method: 'POST',
        body: file.slice(0, file.size, type),
        headers: { 'content-type': type },
      })
    },
    onSettled: changed,
  })
}

export const FORMATS = ['x12-214', 'edifact-iftsta', 'epcis'] as const
export type Format = (typeof FORMATS)[number]
const PATHS: Record<Format, [string, string]> = {
  'x12-214': ['/api/v1/edi/x12', 'text/plain'],
  'edifact-iftsta': ['/api/v1/edi/edifact', 'text/plain'],
  epcis: ['/api/v1/epcis/capture', 'application/json'],
}

export function useBringFile() {
  const changed = useChanged()
  return useMutation({
    mutationFn: async ({ format, file }: { format: Format; file: File }) => {
      const [path, type] = PATHS[format]
      const answer = await call<MessagesTaken | MessageTaken>(path, {
        method: 'POST',
        body: file.slice(0, file.size, type),
        headers: { 'content-type': type },
      })
      return 'messages' in answer ? answer.messages : [answer]
    },
    onSettled: changed,
  })
}
