/** Said before anything is filled in: what can no longer be told by oneself, what still can, and whom to ask. */
import { Alert, Button, List, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { ClaimWay } from '../../../../contract/claims.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Icon } from '../../../ui/icons.tsx'
import { keyOf } from './claim-ways.ts'

type Props = { orderId: string; until: string | undefined; ways: readonly ClaimWay[] }

export function TimePassed({ orderId, until, ways }: Props) {
  const { t } = useTranslation('claims')
  const formats = useFormats()
  const open = ways.filter(({ is_open }) => is_open)
  return (
    <Alert
      role="status"
      variant="light"
      color="yellow"
      icon={<Icon name="clock" />}
      title={until === undefined ? t('notByItself') : t('timePassed', { day: formats.date(until) })}
      styles={{ title: { color: 'var(--mantine-color-text)' } }}
    >
      <Stack gap="xs" align="flex-start">
        {open.length > 0 && (
          <>
            <Text size="sm">{t('stillPossible')}</Text>
            <List size="sm">
              {open.map((way) => (
                <List.Item key={keyOf(way)}>
                  {t('possibleUntil', {
                    what: way.is_concealed ? t('concealedDamage') : t(`kinds.${way.kind}`),
                    day: formats.date(way.until),
                  })}
                </List.Item>
              ))}
            </List>
          </>
        )}
        <Text size="sm">{t(open.length > 0 ? 'askInstead' : 'askOnly')}</Text>
        <Button
          component={Link}
          to={`/questions?ask=1&order=${encodeURIComponent(orderId)}&about=${encodeURIComponent(t('aboutOrder', { order: orderId }))}`}
          size="xs"
          variant="default"
        >
          {t('askUs')}
        </Button>
      </Stack>
    </Alert>
  )
}
