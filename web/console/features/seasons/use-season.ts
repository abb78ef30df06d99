/** A season before it comes, and the steps that can be taken from its list. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Season } from '../../../../contract/locations.ts'
import type { CutOffTold, SeasonOrder, SeasonPreparation } from '../../../../contract/seasons.ts'
import { call } from '../../../ui/http.ts'

const KEY = 'seasons'
const at = (id: string) => `/api/v1/seasons/${encodeURIComponent(id)}`

export const useSeason = (id: string) =>
  useQuery({
    queryKey: [KEY, 'one', id],
    queryFn: ({ signal }) => call<SeasonPreparation>(`${at(id)}/preparation`, { signal }),
    retry: false,
  })

function useAct<Wish, Answer>(act: (wish: Wish) => Promise<Answer>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: act,
    onSuccess: () =>
      Promise.all(
        [[KEY], ['supply'], ['stock'], ['records', '/seasons']].map((queryKey) =>
          client.invalidateQueries({ queryKey }),
        ),
      ),
  })
}

export type SeasonFigures = Partial<Pick<Season, 'demand_percent' | 'capacity_percent' | 'extra_lead_days'>>

/** The figures of the past take the place of those that were guessed; refused where somebody has changed the season since. */
export const useTakeLearned = (id: string) =>
  useAct((wish: SeasonFigures & { version: number }) => call(at(id), { method: 'PATCH', body: wish }))

/** Each customer once; again only when the season has been changed. */
export const useTellCutOff = (id: string) =>
  useAct<void, CutOffTold>(() => call<CutOffTold>(`${at(id)}/cut-off-notices`, { method: 'POST', body: {} }))

export interface OrderWish {
  readonly order: SeasonOrder
  readonly quantity: number
  readonly dueOn: string
}

/** Announced as planned: promises count on it only once the supplier has confirmed. */
export const useOrder = () =>
  useAct(({ order, quantity, dueOn }: OrderWish) =>
    call<{ supply_id: string }>('/api/v1/supplies', {
      method: 'POST',
      body: {
        supplier_id: order.supplier_id,
        location_id: order.location_id,
        lines: [{ line_number: 1, product_id: order.product_id, quantity, due_on: dueOn, state: 'planned' }],
      },
    }),
  )
