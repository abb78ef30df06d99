/** Of an accepted claim: goods sent in the place of the claimed ones, as an order at no price with its own promise. */
import { Anchor, Button, Group, NumberInput, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { ClaimFile } from '../../../../contract/claims.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { ProblemNote } from '../../../ui/notices.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { toastDone } from '../../../ui/toast.ts'
import { mayDo, useSession } from '../../lib/session.ts'
import { useClaimDeed } from './use-claims.ts'

export function ReplacementPanel({ claim }: { claim: ClaimFile }) {
  const { t } = useTranslation('claims')
  const formats = useFormats()
  const session = useSession()
  if (claim.state !== 'accepted' && claim.state !== 'partly') return null
  const replaced = claim.lines.filter((line) => line.replacement_order_id !== null)
  const open = claim.lines.filter((line) => line.replacement_order_id === null && line.credited_minor === null)
  const mayPlace = mayDo(session, 'orders.write') && open.length > 0
  if (replaced.length === 0 && !mayPlace) return null
  return (
    <Surface title={t('replacement')} note={mayPlace ? t('replacementNote') : undefined}>
      <Stack gap="sm" mt="xs">
        {replaced.map((line) => (
          <Text key={line.line_number} size="sm">
            {formats.number(line.replaced_quantity ?? 0)} × {line.product_name ?? line.product_id}
            {': '}
            <Anchor component={Link} to={`/orders/${encodeURIComponent(line.replacement_order_id ?? '')}`}>
              {line.replacement_order_id}
            </Anchor>
          </Text>
        ))}
        {mayPlace && <Place key={open.length} claim={claim} lines={open} />}
      </Stack>
    </Surface>
  )
}

function Place({ claim, lines }: { claim: ClaimFile; lines: ClaimFile['lines'] }) {
  const { t } = useTranslation('claims')
  const act = useClaimDeed(claim.claim_id)
  const [quantities, setQuantities] = useState<Record<number, number>>(
    Object.fromEntries(lines.map((line) => [line.line_number, line.quantity])),
  )
  const chosen = lines
    .map(({ line_number }) => ({ line_number, quantity: quantities[line_number] ?? 0 }))
    .filter(({ quantity }) => quantity > 0)
  return (
    <>
      {act.error && <ProblemNote error={act.error} />}
      {lines.map((line) => (
        <NumberInput
          key={line.line_number}
          label={t('replaceHowMany', { product: line.product_name ?? line.product_id })}
          min={0}
          max={line.quantity}
          decimalScale={3}
          value={quantities[line.line_number] ?? 0}
          onChange={(value) => setQuantities({ ...quantities, [line.line_number]: Number(value) || 0 })}
          maw={320}
        />
      ))}
      <Group>
        <Button
          loading={act.isPending}
          disabled={chosen.length === 0}
          onClick={() =>
            act.mutate(
              { deed: 'replacement', body: { lines: chosen } },
              { onSuccess: () => toastDone(t('replacementPlaced')) },
            )
          }
        >
          {t('replaceNow')}
        </Button>
      </Group>
    </>
  )
}
