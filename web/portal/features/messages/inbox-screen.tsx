/** Everything the company was told about its orders, newest first, in the reader's language; and what the reader wants to hear. */
import { Anchor, Button, Group, Stack, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { z } from 'zod'
import type { Inbox, InboxMessage } from '../../../../contract/messages.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { call } from '../../../ui/http.ts'
import { Empty, ProblemNote, RowsWaiting } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { Surface } from '../../../ui/surface.tsx'

export default function InboxScreen() {
  const { t, i18n } = useTranslation(['messages', 'shell'])
  const language = i18n.language
  const pages = useInfiniteQuery({
    queryKey: ['portal-messages', language],
    queryFn: ({ pageParam, signal }) =>
      call<z.infer<typeof Inbox>>('/api/v1/portal/messages', {
        query: { language, limit: 30, offset: pageParam },
        signal,
      }),
    initialPageParam: 0,
    getNextPageParam: (page, all) => {
      const seen = all.reduce((sum, one) => sum + one.messages.length, 0)
      return seen < page.total ? seen : undefined
    },
  })
  const rows = pages.data?.pages.flatMap((page) => page.messages) ?? []
  return (
    <>
      <PageHead
        title={t('title')}
        program={t('shell:program')}
        lead={t('lead')}
        actions={
          <Button component={Link} to="/messages/wishes" variant="default">
            {t('wishes')}
          </Button>
        }
      />
      {pages.isError && !pages.data ? (
        <ProblemNote error={pages.error} onRetry={() => pages.refetch()} />
      ) : pages.isPending ? (
        <Surface isFlush>
          <RowsWaiting />
        </Surface>
      ) : rows.length === 0 ? (
        <Surface isFlush>
          <Empty icon="inbox" title={t('empty')}>
            {t('emptyNote')}
          </Empty>
        </Surface>
      ) : (
        <Stack gap="sm" component="ul" style={{ listStyle: 'none', padding: 0, margin: 0 }} aria-label={t('title')}>
          {rows.map((row) => (
            <One key={row.message_id} row={row} />
          ))}
        </Stack>
      )}
      {pages.hasNextPage && (
        <Group justify="center" mt="md">
          <Button variant="default" loading={pages.isFetchingNextPage} onClick={() => pages.fetchNextPage()}>
            {t('more')}
          </Button>
        </Group>
      )}
    </>
  )
}

function One({ row }: { row: InboxMessage }) {
  const { t } = useTranslation('messages')
  const formats = useFormats()
  return (
    <li>
      <Surface title={row.subject} note={formats.instant(row.made_at)}>
        <Text size="sm" maw={720} style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {row.body}
        </Text>
        {row.order_id && (
          <Anchor
            component={Link}
            size="sm"
            mt="sm"
            display="inline-block"
            to={`/orders/${encodeURIComponent(row.order_id)}`}
          >
            {t('openOrder', { order: row.order_id })}
          </Anchor>
        )}
      </Surface>
    </li>
  )
}
