/** One claim: what is claimed, what the record tells, what could be credited, and who decides. */
import { Anchor, Grid, Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import type { ClaimFile } from '../../../../contract/claims.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { PageHead } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { DecisionPanel } from './decision-panel.tsx'
import { ReplacementPanel } from './replacement-panel.tsx'
import { ReturnPanel } from './return-panel.tsx'
import { photoPath, useClaim } from './use-claims.ts'

export default function ClaimScreen() {
  const { t } = useTranslation(['claims', 'shell'])
  const { id = '' } = useParams()
  const claim = useClaim(id)
  return (
    <>
      <PageHead
        title={claim.data ? `${t(`kinds.${claim.data.kind}`)} · ${id}` : id}
        program={t('shell:program')}
        crumb={{ label: t('shell:screen.claims'), to: '/claims' }}
        lead={claim.data && <Head claim={claim.data} />}
      />
      <Answer of={claim}>
        {(found) => (
          <Grid gap="md">
            <Grid.Col span={{ base: 12, md: 7 }}>
              <Stack gap="md">
                <Lines claim={found} />
                <DecisionPanel key={found.state} claim={found} />
                <ReplacementPanel claim={found} />
              </Stack>
            </Grid.Col>
            <Grid.Col span={{ base: 12, md: 5 }}>
              <Stack gap="md">
                <Record claim={found} />
                <ReturnPanel key={found.return_state} claim={found} />
              </Stack>
            </Grid.Col>
          </Grid>
        )}
      </Answer>
    </>
  )
}

function Head({ claim }: { claim: ClaimFile }) {
  const { t } = useTranslation('claims')
  const formats = useFormats()
  return (
    <Group gap={6}>
      <span>{claim.customer_name ?? claim.customer_id} ·</span>
      <Anchor component={Link} size="sm" to={`/orders/${encodeURIComponent(claim.order_id)}`}>
        {claim.order_id}
      </Anchor>
      <span>
        · {t(`states.${claim.state}`)} · {formats.instant(claim.opened_at)} · {t(`wishes.${claim.wish}`)}
      </span>
    </Group>
  )
}

function Lines({ claim }: { claim: ClaimFile }) {
  const { t, i18n } = useTranslation(['claims', 'value'])
  const formats = useFormats()
  const money = (minor: number | null) =>
    minor === null || claim.currency === null ? null : formats.money(minor, claim.currency)
  const condition = (code: string | null) =>
    code && i18n.exists(`value:condition.${code}`) ? t(`value:condition.${code}`) : code
  return (
    <Surface title={t('claimed')}>
      <Stack gap="md">
        <PlainTable
          label={t('claimed')}
          rows={claim.lines}
          rowKey={(line) => String(line.line_number)}
          columns={[
            {
              id: 'product',
              header: t('product'),
              cell: (line) => line.product_name ?? line.product_id,
              isTitle: true,
            },
            { id: 'quantity', header: t('quantity'), cell: (line) => formats.number(line.quantity), isNumber: true },
            { id: 'condition', header: t('condition'), cell: (line) => condition(line.condition) },
            { id: 'proposed', header: t('proposed'), cell: (line) => money(line.proposed_minor), isNumber: true },
            { id: 'credited', header: t('credited'), cell: (line) => money(line.credited_minor), isNumber: true },
          ]}
        />
        {claim.comment && (
          <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {claim.comment}
          </Text>
        )}
        {claim.photo_ids.length > 0 && (
          <Group gap="xs">
            {claim.photo_ids.map((photo, at) => (
              <a key={photo} href={photoPath(claim.claim_id, photo)} target="_blank" rel="noreferrer">
                <img
                  src={photoPath(claim.claim_id, photo)}
                  alt={t('photoNumber', { number: at + 1 })}
                  style={{ height: 120, maxWidth: '100%', borderRadius: 8, border: '1px solid var(--sf-line)' }}
                />
              </a>
            ))}
          </Group>
        )}
      </Stack>
    </Surface>
  )
}

function Record({ claim }: { claim: ClaimFile }) {
  const { t } = useTranslation('claims')
  const formats = useFormats()
  return (
    <Surface title={t('recordTitle')}>
      <Stack gap={6}>
        <Text size="sm">
          <b>{t('stage')}: </b>
          {t(`stages.${claim.stage}`)} ({t(`evidences.${claim.evidence}`)})
        </Text>
        {claim.delivered_on && (
          <Text size="sm">
            <b>{t('delivered')}: </b>
            {formats.date(claim.delivered_on)}
            {claim.is_late && ` · ${t('late')}`}
          </Text>
        )}
        {claim.carrier_id && (
          <Text size="sm">
            <b>{t('carrier')}: </b>
            {claim.carrier_name ?? claim.carrier_id}
          </Text>
        )}
        {claim.decided_at && (
          <Text size="sm">
            <b>{t('decidedBy')}: </b>
            {claim.decided_by_name ?? t('gone')} · {formats.instant(claim.decided_at)}
          </Text>
        )}
        {claim.credit_invoice_id && (
          <Text size="sm">
            <b>{t('creditNote')}: </b>
            {claim.credit_invoice_id}
          </Text>
        )}
        {claim.decision_text && (
          <Text size="sm" style={{ whiteSpace: 'pre-wrap' }}>
            {claim.decision_text}
          </Text>
        )}
      </Stack>
    </Surface>
  )
}
