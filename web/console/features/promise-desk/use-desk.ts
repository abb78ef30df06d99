/** Asking for offers, taking one, letting all go. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type { NewQuote, Quote, TakenOffer } from '../../../../contract/quotes.ts'
import { call, Problem } from '../../../ui/http.ts'

export const useAsk = () =>
  useMutation({
    mutationFn: (wish: z.input<typeof NewQuote>) => call<Quote>('/api/v1/quotes', { method: 'POST', body: wish }),
  })

type Taking = { quoteId: string; offerNumber: number; hasConsent: boolean; reference: string }

export function useTake() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ quoteId, offerNumber, hasConsent, reference }: Taking) =>
      call<TakenOffer>(`/api/v1/quotes/${encodeURIComponent(quoteId)}/take`, {
        method: 'POST',
        body: { offer_number: offerNumber, has_consent: hasConsent, customer_reference: reference.trim() || null },
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['orders'] }),
  })
}

/** A refusal that comes with the next best offers; null for any other. */
export function newOffersOf(error: unknown): Quote | null {
  const quote = error instanceof Problem ? (error.details.quote as Quote | undefined) : undefined
  return quote ?? null
}

export const useDecline = () =>
  useMutation({
    mutationFn: ({ quoteId, reason }: { quoteId: string; reason: string }) =>
      call<{ state: string }>(`/api/v1/quotes/${encodeURIComponent(quoteId)}/decline`, {
        method: 'POST',
        body: { reason: reason || null },
      }),
  })

/** The customer's first place; null when there is none, or it cannot be asked now. */
export const findFirstPlace = (customerId: string): Promise<string | null> =>
  call<{ rows: { location_id: string }[] }>('/api/v1/locations', { query: { customer_id: customerId, limit: 1 } }).then(
    ({ rows }) => rows[0]?.location_id ?? null,
    () => null,
  )
