/** The board, and sharing the goods of one of its rows out anew. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type { AllocationBoard } from '../../../../contract/allocation-board.ts'
import type { ProposedAllocation } from '../../../../contract/proposals.ts'
import { call } from '../../../ui/http.ts'

export const useBoard = (locationId: string | undefined) =>
  useQuery({
    queryKey: ['allocation-board', locationId],
    queryFn: ({ signal }) =>
      call<AllocationBoard>('/api/v1/allocation-board', { query: { location_id: locationId }, signal }),
  })

export function useShareOut() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ product_id, location_id }: { product_id: string; location_id: string }) =>
      call<z.infer<typeof ProposedAllocation>>('/api/v1/proposals/allocations', {
        method: 'POST',
        body: { product_id, location_id },
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['allocation-board'] }),
  })
}
