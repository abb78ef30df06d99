/** What the company asked: those that wait for a word from it on top. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { OwnInquiries } from '../../../../contract/inquiries.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { call } from '../../../ui/http.ts'
import { ShortList } from './short-list.tsx'

const RANK = ['waiting', 'open', 'answered']

export function QuestionsPanel() {
  const { t } = useTranslation(['start', 'questions'])
  const formats = useFormats()
  const asked = useQuery({
    queryKey: ['portal-questions', 'start'],
    queryFn: ({ signal }) =>
      call<z.infer<typeof OwnInquiries>>('/api/v1/portal/inquiries', { query: { limit: 20 }, signal }),
    refetchInterval: 60_000,
  })
  const rows = (asked.data?.inquiries ?? []).toSorted((a, b) => RANK.indexOf(a.state) - RANK.indexOf(b.state))
  return (
    <ShortList
      title={t('questions')}
      of={asked}
      rows={rows.slice(0, 5).map((row) => ({
        id: row.inquiry_id,
        to: row.order_id ? `/questions?order=${encodeURIComponent(row.order_id)}` : '/questions',
        title: row.subject,
        note: [row.order_id, formats.instant(row.received_at)].filter(Boolean).join(' · '),
        aside: t(`questions:state.${row.state}`),
        tone: row.state === 'waiting' ? 'watch' : undefined,
      }))}
      all={{ to: '/questions', label: t('questions') }}
      empty={t('questions:empty')}
    />
  )
}
