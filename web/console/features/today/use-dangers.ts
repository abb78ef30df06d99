/** Promises in danger: the list, its counts, the ways out of one, and carrying one out. */
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { CarryOutRemedy, NewTrouble, Remedy, RemedyDone, RemedyList } from '../../../../contract/remedies.ts'
import type { AtRiskOrder, AtRiskOrders, AtRiskRow, DangerCounts } from '../../../../contract/risk.ts'
import { call, type Query } from '../../../ui/http.ts'
import { useChanges } from '../../../ui/use-changes.ts'

const KEY = 'at-risk'
const SHOWN = 200
/** What has passed its day stands in a list of its own. */
export const AHEAD = { due: 'ahead' } as const

export type Danger = AtRiskRow
export type DangerOrder = AtRiskOrder
type Line = Pick<Danger, 'order_id' | 'line_number'>

export const useDangers = (query: Query) =>
  useQuery({
    queryKey: [KEY, 'list', query],
    queryFn: ({ signal }) =>
      call<AtRiskOrders>('/api/v1/at-risk/orders', {
        query: { ...query, ...AHEAD, limit: SHOWN },
        signal,
      }),
    placeholderData: keepPreviousData,
  })

export const useDangerCounts = () =>
  useQuery({
    queryKey: [KEY, 'counts'],
    queryFn: ({ signal }) => call<DangerCounts>('/api/v1/at-risk/counts', { signal }),
  })

/** The screen moves by itself. */
export const useDangerChanges = () => useChanges('/api/v1/at-risk/changes', [KEY])

const pathOf = ({ order_id, line_number }: Line) =>
  `/api/v1/orders/${encodeURIComponent(order_id)}/lines/${line_number}/remedies`

const shownKey = (line: Line) => ['remedies-shown', line.order_id, line.line_number]

export function useRemedies(line: Line) {
  const client = useQueryClient()
  return useQuery({
    queryKey: [KEY, 'remedies', line.order_id, line.line_number],
    queryFn: async ({ signal }) => {
      const found = await call<RemedyList>(pathOf(line), { signal })
      // The row behind the panel must not go on naming another way as the best.
      client.setQueryData(shownKey(line), found)
      return found
    },
    // What was reckoned a while ago may no longer hold; the server would refuse it.
    staleTime: 0,
  })
}

const ASKED_AGAIN_MS = 300_000

/** For the list: reckoned once in a while, and not anew with every change of some other danger. */
export const useShownRemedies = (line: Line, isWanted: boolean) =>
  useQuery({
    queryKey: shownKey(line),
    queryFn: ({ signal }) => call<RemedyList>(pathOf(line), { signal }),
    staleTime: ASKED_AGAIN_MS,
    enabled: isWanted,
    retry: false,
  })

function useAct<Wish, Done>(act: (wish: Wish) => Promise<Done>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: act,
    onSettled: () => {
      client.invalidateQueries({ queryKey: ['remedies-shown'] })
      return client.invalidateQueries({ queryKey: [KEY] })
    },
  })
}

export const useCarryOutRemedy = (line: Line) =>
  useAct(({ kind, to_date, extra_cost_minor, needs_consent }: Remedy) => {
    // Pressing it where consent is needed says that the customer has given it.
    const body: CarryOutRemedy = { kind, to_date, extra_cost_minor, has_consent: needs_consent }
    return call<RemedyDone>(pathOf(line), { method: 'POST', body })
  })

export const useOpenTrouble = () =>
  useAct((body: NewTrouble) => call<{ trouble_id: string }>('/api/v1/troubles', { method: 'POST', body }))

export const useTroubleStep = () =>
  useAct(({ id, step }: { id: string; step: 'take' | 'confirm' | 'close' }) =>
    call<{ trouble_id: string }>(`/api/v1/troubles/${encodeURIComponent(id)}/${step}`, { method: 'POST', body: {} }),
  )
