/** Which promises a change of supply no longer lets us keep, and the way to where new days are proposed for them. */
import { Alert, Anchor, Button, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Icon } from '../../../ui/icons.tsx'
import { type Checked, useTouched } from './use-supply.ts'

const SHOWN_MAX = 8

export function TouchedNote({ checked }: { checked: Checked }) {
  const { t } = useTranslation('supply')
  const formats = useFormats()
  const touched = useTouched(checked.proposal_id)
  if (checked.proposal_id === null)
    return (
      <Alert variant="light" icon={<Icon name="check" />} title={t('touched.none')} role="status">
        {t('touched.noneNote')}
      </Alert>
    )
  const changes = touched.data?.changes ?? []
  return (
    <Alert
      variant="light"
      color="yellow"
      icon={<Icon name="warning" />}
      title={t('touched.some', { count: checked.lines_touched })}
      role="status"
      styles={{ title: { color: 'var(--sf-watch)' }, root: { background: 'var(--sf-watch-fill)' } }}
    >
      <Stack gap={6} align="flex-start">
        {changes.slice(0, SHOWN_MAX).map((change) => (
          <Text size="sm" key={`${change.order_id}/${change.line_number}`}>
            <Anchor
              component={Link}
              to={`/orders/${encodeURIComponent(change.order_id)}`}
              c="var(--sf-ink)"
              underline="always"
            >
              {change.order_id}
            </Anchor>
            {` · ${change.customer_id} · ${formats.date(change.to_date)} → ${
              change.new_to_date ? formats.date(change.new_to_date) : t('touched.never')
            }`}
          </Text>
        ))}
        {changes.length > SHOWN_MAX && (
          <Text size="sm">{t('touched.more', { number: changes.length - SHOWN_MAX })}</Text>
        )}
        <Button component={Link} to={`/proposals/${encodeURIComponent(checked.proposal_id)}`} size="sm">
          {t('touched.open')}
        </Button>
      </Stack>
    </Alert>
  )
}
