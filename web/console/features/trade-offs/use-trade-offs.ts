/** Asks the desk: what each level costs and brings, for the filters of the address, the mix tried and the guesses changed. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { TradeOffElement, TradeOffInput, Weighed } from '../../../../contract/trade-offs.ts'
import { useAddress } from '../../../ui/address.ts'
import { call } from '../../../ui/http.ts'

export type Tried = { segment: string; element: TradeOffElement; level: number }
export type Guess = { low: number; likely: number; high: number }
export type Guesses = Partial<Record<TradeOffInput, Guess>>

export function useWeighed(mix: readonly Tried[], inputs: Guesses, rivals: readonly Tried[]) {
  const [{ segment_id, currency, budget, intangible, parity }] = useAddress()
  const most = budget === undefined || budget === '' ? undefined : Number(budget)
  const body = {
    currency,
    segment_id,
    budget: Number.isFinite(most) ? most : undefined,
    intangible: intangible === 'yes',
    inputs,
    mix,
    rivals,
    parity: parity === 'all' || parity === 'none' ? parity : 'core',
  }
  return useQuery({
    queryKey: ['trade-offs', body],
    queryFn: ({ signal }) => call<Weighed>('/api/v1/trade-offs', { method: 'POST', body, signal }),
    placeholderData: keepPreviousData,
  })
}
