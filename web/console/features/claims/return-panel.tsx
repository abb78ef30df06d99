/** Goods that come back, what becomes of them, and what is asked of the carrier. */
import { Button, Group, Select, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ClaimFile, DISPOSITIONS } from '../../../../contract/claims.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { ProblemNote } from '../../../ui/notices.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { toastDone } from '../../../ui/toast.ts'
import { Lookup } from '../../lib/records/lookup.tsx'
import { mayDo, useSession } from '../../lib/session.ts'
import { useClaimDeed } from './use-claims.ts'

export function ReturnPanel({ claim }: { claim: ClaimFile }) {
  const { t } = useTranslation('claims')
  const session = useSession()
  const mayMove = mayDo(session, 'stock.write')
  // What never came cannot come back.
  const mayComeBack = claim.kind !== 'shortage' || claim.return_state !== 'none'
  return (
    <>
      {mayComeBack && (
        <Surface title={t('returned')}>
          {claim.return_state === 'inspected' ? (
            <Stack gap={4}>
              {claim.lines
                .filter((line) => line.returned_quantity > 0)
                .map((line) => (
                  <Text key={line.line_number} size="sm">
                    {line.product_name ?? line.product_id}: {line.disposition && t(`dispositions.${line.disposition}`)}
                  </Text>
                ))}
            </Stack>
          ) : !mayMove || claim.state === 'withdrawn' ? (
            <Text size="sm" c="dimmed">
              {t(`returns.${claim.return_state}`)}
            </Text>
          ) : claim.return_state === 'none' ? (
            <Receive claim={claim} />
          ) : (
            <Inspect claim={claim} />
          )}
        </Surface>
      )}
      {claim.carrier_id && <Recovery claim={claim} />}
    </>
  )
}

function Receive({ claim }: { claim: ClaimFile }) {
  const { t } = useTranslation('claims')
  const act = useClaimDeed(claim.claim_id)
  const [site, setSite] = useState('')
  const lines = claim.lines.map(({ line_number, quantity }) => ({ line_number, quantity }))
  return (
    <Stack gap="sm">
      {act.error && <ProblemNote error={act.error} />}
      <Text size="sm" c="dimmed">
        {t('receiveNote')}
      </Text>
      <Lookup
        from={{ path: '/locations', key: 'location_id', filter: { kind: 'own_site' } }}
        label={t('site')}
        value={site}
        onChange={(value) => setSite(value ?? '')}
      />
      <Group>
        <Button
          variant="default"
          disabled={!site}
          loading={act.isPending}
          onClick={() => act.mutate({ deed: 'return', body: { location_id: site, lines } })}
        >
          {t('receive')}
        </Button>
      </Group>
    </Stack>
  )
}

function Inspect({ claim }: { claim: ClaimFile }) {
  const { t } = useTranslation('claims')
  const act = useClaimDeed(claim.claim_id)
  const back = claim.lines.filter((line) => line.returned_quantity > 0)
  const [said, setSaid] = useState<Record<number, string>>({})
  const isWhole = back.every((line) => said[line.line_number])
  const lines = back.map(({ line_number }) => ({ line_number, disposition: said[line_number] }))
  return (
    <Stack gap="sm">
      {act.error && <ProblemNote error={act.error} />}
      {back.map((line) => (
        <Select
          key={line.line_number}
          label={t('becomesOf', { product: line.product_name ?? line.product_id })}
          data={DISPOSITIONS.map((value) => ({ value, label: t(`dispositions.${value}`) }))}
          value={said[line.line_number] ?? null}
          onChange={(value) => setSaid({ ...said, [line.line_number]: value ?? '' })}
        />
      ))}
      <Group>
        <Button
          variant="default"
          disabled={!isWhole}
          loading={act.isPending}
          onClick={() =>
            act.mutate({ deed: 'inspection', body: { lines } }, { onSuccess: () => toastDone(t('inspected')) })
          }
        >
          {t('inspect')}
        </Button>
      </Group>
    </Stack>
  )
}

const NEXT = ['filed', 'paid', 'refused'] as const

function Recovery({ claim }: { claim: ClaimFile }) {
  const { t } = useTranslation('claims')
  const session = useSession()
  const formats = useFormats()
  const act = useClaimDeed(claim.claim_id)
  return (
    <Surface
      title={t('recovery')}
      note={
        claim.recovery_due_on && claim.recovery_state === 'to_file'
          ? t('fileUntil', { day: formats.date(claim.recovery_due_on) })
          : undefined
      }
    >
      <Stack gap="sm">
        {act.error && <ProblemNote error={act.error} />}
        <Text size="sm">{t(`recoveries.${claim.recovery_state}`)}</Text>
        {mayDo(session, 'inquiries.write') && (
          <Group gap="xs">
            {NEXT.filter((state) => state !== claim.recovery_state).map((state) => (
              <Button
                key={state}
                size="xs"
                variant="default"
                loading={act.isPending}
                onClick={() => act.mutate({ deed: 'recovery', body: { state } })}
              >
                {t(`recover.${state}`)}
              </Button>
            ))}
          </Group>
        )}
      </Stack>
    </Surface>
  )
}
