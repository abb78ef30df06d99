/** What was wrong with delivered goods: telling us, with photos, and what became of it. */
import { Anchor, Button, Group, Stack, Text } from '@mantine/core'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { z } from 'zod'
import type { OwnClaim, OwnClaims } from '../../../../contract/claims.ts'
import { useAddress } from '../../../ui/address.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { call } from '../../../ui/http.ts'
import { Empty, ProblemNote, RowsWaiting } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { TellForm } from './tell-form.tsx'

const PAGE = 30

export default function ClaimsScreen() {
  const { t } = useTranslation(['claims', 'shell'])
  const [{ order, tell }, change] = useAddress()
  return (
    <>
      <PageHead
        title={t('title')}
        program={t('shell:program')}
        lead={order ? t('aboutOrder', { order }) : t('lead')}
        {...(order && { crumb: { label: order, to: `/orders/${encodeURIComponent(order)}` } })}
      />
      <Stack gap="md">
        {order && tell !== undefined && <TellForm orderId={order} onDone={() => change({ tell: undefined })} />}
        <Own orderId={order} />
      </Stack>
    </>
  )
}

function Own({ orderId }: { orderId: string | undefined }) {
  const { t } = useTranslation('claims')
  const pages = useInfiniteQuery({
    queryKey: ['portal-claims', orderId],
    queryFn: ({ pageParam, signal }) =>
      call<z.infer<typeof OwnClaims>>('/api/v1/portal/claims', {
        query: { order_id: orderId, limit: PAGE, offset: pageParam },
        signal,
      }),
    initialPageParam: 0,
    getNextPageParam: (page, all) => {
      const seen = all.reduce((sum, one) => sum + one.claims.length, 0)
      return seen < page.total ? seen : undefined
    },
  })
  const rows = pages.data?.pages.flatMap((page) => page.claims) ?? []
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
        <Empty isSuccess title={t('empty')}>
          {t('emptyNote')}
        </Empty>
      </Surface>
    )
  return (
    <>
      {rows.map((row) => (
        <One key={row.claim_id} row={row} />
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

function One({ row }: { row: OwnClaim }) {
  const { t } = useTranslation('claims')
  const formats = useFormats()
  const client = useQueryClient()
  const withdraw = useMutation({
    mutationFn: () => call(`/api/v1/portal/claims/${encodeURIComponent(row.claim_id)}/withdraw`, { method: 'POST' }),
    onSettled: () => client.invalidateQueries({ queryKey: ['portal-claims'] }),
  })
  return (
    <Surface
      title={`${t(`kinds.${row.kind}`)} · ${row.claim_id}`}
      note={`${t(`states.${row.state}`)} · ${formats.instant(row.decided_at ?? row.opened_at)}`}
    >
      <Stack gap="xs">
        <Anchor component={Link} size="sm" to={`/orders/${encodeURIComponent(row.order_id)}`}>
          {t('openOrder', { order: row.order_id })}
        </Anchor>
        {row.lines.map((line) => (
          <Text key={line.line_number} size="sm">
            {formats.number(line.quantity)} × {line.product_name ?? line.line_number}
          </Text>
        ))}
        {[...new Set(row.lines.map(({ replacement_order_id }) => replacement_order_id))].map(
          (order) =>
            order && (
              <Anchor key={order} component={Link} size="sm" to={`/orders/${encodeURIComponent(order)}`}>
                {t('replacedBy', { order })}
              </Anchor>
            ),
        )}
        {row.comment && (
          <Text size="sm" c="dimmed" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {row.comment}
          </Text>
        )}
        {row.decision_text && (
          <Text size="sm" fw={600} style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {row.decision_text}
          </Text>
        )}
        {row.state === 'open' && (
          <Button
            size="xs"
            variant="default"
            style={{ alignSelf: 'flex-start' }}
            loading={withdraw.isPending}
            onClick={() => withdraw.mutate()}
          >
            {t('withdraw')}
          </Button>
        )}
      </Stack>
    </Surface>
  )
}
