/** The rule behind a figure, beside the page it stands on. */
import { Badge, Button, Drawer, Group, Stack, Table, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Rule } from './figure-rule.ts'
import { useFormats } from './format/use-formats.ts'
import { FEW_CASES } from './format/wilson.ts'
import { Icon } from './icons.tsx'

type Props = { isOpen: boolean; value: ReactNode; rule: Rule; onClose: () => void }

export function RuleDrawer({ isOpen, value, rule, onClose }: Props) {
  const { t } = useTranslation('ui')
  return (
    <Drawer
      opened={isOpen}
      onClose={onClose}
      title={rule.title}
      size="md"
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {isOpen && <RuleSheet value={value} rule={rule} onLeave={onClose} />}
    </Drawer>
  )
}

function RuleSheet({ value, rule, onLeave }: { value: ReactNode; rule: Rule; onLeave: () => void }) {
  const { t } = useTranslation('ui')
  const formats = useFormats()
  const cases = rule.denominator?.count
  return (
    <Stack gap="md">
      <Group gap="sm">
        <Text fz={34} fw={650} lh={1.1}>
          {value}
        </Text>
        {rule.isProvisional && (
          <Badge color="gray" variant="outline" c="inherit">
            {t('figure.provisional')}
          </Badge>
        )}
      </Group>
      <Text>{rule.definition}</Text>
      <Table withRowBorders layout="auto" verticalSpacing={6}>
        <Table.Tbody>
          {rule.numerator && <RuleRow label={rule.numerator.label} value={formats.number(rule.numerator.count)} />}
          {rule.denominator && (
            <RuleRow label={rule.denominator.label} value={formats.number(rule.denominator.count)} />
          )}
          {rule.interval && (
            <RuleRow
              label={t('figure.interval')}
              value={`${formats.percent(rule.interval.low)} – ${formats.percent(rule.interval.high)}`}
            />
          )}
          {rule.version && <RuleRow label={t('figure.version')} value={rule.version} />}
        </Table.Tbody>
      </Table>
      {cases !== undefined && cases < FEW_CASES && (
        <Text size="sm" c="var(--sf-watch)">
          <Icon name="warning" size={15} style={{ verticalAlign: '-2px', marginInlineEnd: 4 }} />
          {t('figure.few', { count: cases })}
        </Text>
      )}
      <Exclusions exclusions={rule.exclusions} />
      <Group gap="xs">
        {rule.linesTo && (
          <Button component={Link} to={rule.linesTo} onClick={onLeave} rightSection={<Icon name="right" size={16} />}>
            {t('figure.lines')}
          </Button>
        )}
        {rule.exportTo && (
          <Button
            component="a"
            href={rule.exportTo}
            download
            variant="default"
            leftSection={<Icon name="download" size={16} />}
          >
            {t('figure.export')}
          </Button>
        )}
      </Group>
    </Stack>
  )
}

function RuleRow({ label, value }: { label: string; value: string }) {
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={400} c="dimmed" style={{ textAlign: 'start' }}>
        {label}
      </Table.Th>
      <Table.Td ta="end" fw={600}>
        {value}
      </Table.Td>
    </Table.Tr>
  )
}

function Exclusions({ exclusions }: { exclusions: Rule['exclusions'] }) {
  const { t } = useTranslation('ui')
  const formats = useFormats()
  if (!exclusions) return null
  const present = exclusions.filter((exclusion) => exclusion.count > 0)
  return (
    <Stack gap={4}>
      <Text fw={650} size="sm">
        {t('figure.excluded')}
      </Text>
      {present.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('figure.noneExcluded')}
        </Text>
      ) : (
        present.map((exclusion) => (
          <Group key={exclusion.label} justify="space-between" gap="sm">
            <Text size="sm">{exclusion.label}</Text>
            <Text size="sm">{formats.number(exclusion.count)}</Text>
          </Group>
        ))
      )}
    </Stack>
  )
}
