/**
 * A figure with a quiet dotted underline. Pressing it opens the rule behind it: what it means, what was counted, what was
 * left out, how sure it is, the lines it was counted from, and a way to take it away.
 */
import { Badge, Button, Drawer, Group, Stack, Table, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import classes from './figure.module.css'
import { useFormats } from './format/use-formats.ts'
import { FEW_CASES, type Interval } from './format/wilson.ts'
import { Icon } from './icons.tsx'

export type Rule = {
  title: string
  /** What the figure means, in one or two sentences. */
  definition: string
  numerator?: { label: string; count: number } | undefined
  denominator?: { label: string; count: number } | undefined
  /** What was left out, each with its reason and count. */
  exclusions?: readonly { label: string; count: number }[]
  interval?: Interval | undefined
  isProvisional?: boolean
  version?: string | undefined
  /** Where the lines behind the figure are listed, and where they can be downloaded. */
  linesTo?: string | undefined
  exportTo?: string | undefined
}

type Props = { value: ReactNode; label: string; rule: Rule; size?: 'text' | 'large'; isFaint?: boolean }

export function Figure({ value, label, rule, size = 'text', isFaint }: Props) {
  const [isOpen, { open, close }] = useDisclosure(false)
  const { t } = useTranslation('ui')
  return (
    <>
      <button
        type="button"
        className={size === 'large' ? classes.large : classes.figure}
        data-faint={isFaint || undefined}
        aria-haspopup="dialog"
        onClick={open}
      >
        {value}
        <span className="sf-hidden">
          {' '}
          {label}. {t('figure.open')}
        </span>
      </button>
      <Drawer
        opened={isOpen}
        onClose={close}
        title={rule.title}
        size="md"
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        {isOpen && <RuleSheet value={value} rule={rule} onLeave={close} />}
      </Drawer>
    </>
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
