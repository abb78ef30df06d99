/** What this customer's people said: criteria by role, words from interviews, and what would make them buy more. */
import { Anchor, Group, Skeleton, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Criteria, GrowthLever, Interview } from '../../../../contract/needs.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { addressOf } from '../../../ui/http.ts'
import { Empty } from '../../../ui/notices.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { useElements } from '../../lib/elements.ts'
import { NEW } from '../../lib/records/record-drawer.tsx'
import { useRecordPages } from '../../lib/records/use-records.ts'
import { mayDo, useSession } from '../../lib/session.ts'

const WORDS_SHOWN = 4

export function NeedsPanel({ customerId }: { customerId: string }) {
  const { t } = useTranslation(['needs', 'value'])
  const formats = useFormats()
  const { nameOf } = useElements()
  const mayWrite = mayDo(useSession(), 'needs.write')
  const criteria = useRecordPages<Criteria>('/criteria', { customer_id: customerId, holding: 'today' })
  const interviews = useRecordPages<Interview>('/interviews', { customer_id: customerId })
  const levers = useRecordPages<GrowthLever>('/growth-levers', { customer_id: customerId, holding: 'today' })
  const words = interviews.rows
    .flatMap(({ buying_role, held_on, answers }) => answers.map((answer) => ({ ...answer, buying_role, held_on })))
    .filter(({ words: said }) => said)
    .slice(0, WORDS_SHOWN)
  const isEmpty = criteria.rows.length === 0 && words.length === 0 && levers.rows.length === 0
  return (
    <Surface title={t('panelTitle')}>
      {criteria.pages.isPending || interviews.pages.isPending || levers.pages.isPending ? (
        <Skeleton height={60} />
      ) : isEmpty ? (
        <Empty icon="question" title={t('panelNone')} />
      ) : (
        <Stack gap="sm" mt="xs">
          {criteria.rows.map((row) => (
            <div key={row.criteria_id}>
              <Text size="sm" fw={600}>
                {t(`value:buying_role.${row.buying_role}`)}
              </Text>
              <Text size="sm">
                {row.criteria
                  .toSorted((a, b) => b.points - a.points)
                  .map(({ element_id, points }) => `${nameOf(element_id)} ${formats.number(points)}`)
                  .join(' · ')}
              </Text>
              <Text size="xs" c="dimmed">
                {t(`value:criteria_source.${row.source}`)} · {formats.date(row.valid_from)}
              </Text>
            </div>
          ))}
          {levers.rows.map((row) => (
            <Text key={row.lever_id} size="sm">
              {t('panelLever', { note: row.note, amount: formats.money(row.revenue_minor, row.currency) })}
            </Text>
          ))}
          {words.map((one) => (
            <div key={`${one.held_on} ${one.answer_number} ${one.buying_role}`}>
              <Text component="blockquote" m={0} size="sm" style={{ overflowWrap: 'anywhere' }}>
                {t('quoted', { text: one.words })}
              </Text>
              <Text size="xs" c="dimmed">
                {[
                  t(`value:buying_role.${one.buying_role}`),
                  one.elements.map(nameOf).join(', '),
                  formats.date(one.held_on),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </Text>
            </div>
          ))}
        </Stack>
      )}
      <Group gap="md" mt="sm">
        <Anchor component={Link} size="sm" to={addressOf('/needs/interviews', { customer_id: customerId })}>
          {t('allInterviews')}
        </Anchor>
        {mayWrite && (
          <Anchor
            component={Link}
            size="sm"
            to={addressOf('/needs/interviews', { customer_id: customerId, open: NEW })}
          >
            {t('panelInterview')}
          </Anchor>
        )}
      </Group>
    </Surface>
  )
}
