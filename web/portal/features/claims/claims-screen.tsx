/** What was wrong with delivered goods: telling us, with photos, and what became of it. */
import { Anchor, Button, Checkbox, FileInput, Group, NumberInput, Select, Stack, Text, Textarea } from '@mantine/core'
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { z } from 'zod'
import type { ClaimDone, NewClaim, OwnClaim, OwnClaims } from '../../../../contract/claims.ts'
import { useAddress } from '../../../ui/address.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { call } from '../../../ui/http.ts'
import { Empty, ProblemNote, RowsWaiting } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { toastDone } from '../../../ui/toast.ts'

const PAGE = 30
const KINDS = ['damage', 'shortage', 'wrong_goods', 'return', 'other'] as const
const WISHES = ['credit', 'replacement', 'explanation'] as const

type Line = { line_number: number; product_id: string; product_name: string | null; quantity: number }
type Order = { lines: Line[] }

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

function TellForm({ orderId, onDone }: { orderId: string; onDone: () => void }) {
  const { t } = useTranslation('claims')
  const order = useQuery({
    queryKey: ['portal-order', orderId],
    queryFn: ({ signal }) => call<Order>(`/api/v1/portal/orders/${encodeURIComponent(orderId)}`, { signal }),
  })
  return (
    <Surface title={t('tell')}>
      <Answer of={order}>{(found) => <Fields orderId={orderId} lines={found.lines} onDone={onDone} />}</Answer>
    </Surface>
  )
}

async function send(wish: NewClaim, photos: readonly File[]): Promise<string> {
  const { claim_id } = await call<z.infer<typeof ClaimDone>>('/api/v1/portal/claims', { method: 'POST', body: wish })
  for (const photo of photos)
    await call(`/api/v1/portal/claims/${encodeURIComponent(claim_id)}/photos`, {
      method: 'POST',
      body: photo,
      headers: { 'content-type': photo.type },
    })
  return claim_id
}

function Fields({ orderId, lines, onDone }: { orderId: string; lines: readonly Line[]; onDone: () => void }) {
  const { t } = useTranslation(['claims', 'ui'])
  const client = useQueryClient()
  const [kind, setKind] = useState<(typeof KINDS)[number]>('damage')
  const [wish, setWish] = useState<(typeof WISHES)[number]>('credit')
  const [isConcealed, setConcealed] = useState(false)
  const [comment, setComment] = useState('')
  const [photos, setPhotos] = useState<File[]>([])
  const [quantities, setQuantities] = useState<Record<number, number>>({})
  const chosen = lines.filter((line) => (quantities[line.line_number] ?? 0) > 0)
  const told = useMutation({
    mutationFn: () =>
      send(
        {
          order_id: orderId,
          kind,
          wish,
          comment: comment.trim() || null,
          lines: chosen.map(({ line_number }) => ({
            line_number,
            quantity: quantities[line_number]!,
            condition: kind === 'damage' ? (isConcealed ? 'DMG_CONCEALED' : 'DMG_VISIBLE') : null,
          })),
        },
        photos,
      ),
    onSuccess: () => {
      toastDone(t('sent'))
      onDone()
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['portal-claims'] }),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    told.mutate()
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm" maw={720}>
        {told.error && <ProblemNote error={told.error} />}
        <Select
          label={t('what')}
          data={KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
          value={kind}
          allowDeselect={false}
          onChange={(value) => value && setKind(value as typeof kind)}
        />
        {lines.map((line) => (
          <NumberInput
            key={line.line_number}
            label={t('howMany', { product: line.product_name ?? line.product_id })}
            min={0}
            max={line.quantity}
            decimalScale={3}
            value={quantities[line.line_number] ?? 0}
            onChange={(value) => setQuantities({ ...quantities, [line.line_number]: Number(value) || 0 })}
          />
        ))}
        {kind === 'damage' && (
          <Checkbox
            label={t('concealed')}
            checked={isConcealed}
            onChange={(event) => setConcealed(event.currentTarget.checked)}
          />
        )}
        <Select
          label={t('wish')}
          data={WISHES.map((value) => ({ value, label: t(`wishes.${value}`) }))}
          value={wish}
          allowDeselect={false}
          onChange={(value) => value && setWish(value as typeof wish)}
        />
        <Textarea
          label={t('comment')}
          autosize
          minRows={3}
          maxLength={4000}
          value={comment}
          onChange={(event) => setComment(event.currentTarget.value)}
        />
        <FileInput
          label={t('photos')}
          description={t('photosNote')}
          placeholder={t('choosePhotos')}
          multiple
          accept="image/jpeg,image/png,image/webp"
          value={photos}
          onChange={(files) => setPhotos(files.slice(0, 6))}
        />
        <Group gap="xs">
          <Button type="submit" loading={told.isPending} disabled={chosen.length === 0}>
            {t('send')}
          </Button>
          <Button variant="default" onClick={onDone}>
            {t('ui:cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
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
