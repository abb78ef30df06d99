/** Asks what serving customers costs, in the period and currency of the address. */
import { useQuery } from '@tanstack/react-query'
import type { ServingCosts } from '../../../../contract/costs.ts'
import { useAddress } from '../../../ui/address.ts'
import { call } from '../../../ui/http.ts'

export function useServing() {
  const [{ from, to, currency }] = useAddress()
  const asked = from && to ? { from, to, currency } : { currency }
  return useQuery({
    queryKey: ['serving-costs', asked],
    queryFn: ({ signal }) => call<ServingCosts>('/api/v1/serving-costs', { query: asked, signal }),
    placeholderData: (before) => before,
  })
}
