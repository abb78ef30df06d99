/** Why one right of a line is right, wrong or not known: the rule, what was promised, what was observed, which records decided. */
import { Badge, Code, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Right } from '../../../../contract/rights.ts'
import { VerdictMark } from '../../../ui/verdict-mark.tsx'
import { EvidenceList } from './evidence-list.tsx'
import type { OrderHead, OrderLine } from './order-records.ts'
import type { LineVerdict } from './use-order.ts'

type Props = { right: Right; verdict: LineVerdict; line: OrderLine; order: OrderHead }

export function EvidencePanel({ right, verdict, line, order }: Props) {
  const { t } = useTranslation(['rights', 'orders', 'scorecard'])
  const evidence = verdict.rights[right]
  if (!evidence) return null
  return (
    <Stack
      gap="sm"
      p="md"
      style={{ background: 'var(--sf-sunken)', borderRadius: 10 }}
      role="region"
      aria-label={t(`right.${right}`)}
    >
      <Group gap="xs">
        <VerdictMark outcome={evidence.check} size={22} />
        <Title order={3} size="h5">
          {t(`right.${right}`)}: {t(`outcome.${evidence.check}`)}
        </Title>
        {verdict.isProvisional && (
          <Badge variant="outline" color="gray" c="inherit" tt="none">
            {t('orders:provisional')}
          </Badge>
        )}
      </Group>
      {evidence.cause && <Text fw={600}>{t(`cause.${evidence.cause}`)}</Text>}
      <Text size="sm" c="dimmed">
        {t('orders:rule')} {t(`scorecard:right.${right}`)}
      </Text>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
        <EvidenceList title={t('orders:promisedFact')} values={evidence.promised} line={line} order={order} />
        <EvidenceList title={t('orders:observedFact')} values={evidence.observed} line={line} order={order} />
      </SimpleGrid>
      <Group gap={6}>
        <Text size="xs" c="dimmed">
          {t('orders:decidedBy')}
        </Text>
        {evidence.factIds.length === 0 ? (
          <Text size="xs" c="dimmed">
            {t('orders:nothingYet')}
          </Text>
        ) : (
          evidence.factIds.map((id) => <Code key={id}>{id}</Code>)
        )}
      </Group>
      <Text size="xs" c="dimmed">
        {t('orders:byDefinition', verdict.definition)}
      </Text>
    </Stack>
  )
}
