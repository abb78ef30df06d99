/** The requests behind mailboxes and the mails that came. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type {
  IncomingMailText,
  Mailbox,
  MailboxSecret,
  MailboxStates,
  MailboxTrial,
  MailDone,
} from '../../../../contract/incoming-mail.ts'
import { call } from '../../../ui/http.ts'

export type MailboxRow = Mailbox & { version: number }
export type Trial = z.infer<typeof MailboxTrial>

const STATES = ['mailbox-states']
/** Under this key stand the lists of mails. */
export const MAILS = ['incoming-mails'] as const
const REFRESH_MS = 30_000
const pathOf = (id: string) => `/api/v1/mailboxes/${encodeURIComponent(id)}`
export const mailPath = (id: string) => `/api/v1/incoming-mails/${encodeURIComponent(id)}`

export const useMailboxStates = () =>
  useQuery({
    queryKey: STATES,
    queryFn: ({ signal }) => call<z.infer<typeof MailboxStates>>('/api/v1/mailbox-states', { signal }),
    refetchInterval: REFRESH_MS,
  })

export function useKeepSecret(id: string) {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: (secret: string | undefined) =>
      call<z.infer<typeof MailboxSecret>>(`${pathOf(id)}/secret`, { method: 'POST', body: { secret } }),
    onSuccess: () =>
      Promise.all([STATES, ['records', '/mailboxes']].map((queryKey) => cache.invalidateQueries({ queryKey }))),
  })
}

export const useTryMailbox = (id: string) =>
  useMutation({ mutationFn: () => call<Trial>(`${pathOf(id)}/test`, { method: 'POST' }) })

export const useMail = (id: string) =>
  useQuery({
    queryKey: [...MAILS, 'one', id],
    queryFn: ({ signal }) => call<z.infer<typeof IncomingMailText>>(mailPath(id), { signal }),
  })

export function useSortMail(id: string) {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: (deed: 'take-in' | 'dismiss') =>
      call<z.infer<typeof MailDone>>(`${mailPath(id)}/${deed}`, { method: 'POST' }),
    onSettled: () => Promise.all([MAILS, ['inquiries']].map((queryKey) => cache.invalidateQueries({ queryKey }))),
  })
}
