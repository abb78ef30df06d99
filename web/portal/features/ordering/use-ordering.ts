/** The requests behind ordering: what may be ordered, the offers, and taking one. */
import { useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type { OrderOptions } from '../../../../contract/orders.ts'
import type { OwnProducts } from '../../../../contract/portal-ordering.ts'
import type { NewQuote, Quote, QuoteSlots, TakenOffer } from '../../../../contract/quotes.ts'
import type { Said } from '../../../ui/door.tsx'
import { call, Problem } from '../../../ui/http.ts'
import type { Slot } from '../../../ui/slot-choice.tsx'
import type { NextQuantity } from './basket.ts'

type FileLine = {
  line_number: number
  kind: 'goods' | 'service'
  product_id: string
  product_name: string | null
  unit: string | null
  quantity: number
  cancelled_quantity: number
  requested_from_date: string | null
  requested_to_date: string | null
}
type File = { order: { order_id: string; location_id: string | null }; lines: FileLine[] }

/** An earlier order, to be ordered again or changed; with what may still be changed of it. */
export const useEarlier = (orderId: string | undefined, isChange: boolean) =>
  useQuery({
    queryKey: ['portal-order', orderId, 'earlier', isChange],
    enabled: Boolean(orderId),
    queryFn: async ({ signal }) => {
      const path = `/api/v1/portal/orders/${encodeURIComponent(orderId ?? '')}`
      const file = await call<File>(path, { signal })
      const options = isChange ? await call<OrderOptions>(`${path}/options`, { signal }) : null
      return { file, options }
    },
  })

export const useAsk = () =>
  useMutation({
    mutationFn: (wish: z.input<typeof NewQuote>) =>
      call<Quote>('/api/v1/portal/quotes', { method: 'POST', body: wish }),
  })

export type Taking = {
  quoteId: string
  offerNumber: number
  hasConsent: boolean
  reference: string
  slot: Slot | null
  /** Null: nothing is said of the door. */
  door: Said | null
}

export function useTake() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ quoteId, offerNumber, hasConsent, reference, slot, door }: Taking) =>
      call<TakenOffer>(`/api/v1/portal/quotes/${encodeURIComponent(quoteId)}/take`, {
        method: 'POST',
        body: {
          offer_number: offerNumber,
          has_consent: hasConsent,
          customer_reference: reference.trim() || null,
          slot: slot && { resource_id: slot.resource_id, day: slot.day },
          door,
        },
      }),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['portal-orders'] }),
        client.invalidateQueries({ queryKey: ['portal-order'] }),
      ]),
  })
}

export const useOfferedSlots = (quoteId: string) =>
  useQuery({
    queryKey: ['portal-quote', quoteId, 'slots'],
    queryFn: ({ signal }) => call<QuoteSlots>(`/api/v1/portal/quotes/${encodeURIComponent(quoteId)}/slots`, { signal }),
  })

/** What is offered in place of something wished is in no basket: its name is asked for. */
export function useOfferedNames(quote: Quote): (productId: string) => string | undefined {
  const substitutes = quote.offers.flatMap(({ lines }) =>
    lines.flatMap(({ substitute_for, product_id }) => (substitute_for ? [product_id] : [])),
  )
  const found = useQueries({
    queries: [...new Set(substitutes)].map((id) => ({
      queryKey: ['portal-product', id],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        call<OwnProducts>('/api/v1/portal/products', { query: { q: id, limit: 20 }, signal }),
      staleTime: Number.POSITIVE_INFINITY,
    })),
  })
  const names = new Map(
    found.flatMap(({ data }) => (data?.rows ?? []).map((row) => [row.product_id, row.name] as const)),
  )
  return (productId) => names.get(productId)
}

/** A refusal that comes with the next best offers; null for any other. */
export function newOffersOf(error: unknown): Quote | null {
  const quote = error instanceof Problem ? (error.details.quote as Quote | undefined) : undefined
  return quote ?? null
}

/** Lines that are not offered in the quantity asked for, each with the next that is; empty for any other refusal. */
export const nextQuantitiesOf = (error: unknown): readonly NextQuantity[] =>
  error instanceof Problem && error.code === 'quantity_not_offered' ? (error.details.lines as NextQuantity[]) : []
