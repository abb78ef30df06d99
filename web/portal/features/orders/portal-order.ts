/** The shapes of the customer's own order as the portal shows them. */
import { useQuery } from '@tanstack/react-query'
import type { OrderFile, ReplacedLine } from '../../../../contract/order-file.ts'
import type { OrderProgress } from '../../../../contract/order-progress.ts'
import type { OrderVerdicts } from '../../../../contract/verdicts.ts'
import type { PromiseWindow } from '../../../ui/format/window-text.ts'
import { call } from '../../../ui/http.ts'
import { useChanges } from '../../../ui/use-changes.ts'

export type Promised = PromiseWindow & {
  version: number
  quantity: number
  cause: 'initial' | 'customer' | 'company'
  reason: string | null
  promised_on: string | null
}
export type PortalLine = {
  line_number: number
  product_id: string
  product_name: string | null
  unit: string | null
  quantity: string
  cancelled_quantity: string
  unit_price: string | null
  requested_from_date: string | null
  requested_to_date: string | null
  requested_from_at: string | null
  requested_to_at: string | null
  promises: Promised[]
  replaces: ReplacedLine | null
  replaced_by: ReplacedLine[]
}
export type PortalOrder = Omit<OrderFile, 'order' | 'lines'> & {
  order: {
    order_id: string
    ordered_on: string | null
    ordered_at: string | null
    location_name: string | null
    zone: string | null
    currency: string | null
  }
  lines: PortalLine[]
}
export type PortalVerdict = OrderVerdicts['lines'][number]

const pathOf = (id: string) => `/api/v1/portal/orders/${encodeURIComponent(id)}`

export const usePortalOrder = (id: string) =>
  useQuery({ queryKey: ['portal-order', id], queryFn: ({ signal }) => call<PortalOrder>(pathOf(id), { signal }) })

export const usePortalProgress = (id: string) =>
  useQuery({
    queryKey: ['portal-order', id, 'progress'],
    queryFn: ({ signal }) => call<OrderProgress>(`${pathOf(id)}/progress`, { signal }),
    // How long ago the last news came says itself anew.
    refetchInterval: 60_000,
  })

/** The page moves by itself. */
export const usePortalChanges = (id: string) => useChanges(`${pathOf(id)}/changes`, ['portal-order', id])

export const usePortalVerdicts = (id: string) =>
  useQuery({
    queryKey: ['portal-order', id, 'verdicts'],
    queryFn: ({ signal }) => call<OrderVerdicts>(`${pathOf(id)}/verdicts`, { signal }),
  })
