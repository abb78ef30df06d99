/** What assistants asked for, prepared and did with which key, newest first; and how to connect one. */
import { Anchor, Code, Stack, Text } from '@mantine/core'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { z } from 'zod'
import { type AssistantCalls, CALL_OUTCOMES } from '../../../../contract/assistant.ts'
import { useAddress } from '../../../ui/address.ts'
import { ChoiceFilter, FilterBar, SearchFilter } from '../../../ui/filter-bar.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { call } from '../../../ui/http.ts'
import { Empty, ProblemNote } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { RecordTable } from '../../../ui/record-table.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { useTheseRows } from '../../lib/every-row.ts'
import { SectionTabs } from '../../lib/section-tabs.tsx'
import { mayDo, useSession } from '../../lib/session.ts'

type Page = z.infer<typeof AssistantCalls>
const PAGE = 100
const FILTERS = ['q', 'outcome'] as const

export default function AssistantCallsScreen() {
  const { t } = useTranslation(['assistants', 'shell'])
  const formats = useFormats()
  const session = useSession()
  const [filters] = useAddress()
  const query = { q: filters.q, outcome: filters.outcome }
  const pages = useInfiniteQuery({
    queryKey: ['assistant-calls', query],
    queryFn: ({ pageParam, signal }) =>
      call<Page>('/api/v1/assistant-calls', { query: { ...query, limit: PAGE, offset: pageParam }, signal }),
    initialPageParam: 0,
    getNextPageParam: (page, all) => {
      const seen = all.reduce((sum, one) => sum + one.calls.length, 0)
      return seen < page.total ? seen : undefined
    },
    placeholderData: keepPreviousData,
  })
  const rows = pages.data?.pages.flatMap((page) => page.calls) ?? []
  const everyRow = useTheseRows(rows)
  const isFiltered = FILTERS.some((name) => filters[name])
  return (
    <>
      <SectionTabs of="assistants" />
      <PageHead title={t('shell:screen.assistants')} program={t('shell:program')} lead={t('lead')} />
      <Stack gap="md">
        <Surface title={t('connect')} note={t('connectNote')}>
          <Stack gap={6}>
            <Code block>{`${location.origin}/mcp`}</Code>
            <Text size="sm">{t('connectHow')}</Text>
            {mayDo(session, 'keys.manage') && (
              <Anchor component={Link} to="/keys" size="sm">
                {t('shell:screen.keys')}
              </Anchor>
            )}
          </Stack>
        </Surface>
        <div>
          <FilterBar names={FILTERS}>
            <SearchFilter label={t('search')} />
            <ChoiceFilter
              name="outcome"
              label={t('outcome')}
              choices={CALL_OUTCOMES.map((value) => ({ value, label: t(`outcomes.${value}`) }))}
            />
          </FilterBar>
          {pages.isError && !pages.data ? (
            <ProblemNote error={pages.error} onRetry={() => pages.refetch()} />
          ) : (
            <Surface isFlush>
              <RecordTable
                label={t('shell:screen.assistants')}
                name="assistant-calls"
                rows={rows}
                rowKey={(row) => row.call_id}
                total={pages.data?.pages[0]?.total}
                isWaiting={pages.isPending}
                isStale={pages.isPlaceholderData}
                onMore={pages.hasNextPage ? () => void pages.fetchNextPage() : undefined}
                isMoreWaiting={pages.isFetchingNextPage}
                everyRow={everyRow}
                columns={[
                  {
                    id: 'when',
                    header: t('when'),
                    cell: (row) => formats.instant(row.called_at),
                    text: (row) => row.called_at,
                    isTitle: true,
                  },
                  { id: 'key', header: t('key'), cell: (row) => row.key_name ?? row.actor },
                  { id: 'tool', header: t('tool'), cell: (row) => row.tool },
                  { id: 'about', header: t('about'), cell: (row) => row.about },
                  { id: 'outcome', header: t('outcome'), cell: (row) => t(`outcomes.${row.outcome}`) },
                  { id: 'code', header: t('reason'), cell: (row) => row.code },
                ]}
                empty={
                  <Empty icon="command" title={t(isFiltered ? 'nothingFound' : 'empty')}>
                    {t(isFiltered ? 'nothingFoundNote' : 'emptyNote')}
                  </Empty>
                }
              />
            </Surface>
          )}
        </div>
      </Stack>
    </>
  )
}
