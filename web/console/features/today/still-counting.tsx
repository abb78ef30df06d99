/** Where nothing is found while verdicts are still being counted, that is said instead of that there is nothing. */
import { Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Counting } from '../../../../contract/scorecard.ts'
import { call } from '../../../ui/http.ts'
import { RowsWaiting } from '../../../ui/notices.tsx'

const ASKED_AGAIN_MS = 3_000
const EVERY_MINUTE = 60_000

function useCounting() {
  return useQuery({
    queryKey: ['counting'],
    queryFn: ({ signal }) => call<Counting>('/api/v1/scorecard/counting', { signal }),
    refetchInterval: ({ state }) => (state.data?.is_counting ? ASKED_AGAIN_MS : EVERY_MINUTE),
  })
}

/** What is shown is asked anew when the count has ended. */
export function useFreshWhenCounted() {
  const client = useQueryClient()
  const isCounting = useCounting().data?.is_counting ?? false
  const wasCounting = useRef(isCounting)
  useEffect(() => {
    if (wasCounting.current && !isCounting) {
      client.invalidateQueries({ queryKey: ['scorecard'] })
      client.invalidateQueries({ queryKey: ['overdue'] })
    }
    wasCounting.current = isCounting
  }, [client, isCounting])
}

/** `children`: what is said when all is counted and there is nothing. */
export function UnlessCounting({ children }: { children: ReactNode }) {
  const { t } = useTranslation('today')
  const counting = useCounting()
  if (counting.isPending) return <RowsWaiting rows={1} />
  if (!counting.data?.is_counting) return children
  return (
    <Text px="md" py="sm" size="sm" c="dimmed" role="status">
      {t('stillCounting')}
    </Text>
  )
}
