/** Where a customer stands and why, in words: class by margin, recency, frequency, margin, and what that means for its service. */
import { Badge, Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ServedCustomer, ServingCosts } from '../../../contract/costs.ts'
import { useFormats } from '../../ui/format/use-formats.ts'

type Props = { served: ServedCustomer; found: Pick<ServingCosts, 'middle' | 'currency'> }

export function Standing({ served, found: { middle, currency } }: Props) {
  const { t } = useTranslation('costs')
  const formats = useFormats()
  const { quadrant, abc, rfm } = served
  const share = served.value_minor > 0 ? served.serving_minor / served.value_minor : null
  return (
    <Stack gap="xs">
      {quadrant && middle ? (
        <div>
          <Group gap="xs">
            <Badge variant="light" radius="sm">
              {t(`quadrant.${quadrant}`)}
            </Badge>
            <Text size="sm">{t(`advice.${quadrant}`)}</Text>
          </Group>
          <Text size="sm" c="dimmed">
            {t('quadrantWhy', {
              net: formats.money(served.net_minor, currency!),
              middle: formats.money(Math.round(middle.net_minor), currency!),
              share: formats.percent(share),
              middleShare: formats.percent(middle.cost_share),
            })}
          </Text>
        </div>
      ) : (
        <Text size="sm" c="dimmed">
          {t('notPlaced')}
        </Text>
      )}
      {abc && (
        <Text size="sm">
          {t('abcWhy', {
            abc,
            rank: formats.number(served.abc_rank!),
            of: formats.number(served.abc_of),
            share: formats.percent(served.abc_share),
          })}
        </Text>
      )}
      {rfm && (
        <Text size="sm">
          {t('rfmWhy', { ...rfm, count: rfm.days })} {t('rfmOrders', { count: rfm.orders })}
        </Text>
      )}
    </Stack>
  )
}
