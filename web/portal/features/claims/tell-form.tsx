/** Tells of delivered goods that were wrong, with photos; what the time has passed for is said before anything is filled in. */
import { Button, Checkbox, FileInput, Group, NumberInput, Select, Stack, Textarea } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { ClaimDone, ClaimWays, NewClaim } from '../../../../contract/claims.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { call } from '../../../ui/http.ts'
import { ProblemNote } from '../../../ui/notices.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { toastDone } from '../../../ui/toast.ts'
import { latestWays, wayOf } from './claim-ways.ts'
import { TimePassed } from './time-passed.tsx'

type Line = { line_number: number; product_id: string; product_name: string | null; quantity: number }
type Order = { lines: Line[] }

const KINDS = ['damage', 'shortage', 'wrong_goods', 'return', 'other'] as const
const WISHES = ['credit', 'replacement', 'explanation'] as const

export function TellForm({ orderId, onDone }: { orderId: string; onDone: () => void }) {
  const { t } = useTranslation('claims')
  const order = useQuery({
    queryKey: ['portal-order', orderId],
    queryFn: ({ signal }) => call<Order>(`/api/v1/portal/orders/${encodeURIComponent(orderId)}`, { signal }),
  })
  const ways = useQuery({
    queryKey: ['portal-order', orderId, 'claim-ways'],
    queryFn: ({ signal }) =>
      call<ClaimWays>(`/api/v1/portal/orders/${encodeURIComponent(orderId)}/claim-ways`, { signal }),
  })
  return (
    <Surface title={t('tell')}>
      <Answer of={order}>
        {(found) => (
          <Answer of={ways}>
            {(known) => <Fields orderId={orderId} lines={found.lines} ways={known.lines} onDone={onDone} />}
          </Answer>
        )}
      </Answer>
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

type FieldsProps = { orderId: string; lines: readonly Line[]; ways: ClaimWays['lines']; onDone: () => void }

function Fields({ orderId, lines, ways, onDone }: FieldsProps) {
  const { t } = useTranslation(['claims', 'ui'])
  const formats = useFormats()
  const client = useQueryClient()
  const [kind, setKind] = useState<(typeof KINDS)[number]>('damage')
  const [wish, setWish] = useState<(typeof WISHES)[number]>('credit')
  const [isConcealed, setConcealed] = useState(false)
  const [comment, setComment] = useState('')
  const [photos, setPhotos] = useState<File[]>([])
  const [quantities, setQuantities] = useState<Record<number, number>>({})
  const wayFor = (line: Line) => wayOf(ways, line.line_number, { kind, isConcealed })
  const isOpen = (line: Line) => wayFor(line)?.is_open ?? false
  const latest = latestWays(ways)
  const isPossible = lines.some(isOpen)
  const until = latest.find(
    (way) => way.kind === kind && way.is_concealed === (kind === 'damage' && isConcealed),
  )?.until
  const chosen = lines.filter((line) => isOpen(line) && (quantities[line.line_number] ?? 0) > 0)
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
  function lineNote(line: Line): string {
    const way = wayFor(line)
    if (!way) return t('notDelivered')
    return t(way.is_open ? 'tellUntil' : 'toldUntil', { day: formats.date(way.until) })
  }
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
        {kind === 'damage' && (
          <Checkbox
            label={t('concealed')}
            checked={isConcealed}
            onChange={(event) => setConcealed(event.currentTarget.checked)}
          />
        )}
        {isPossible ? (
          <>
            {lines.map((line) => (
              <NumberInput
                key={line.line_number}
                label={t('howMany', { product: line.product_name ?? line.product_id })}
                description={lineNote(line)}
                disabled={!isOpen(line)}
                min={0}
                max={line.quantity}
                decimalScale={3}
                value={quantities[line.line_number] ?? 0}
                onChange={(value) => setQuantities({ ...quantities, [line.line_number]: Number(value) || 0 })}
              />
            ))}
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
          </>
        ) : (
          <TimePassed orderId={orderId} until={until} ways={latest} />
        )}
        <Group gap="xs">
          {isPossible && (
            <Button type="submit" loading={told.isPending} disabled={chosen.length === 0}>
              {t('send')}
            </Button>
          )}
          <Button variant="default" onClick={onDone}>
            {t('ui:cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
