/** The requests of the people screens. */
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type {
  ApiKey,
  AuditPage,
  CreatedApiKey,
  Invitation,
  Member,
  NewApiKey,
  NewInvitation,
  OpenInvitation,
  RoleRights,
} from '../../../../contract/people.ts'
import { call, type Query } from '../../../ui/http.ts'

type Rows<T> = { rows: T[] }
export type MemberRow = z.infer<typeof Member>
export type InvitationRow = z.infer<typeof OpenInvitation>
export type KeyRow = z.infer<typeof ApiKey>
export type AuditEntry = z.infer<typeof AuditPage>['rows'][number]

const list = <T>(path: string) => ({ queryKey: ['people', path], queryFn: () => call<Rows<T>>(`/api/v1${path}`) })

export const useMembers = () => useQuery(list<MemberRow>('/members'))
/** Asked again while a mail is on its way. */
export const useInvitations = () =>
  useQuery({
    ...list<InvitationRow>('/invitations'),
    refetchInterval: ({ state }) => (state.data?.rows.some(({ mail }) => mail === 'waiting') ? 3_000 : false),
  })
export const useRoles = () => useQuery({ ...list<z.infer<typeof RoleRights>>('/roles'), staleTime: Infinity })
export const useKeys = () => useQuery(list<KeyRow>('/api-keys'))

/** A change of people; every list of them is read anew afterwards. */
function usePeopleChange<Input, Output>(change: (input: Input) => Promise<Output>) {
  const cache = useQueryClient()
  return useMutation({ mutationFn: change, onSuccess: () => cache.invalidateQueries({ queryKey: ['people'] }) })
}

const one = (path: string, id: string) => `/api/v1${path}/${encodeURIComponent(id)}`

export const useChangeMember = () =>
  usePeopleChange(
    ({
      user_id,
      role,
      customer_id,
      portal_roles,
    }: Pick<MemberRow, 'user_id' | 'role' | 'customer_id' | 'portal_roles'>) =>
      call(one('/members', user_id), { method: 'PATCH', body: { role, customer_id, portal_roles } }),
  )
export const useRemoveMember = () =>
  usePeopleChange(({ id, isLastMeant }: { id: string; isLastMeant: boolean }) =>
    call(one('/members', id), { method: 'DELETE', query: isLastMeant ? { without_administrator: 'true' } : {} }),
  )
export const useInvite = () =>
  usePeopleChange((body: z.infer<typeof NewInvitation>) =>
    call<z.infer<typeof Invitation>>('/api/v1/invitations', { method: 'POST', body }),
  )
export const useWithdraw = () => usePeopleChange((id: string) => call(one('/invitations', id), { method: 'DELETE' }))
export const useCreateKey = () =>
  usePeopleChange((body: z.infer<typeof NewApiKey>) =>
    call<z.infer<typeof CreatedApiKey>>('/api/v1/api-keys', { method: 'POST', body }),
  )
export const useRevokeKey = () => usePeopleChange((id: string) => call(one('/api-keys', id), { method: 'DELETE' }))

export const useAudit = (query: Query) =>
  useInfiniteQuery({
    queryKey: ['audit', query],
    queryFn: ({ pageParam, signal }) =>
      call<z.infer<typeof AuditPage>>('/api/v1/audit', { query: { ...query, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  })
