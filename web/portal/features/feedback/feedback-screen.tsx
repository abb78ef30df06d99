/** What the company thinks of us: how problems were handled, what it told us, what we said, and what changed because of it. */
import { Anchor, Button, Group, Stack, Text, Title } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { z } from 'zod'
import type { OwnAskings, OwnFeedback, OwnFeedbackList } from '../../../../contract/feedback.ts'
import { useAddress } from '../../../ui/address.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { call } from '../../../ui/http.ts'
import { Empty, ProblemNote, RowsWaiting } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { HowWasIt, OWN_FEEDBACK } from '../../lib/how-was-it.tsx'
import { useSession } from '../../lib/session.ts'
import { HandledForm, OWN_ASKINGS } from './handled-form.tsx'

const PAGE = 30

export default function FeedbackScreen() {
  const { t } = useTranslation(['feedback', 'shell'])
  const [{ order }] = useAddress()
  const isOwn = useSession().customer_id !== null
  return (
    <>
      <PageHead
        title={t('title')}
        program={t('shell:program')}
        lead={order ? t('aboutOrder', { order }) : t('lead')}
        {...(order && { crumb: { label: order, to: `/orders/${encodeURIComponent(order)}` } })}
      />
      <Stack gap="md">
        {isOwn && <Askings />}
        {isOwn && (
          <Surface title={t('tell')}>
            <HowWasIt key={order} orderId={order} />
          </Surface>
        )}
        <Own orderId={order} />
      </Stack>
    </>
  )
}

function Askings() {
  const askings = useQuery({
    queryKey: OWN_ASKINGS,
    queryFn: ({ signal }) => call<z.infer<typeof OwnAskings>>('/api/v1/portal/how-handled', { signal }),
  })
  return askings.data?.askings.map((asking) => <HandledForm key={asking.ask_id} asking={asking} />)
}

function Own({ orderId }: { orderId: string | undefined }) {
  const { t } = useTranslation('feedback')
  const pages = useInfiniteQuery({
    queryKey: [...OWN_FEEDBACK, orderId],
    queryFn: ({ pageParam, signal }) =>
      call<z.infer<typeof OwnFeedbackList>>('/api/v1/portal/feedback', {
        query: { order_id: orderId, limit: PAGE, offset: pageParam },
        signal,
      }),
    initialPageParam: 0,
    getNextPageParam: (page, all) => {
      const seen = all.reduce((sum, one) => sum + one.feedback.length, 0)
      return seen < page.total ? seen : undefined
    },
  })
  const rows = pages.data?.pages.flatMap((page) => page.feedback) ?? []
  if (pages.isError && !pages.data) return <ProblemNote error={pages.error} onRetry={() => pages.refetch()} />
  if (pages.isPending)
    return (
      <Surface isFlush>
        <RowsWaiting />
      </Surface>
    )
  if (rows.length === 0)
    return (
      <Surface isFlush>
        <Empty icon="star" title={t('empty')}>
          {t('emptyNote')}
        </Empty>
      </Surface>
    )
  return (
    <>
      {rows.map((row) => (
        <One key={row.feedback_id} row={row} />
      ))}
      {pages.hasNextPage && (
        <Group justify="center">
          <Button variant="default" loading={pages.isFetchingNextPage} onClick={() => pages.fetchNextPage()}>
            {t('more')}
          </Button>
        </Group>
      )}
    </>
  )
}

function One({ row }: { row: OwnFeedback }) {
  const { t } = useTranslation('feedback')
  const formats = useFormats()
  const taps = [
    row.stance && t(`stances.${row.stance}`),
    row.about.length > 0 && row.about.map((subject) => t(`subjects.${subject}`)).join(', '),
  ]
    .filter(Boolean)
    .join(': ')
  const words = { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' } as const
  return (
    <Surface
      title={t(`kinds.${row.kind}`)}
      note={[
        formats.instant(row.given_at),
        row.channel === 'door' && t('atTheDoor'),
        row.score && t('scoreOf', { score: row.score }),
      ]
        .filter(Boolean)
        .join(' · ')}
      actions={
        row.order_id && (
          <Anchor component={Link} size="sm" to={`/orders/${encodeURIComponent(row.order_id)}`}>
            {row.order_id}
          </Anchor>
        )
      }
    >
      <Stack gap="sm">
        {taps && <Text>{taps}</Text>}
        {row.comment && <Text style={words}>{row.comment}</Text>}
        {!row.comment && row.is_from_asking && <Text>{t('handledBadly')}</Text>}
        {row.answer && (
          <Answered title={t('weSaid')} at={row.answered_at}>
            {row.answer}
          </Answered>
        )}
        {row.change && (
          <Answered title={t('changed')} at={row.changed_at}>
            {row.change}
          </Answered>
        )}
      </Stack>
    </Surface>
  )
}

function Answered({ title, at, children }: { title: string; at: string | null; children: string }) {
  const formats = useFormats()
  return (
    <Stack gap={2} ps="md" style={{ borderInlineStart: '3px solid var(--sf-line)' }}>
      <Title order={3} size="h6">
        {title}
      </Title>
      <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {children}
      </Text>
      <Text size="xs" c="dimmed">
        {at && formats.instant(at)}
      </Text>
    </Stack>
  )
}
