/** Asking for offers, taking one, letting all go. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type { OrderOptions } from '../../../../contract/orders.ts'
import type { NewQuote, Quote, QuoteSlots, TakenOffer } from '../../../../contract/quotes.ts'
import type { Said } from '../../../ui/door.tsx'
import { call, Problem } from '../../../ui/http.ts'
import type { Slot } from '../../../ui/slot-choice.tsx'

export const useAsk = () =>
  useMutation({
    mutationFn: (wish: z.input<typeof NewQuote>) => call<Quote>('/api/v1/quotes', { method: 'POST', body: wish }),
  })

export type Choice = {
  offerNumber: number
  hasConsent: boolean
  reference: string
  slot: Slot | null
  /** Null: nothing is said of the door. */
  door: Said | null
  /** Of an order's own lines: who wants it otherwise, why, and whether it is granted after the cut-off. */
  change?: { cause: 'customer' | 'company'; reason: string; isFavor: boolean }
}
type Taking = Choice & { quoteId: string }

export function useTake() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ quoteId, offerNumber, hasConsent, reference, slot, door, change }: Taking) =>
      call<TakenOffer>(`/api/v1/quotes/${encodeURIComponent(quoteId)}/take`, {
        method: 'POST',
        body: {
          offer_number: offerNumber,
          has_consent: hasConsent,
          customer_reference: reference.trim() || null,
          slot: slot && { resource_id: slot.resource_id, day: slot.day },
          door,
          ...(change && {
            cause: change.cause,
            reason: change.reason.trim() || null,
            despite_cutoff: change.isFavor,
          }),
        },
      }),
    onSuccess: ({ order_id }) =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['orders'] }),
        client.invalidateQueries({ queryKey: ['order', order_id] }),
      ]),
  })
}

export const useOfferedSlots = (quoteId: string) =>
  useQuery({
    queryKey: ['quote', quoteId, 'slots'],
    queryFn: ({ signal }) => call<QuoteSlots>(`/api/v1/quotes/${encodeURIComponent(quoteId)}/slots`, { signal }),
  })

/** Whom the customer may name for the door. */
export const useContacts = (customerId: string) =>
  useQuery({
    queryKey: ['contacts', customerId, 'door'],
    queryFn: ({ signal }) =>
      call<{ rows: { contact_id: string; name: string }[] }>('/api/v1/contacts', {
        query: { customer_id: customerId, limit: 100 },
        signal,
      }),
  })

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

type OrderToChange = {
  order: { order_id: string; customer_id: string; location_id: string | null }
  lines: {
    line_number: number
    kind: 'goods' | 'service'
    product_id: string
    requested_from_date: string | null
    requested_to_date: string | null
  }[]
}

/** An order that is to be promised anew, with what is still open of it. */
export const useOrderToChange = (orderId: string | undefined) =>
  useQuery({
    queryKey: ['order', orderId, 'to-change'],
    enabled: Boolean(orderId),
    queryFn: async ({ signal }) => {
      const path = `/api/v1/orders/${encodeURIComponent(orderId ?? '')}`
      const [file, options] = await Promise.all([
        call<OrderToChange>(path, { signal }),
        call<OrderOptions>(`${path}/options`, { signal }),
      ])
      return { file, options }
    },
  })
