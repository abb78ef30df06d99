/** The orders behind an activity, or behind a way from one activity to the next. */
import { Anchor, Drawer, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { DiscoveredMap } from '../../../../contract/process-chart.ts'
import type { Activity } from '../../../../contract/process-words.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { Answer } from '../../../ui/request.tsx'
import { useNames } from './names.ts'
import { useBehind } from './use-map.ts'

type Props = { open: string; found: DiscoveredMap; onClose: () => void }

export function PassageDrawer({ open, found, onClose }: Props) {
  const { t } = useTranslation(['process', 'ui'])
  const formats = useFormats()
  const names = useNames()
  const [first, next] = open.split('>') as [Activity, Activity | undefined]
  const behind = useBehind(first, next)
  const arc = found.arcs.find(({ id }) => id === open)
  return (
    <Drawer
      opened
      onClose={onClose}
      size="lg"
      title={next ? `${names.activity(first)} → ${names.activity(next)}` : names.activity(first)}
      closeButtonProps={{ 'aria-label': t('ui:close') }}
    >
      <Stack gap="md">
        {arc && (
          <Text size="sm">
            {[
              t(`findingLong.${arc.finding}`),
              t('waitingText', { median: names.hours(arc.waiting.median), p90: names.hours(arc.waiting.p90) }),
            ].join(' ')}
          </Text>
        )}
        <Answer of={behind}>
          {({ rows, total }) => (
            <>
              <Text size="sm" c="dimmed">
                {t('latestOf', { shown: formats.number(rows.length), all: formats.number(total) })}
              </Text>
              <PlainTable
                label={t('behind')}
                rows={rows}
                rowKey={({ object_id }) => object_id}
                columns={[
                  {
                    id: 'object',
                    header: t(`through.${found.seen_through}`),
                    isTitle: true,
                    cell: ({ object_id, order_id }) =>
                      order_id === null ? (
                        object_id
                      ) : (
                        <Anchor
                          component={Link}
                          size="sm"
                          underline="always"
                          to={`/orders/${encodeURIComponent(order_id)}`}
                        >
                          {object_id}
                        </Anchor>
                      ),
                  },
                  { id: 'began', header: t('began'), isNumber: true, cell: ({ began_on }) => formats.date(began_on) },
                  {
                    id: 'hours',
                    header: t('took'),
                    isNumber: true,
                    cell: ({ hours }) => hours !== null && names.hours(hours),
                  },
                ]}
              />
            </>
          )}
        </Answer>
      </Stack>
    </Drawer>
  )
}
