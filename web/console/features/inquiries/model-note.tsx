/** Whose words these are, on which facts they stand, and what in them no fact says. */
import { Alert, Anchor, Badge, Button, Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { ModelFact, ModelSuggestion } from '../../../../contract/outside-model.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'

/** Legible on the yellow of a warning. */
const WATCH = { title: { color: 'var(--sf-watch)' } }

type Props = {
  of: ModelSuggestion
  /** Puts back what stood in the field before. */
  onUndo: () => void
}

export function ModelNote({ of, onUndo }: Props) {
  const { t } = useTranslation('outsideModel')
  if (of.failure)
    return (
      <Alert color="gray" role="status" title={t('desk.nothing', { model: of.model })}>
        {t(`failures.${of.failure}`)} {t('desk.stands')}
      </Alert>
    )
  return (
    <Stack gap={6} role="status">
      <Group gap="xs" justify="space-between">
        <Badge variant="light" tt="none" style={{ maxWidth: '100%' }}>
          {t('desk.by', { model: of.model })}
        </Badge>
        <Button size="compact-sm" variant="subtle" onClick={onUndo}>
          {t('desk.undo')}
        </Button>
      </Group>
      {of.unsupported.length > 0 && (
        <Alert color="yellow" variant="light" styles={WATCH} title={t('desk.unsupported')}>
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {of.unsupported.map(({ text }) => text).join(' · ')}
          </Text>
        </Alert>
      )}
      <Text size="sm" c="dimmed">
        {t('desk.check')}
      </Text>
      <Facts of={of} />
    </Stack>
  )
}

function Facts({ of: { order_id, facts } }: { of: ModelSuggestion }) {
  const { t } = useTranslation(['outsideModel', 'orders'])
  const formats = useFormats()
  const said = ({ kind, line_number, name, quantity, from, to }: ModelFact) =>
    t(`facts.${kind}`, {
      line: line_number,
      name: kind === 'expected' ? t(`orders:progress.stage.${name}`) : (name ?? ''),
      quantity: quantity === null ? '' : formats.number(quantity),
      day: [from, to]
        .filter((day, nth, all) => day && all.indexOf(day) === nth)
        .map((day) => formats.date(day!))
        .join(' – '),
    })
  if (order_id === null)
    return (
      <Text size="sm" c="dimmed">
        {t('desk.noFacts')}
      </Text>
    )
  return (
    <details>
      <Text component="summary" size="sm" style={{ cursor: 'pointer' }}>
        {t('desk.facts', { count: facts.length })}
      </Text>
      <Text component="ul" size="sm" m={0} mt={4} ps="lg">
        {facts.map((fact) => (
          <li key={`${fact.kind} ${fact.line_number} ${fact.name}`}>{said(fact)}</li>
        ))}
      </Text>
      <Anchor component={Link} to={`/orders/${encodeURIComponent(order_id)}`} size="sm">
        {t('desk.order', { order: order_id })}
      </Anchor>
    </details>
  )
}
