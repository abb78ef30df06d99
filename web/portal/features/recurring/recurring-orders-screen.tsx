/** What comes to the customer regularly, and where a day waits for a decision. */
import { Anchor, Button, Group, Text } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { RecurringRow } from '../../../../contract/recurring-orders.ts'
import { Icon } from '../../../ui/icons.tsx'
import { Empty, RowsWaiting } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { useRepeatText } from '../../../ui/repeat-text.ts'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { mayOrder, useSession } from '../../lib/session.ts'
import { useRecurringList } from './use-recurring.ts'

const AgreeDialog = lazy(() => import('./agree-dialog.tsx').then((module) => ({ default: module.AgreeDialog })))

export default function RecurringOrdersScreen() {
  const { t } = useTranslation(['recurring', 'shell', 'orders'])
  const session = useSession()
  const list = useRecurringList()
  const [isAgreeing, setAgreeing] = useState(false)
  return (
    <>
      <PageHead
        title={t('title')}
        program={t('shell:program')}
        lead={t('lead')}
        crumb={{ label: t('orders:title'), to: '/orders' }}
        actions={
          mayOrder(session) && (
            <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setAgreeing(true)}>
              {t('agree')}
            </Button>
          )
        }
      />
      <Surface isFlush>
        <Answer of={list} waiting={<RowsWaiting />}>
          {({ rows }) =>
            rows.length === 0 ? (
              <Empty icon="clock" title={t('empty')}>
                {t('emptyNote')}
              </Empty>
            ) : (
              <ul style={{ listStyle: 'none', margin: 0, padding: 0 }} aria-label={t('title')}>
                {rows.map((row) => (
                  <Row key={row.recurring_id} row={row} />
                ))}
              </ul>
            )
          }
        </Answer>
      </Surface>
      <Suspense>{isAgreeing && <AgreeDialog onClose={() => setAgreeing(false)} />}</Suspense>
    </>
  )
}

function Row({ row }: { row: RecurringRow }) {
  const { t } = useTranslation('recurring')
  const repeatText = useRepeatText()
  return (
    <li style={{ borderTop: '1px solid var(--sf-line)', padding: '12px 16px' }}>
      <Group justify="space-between" gap="xs">
        <div style={{ minWidth: 0 }}>
          <Anchor component={Link} to={`/recurring/${encodeURIComponent(row.recurring_id)}`} fw={650}>
            {row.name}
          </Anchor>
          <Text size="sm" c="dimmed">
            {repeatText(row.terms.at(-1))}
          </Text>
        </div>
        {row.problems > 0 && (
          <Text size="sm" fw={650} c="var(--sf-wrong)">
            {t('waiting', { count: row.problems })}
          </Text>
        )}
      </Group>
    </li>
  )
}
