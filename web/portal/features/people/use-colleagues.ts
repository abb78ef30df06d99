/** The requests of the customer's own administrator. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type {
  Colleague,
  Colleagues,
  InviteColleague,
  InvitedColleague,
  OpenColleague,
} from '../../../../contract/people.ts'
import { call } from '../../../ui/http.ts'

export type ColleagueRow = z.infer<typeof Colleague>
export type InvitedRow = z.infer<typeof OpenColleague>

const PATH = '/api/v1/portal/people'
const queryKey = ['portal-people']

/** Asked again while a mail is on its way. */
export const useColleagues = () =>
  useQuery({
    queryKey,
    queryFn: ({ signal }) => call<z.infer<typeof Colleagues>>(PATH, { signal }),
    refetchInterval: ({ state }) => (state.data?.invitations.some(({ mail }) => mail === 'waiting') ? 3_000 : false),
  })

function useChange<Input, Output>(mutationFn: (input: Input) => Promise<Output>) {
  const client = useQueryClient()
  return useMutation({ mutationFn, onSuccess: () => client.invalidateQueries({ queryKey }) })
}

export const useInviteColleague = () =>
  useChange((body: z.infer<typeof InviteColleague>) =>
    call<z.infer<typeof InvitedColleague>>(PATH, { method: 'POST', body }),
  )
export const useChangeColleague = () =>
  useChange(({ user_id, portal_roles }: Pick<ColleagueRow, 'user_id' | 'portal_roles'>) =>
    call(`${PATH}/${encodeURIComponent(user_id)}`, { method: 'PATCH', body: { portal_roles } }),
  )
export const useRemoveColleague = () =>
  useChange((id: string) => call(`${PATH}/${encodeURIComponent(id)}`, { method: 'DELETE' }))
export const useWithdraw = () =>
  useChange((id: string) => call(`${PATH}/invitations/${encodeURIComponent(id)}`, { method: 'DELETE' }))
