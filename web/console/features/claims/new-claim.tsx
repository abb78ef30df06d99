/** A claim taken in at the desk, on the telephone for instance: of which order, how much of which line, and what is wished. */
import { Button, Group, Modal, NumberInput, Select, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { z } from 'zod'
import { CLAIM_KINDS, CLAIM_WISHES, type ClaimDone, NewClaim } from '../../../../contract/claims.ts'
import { call } from '../../../ui/http.ts'
import { ProblemNote } from '../../../ui/notices.tsx'
import { useFocusBack } from '../../../ui/use-focus-back.ts'

type Line = { line_number: number; product_id: string; product_name: string | null; quantity: number }
type OrderLines = { order: { customer_name: string | null }; lines: Line[] }

/** Kinds of harm that a line may have; the others say themselves what is wrong. */
const HARMS = ['DMG_VISIBLE', 'DMG_CONCEALED', 'WET', 'TEMP_EXC', 'PKG_OPEN'] as const
const SETTLE_MS = 300

export function NewClaimDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['claims', 'value', 'ui'])
  useFocusBack()
  const navigate = useNavigate()
  const cache = useQueryClient()
  const [typed, setTyped] = useState('')
  const [orderId] = useDebouncedValue(typed.trim(), SETTLE_MS)
  const [kind, setKind] = useState<NewClaim['kind']>('damage')
  const [wish, setWish] = useState<NewClaim['wish']>('credit')
  const [condition, setCondition] = useState<(typeof HARMS)[number]>('DMG_VISIBLE')
  const [comment, setComment] = useState('')
  const [quantities, setQuantities] = useState<Record<number, number>>({})
  const order = useQuery({
    queryKey: ['order', orderId, 'claimed'],
    queryFn: ({ signal }) => call<OrderLines>(`/api/v1/orders/${encodeURIComponent(orderId)}`, { signal }),
    enabled: orderId !== '',
    retry: false,
  })
  const lines = order.data?.lines ?? []
  const chosen = lines.filter((line) => (quantities[line.line_number] ?? 0) > 0)
  const take = useMutation({
    mutationFn: (body: NewClaim) => call<z.infer<typeof ClaimDone>>('/api/v1/claims', { method: 'POST', body }),
    onSuccess: ({ claim_id }) => {
      void cache.invalidateQueries({ queryKey: ['claims'] })
      navigate(`/claims/${encodeURIComponent(claim_id)}`)
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    take.mutate({
      ...{ order_id: orderId, kind, wish, comment: comment.trim() || null },
      lines: chosen.map(({ line_number }) => ({
        line_number,
        quantity: quantities[line_number]!,
        condition: kind === 'damage' ? condition : null,
      })),
    })
  }
  return (
    <Modal opened onClose={onClose} title={t('takeIn')} size="lg" closeButtonProps={{ 'aria-label': t('ui:close') }}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          {take.error && <ProblemNote error={take.error} />}
          <TextInput
            label={t('order')}
            required
            value={typed}
            maxLength={64}
            data-autofocus
            description={order.data?.order.customer_name}
            error={order.isError ? t('noSuchOrder') : undefined}
            onChange={(event) => {
              setTyped(event.currentTarget.value)
              setQuantities({})
            }}
          />
          <Select
            label={t('kind')}
            data={CLAIM_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
            value={kind}
            allowDeselect={false}
            onChange={(value) => setKind(NewClaim.shape.kind.parse(value))}
          />
          {lines.map((line) => (
            <NumberInput
              key={line.line_number}
              label={t('howMany', { product: line.product_name ?? line.product_id })}
              description={t('ordered', { quantity: line.quantity })}
              min={0}
              decimalScale={3}
              value={quantities[line.line_number] ?? 0}
              onChange={(value) => setQuantities({ ...quantities, [line.line_number]: Number(value) || 0 })}
            />
          ))}
          {kind === 'damage' && (
            <Select
              label={t('condition')}
              data={HARMS.map((value) => ({ value, label: t(`value:condition.${value}`) }))}
              value={condition}
              allowDeselect={false}
              onChange={(value) => setCondition((value ?? 'DMG_VISIBLE') as typeof condition)}
            />
          )}
          <Select
            label={t('wish')}
            data={CLAIM_WISHES.map((value) => ({ value, label: t(`wishes.${value}`) }))}
            value={wish}
            allowDeselect={false}
            onChange={(value) => setWish((value ?? 'credit') as typeof wish)}
          />
          <Textarea
            label={t('whatSaid')}
            autosize
            minRows={3}
            maxLength={4000}
            value={comment}
            onChange={(event) => setComment(event.currentTarget.value)}
          />
          <Text size="sm" c="dimmed">
            {t('takeInNote')}
          </Text>
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('ui:cancel')}
            </Button>
            <Button type="submit" loading={take.isPending} disabled={chosen.length === 0}>
              {t('takeInNow')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
