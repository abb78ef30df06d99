/** What was told of damaged, missing or wrong goods, and what became of it. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { OwnClaims } from '../../../../contract/claims.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { call } from '../../../ui/http.ts'
import { ShortList } from './short-list.tsx'

export function ClaimsPanel() {
  const { t } = useTranslation(['start', 'claims'])
  const formats = useFormats()
  const asked = useQuery({
    queryKey: ['portal-claims', 'start'],
    queryFn: ({ signal }) => call<z.infer<typeof OwnClaims>>('/api/v1/portal/claims', { query: { limit: 5 }, signal }),
  })
  return (
    <ShortList
      title={t('claims')}
      of={asked}
      rows={(asked.data?.claims ?? []).map((row) => ({
        id: row.claim_id,
        to: `/claims?order=${encodeURIComponent(row.order_id)}`,
        title: `${t(`claims:kinds.${row.kind}`)} · ${row.order_id}`,
        note: row.lines.map((line) => line.product_name ?? line.line_number).join(', '),
        aside: `${t(`claims:states.${row.state}`)} · ${formats.date(formats.dayAt(row.decided_at ?? row.opened_at))}`,
      }))}
      all={{ to: '/claims', label: t('claims') }}
      empty={t('claims:empty')}
    />
  )
}
