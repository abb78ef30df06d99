/** Messages to customers: asking for them, and what can be done with them. */
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type {
  MessageChannel,
  MessageFile,
  MessageList,
  MessageSetting,
  MessagesDone,
  NewTemplate,
  TemplateList,
  TemplatePreview,
} from '../../../../contract/messages.ts'
import { call, type Query } from '../../../ui/http.ts'

const PAGE = 50

export const useMessages = (asked: Query) =>
  useInfiniteQuery({
    queryKey: ['messages', 'list', asked],
    queryFn: ({ pageParam, signal }) =>
      call<z.infer<typeof MessageList>>('/api/v1/messages', {
        query: { ...asked, limit: PAGE, offset: pageParam },
        signal,
      }),
    initialPageParam: 0,
    getNextPageParam: (page, pages) => {
      const seen = pages.reduce((sum, one) => sum + one.messages.length, 0)
      return seen < page.total ? seen : undefined
    },
    placeholderData: keepPreviousData,
    // They go out by themselves; who looks on sees it.
    refetchInterval: 15_000,
  })

export const useMessageFile = (id: string | undefined) =>
  useQuery({
    queryKey: ['messages', 'file', id],
    queryFn: ({ signal }) => call<MessageFile>(`/api/v1/messages/${id}`, { signal }),
    enabled: id !== undefined,
  })

export type Deed = 'let-through' | 'drop' | 'retry'

export function useDeed() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ deed, ids }: { deed: Deed; ids: readonly string[] }) =>
      call<z.infer<typeof MessagesDone>>(`/api/v1/messages/${deed}`, { method: 'POST', body: { message_ids: ids } }),
    onSettled: () => client.invalidateQueries({ queryKey: ['messages'] }),
  })
}

export function useEditWords(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: { language: string; words: { subject: string; body: string } | null }) =>
      call<MessageFile>(`/api/v1/messages/${id}/words`, { method: 'PUT', body }),
    onSuccess: (file) => client.setQueryData(['messages', 'file', id], file),
  })
}

export const useMessageSetting = () =>
  useQuery({
    queryKey: ['message-setting'],
    queryFn: ({ signal }) => call<MessageSetting>('/api/v1/message-setting', { signal }),
  })

export function useSaveSetting() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: MessageSetting) => call<MessageSetting>('/api/v1/message-setting', { method: 'PUT', body }),
    onSuccess: (saved) => client.setQueryData(['message-setting'], saved),
  })
}

export type Channel = z.infer<typeof MessageChannel>

export const useChannels = () =>
  useQuery({
    queryKey: ['message-channels'],
    queryFn: ({ signal }) => call<{ channels: Channel[] }>('/api/v1/message-channels', { signal }),
  })

export const useTemplates = () =>
  useQuery({
    queryKey: ['message-templates'],
    queryFn: ({ signal }) => call<z.infer<typeof TemplateList>>('/api/v1/message-templates', { signal }),
  })

export type TemplateWords = Pick<NewTemplate, 'kind' | 'language' | 'subject' | 'body' | 'sms'>

export const usePreview = (words: TemplateWords | undefined, orderId: string) =>
  useQuery({
    queryKey: ['message-preview', words, orderId],
    queryFn: ({ signal }) =>
      call<TemplatePreview>('/api/v1/message-templates/preview', {
        method: 'POST',
        body: { ...words, order_id: orderId || null },
        signal,
      }),
    enabled: words !== undefined,
    placeholderData: keepPreviousData,
    retry: false,
  })

export function usePublish() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: NewTemplate) => call('/api/v1/message-templates', { method: 'POST', body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['message-templates'] }),
  })
}
