/** A named person decides: accepted, partly or refused, with the credit proposed from what was billed. */
import { Button, Group, NumberInput, SegmentedControl, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ClaimFile } from '../../../../contract/claims.ts'
import { currencyExponent } from '../../../ui/format/currency.ts'
import { Empty, ProblemNote } from '../../../ui/notices.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { toastDone } from '../../../ui/toast.ts'
import { mayDo, useSession } from '../../lib/session.ts'
import { useClaimDeed } from './use-claims.ts'

const DECISIONS = ['accepted', 'partly', 'refused'] as const
type Decision = (typeof DECISIONS)[number]

export function DecisionPanel({ claim }: { claim: ClaimFile }) {
  const { t } = useTranslation('claims')
  const session = useSession()
  if (claim.state !== 'open') return null
  if (!mayDo(session, 'billing.write'))
    return (
      <Surface title={t('decide')}>
        <Empty icon="clock" title={t('othersDecide')}>
          {t('othersDecideNote')}
        </Empty>
      </Surface>
    )
  return <DecisionForm claim={claim} />
}

function DecisionForm({ claim }: { claim: ClaimFile }) {
  const { t } = useTranslation('claims')
  const act = useClaimDeed(claim.claim_id)
  const [decision, setDecision] = useState<Decision>('accepted')
  const [text, setText] = useState('')
  const digits = claim.currency ? currencyExponent(claim.currency) : 2
  const [credits, setCredits] = useState<Record<number, number>>(
    Object.fromEntries(claim.lines.map((line) => [line.line_number, (line.proposed_minor ?? 0) / 10 ** digits])),
  )
  const send = () =>
    act.mutate(
      {
        deed: 'decision',
        body: {
          decision,
          text: text.trim(),
          credits:
            decision === 'refused'
              ? []
              : claim.lines
                  .map(({ line_number }) => ({
                    line_number,
                    net_minor: Math.round((credits[line_number] ?? 0) * 10 ** digits),
                  }))
                  .filter(({ net_minor }) => net_minor > 0),
        },
      },
      { onSuccess: () => toastDone(t('decided')) },
    )
  return (
    <Surface title={t('decide')} note={t('decideNote')}>
      <Stack gap="sm">
        {act.error && <ProblemNote error={act.error} />}
        <SegmentedControl
          aria-label={t('decide')}
          value={decision}
          onChange={(value) => setDecision(value as Decision)}
          data={DECISIONS.map((value) => ({ value, label: t(`states.${value}`) }))}
          style={{ alignSelf: 'flex-start' }}
        />
        {decision !== 'refused' &&
          claim.lines.map((line) =>
            line.proposed_minor === null ? (
              <Text key={line.line_number} size="sm" c="dimmed">
                {t('notBilled', { product: line.product_name ?? line.product_id })}
              </Text>
            ) : (
              <NumberInput
                key={line.line_number}
                label={t('creditFor', {
                  product: line.product_name ?? line.product_id,
                  currency: claim.currency ?? '',
                })}
                description={t('creditNoteHint')}
                min={0}
                decimalScale={digits}
                value={credits[line.line_number] ?? 0}
                onChange={(value) => setCredits({ ...credits, [line.line_number]: Number(value) || 0 })}
                maw={320}
              />
            ),
          )}
        <Textarea
          label={t('toldCustomer')}
          autosize
          minRows={3}
          maxLength={4000}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Group>
          <Button loading={act.isPending} disabled={!text.trim()} onClick={send}>
            {t('decideNow')}
          </Button>
        </Group>
      </Stack>
    </Surface>
  )
}
