/** What a rule would do in its segment's place, as it is drawn up: asked of the server, kept nowhere. */
import { Stack, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { RulePreview, SegmentClause } from '../../../../contract/segment-rules.ts'
import { call } from '../../../ui/http.ts'
import { PlainTable } from '../../../ui/plain-table.tsx'
import type { Entry } from '../../lib/records/record-kind.ts'

const SHOWN = 12
const WAIT_MS = 500

const isWhole = ({ fact, comparison, amount, choices, element_id }: Partial<SegmentClause>) =>
  Boolean(fact) &&
  (choices?.length || (comparison && amount != null)) &&
  (!['need_rank', 'need_percent'].includes(fact!) || Boolean(element_id))

export function PreviewedRule({ draft }: { draft: Entry }) {
  const { t } = useTranslation('segments')
  const clauses = (draft.clauses ?? []) as Partial<SegmentClause>[]
  const isReady =
    Boolean(draft.segment_id) && clauses.length > 0 && clauses.every(isWhole) && Number(draft.priority) >= 1
  const [asked] = useDebouncedValue(
    isReady ? { segment_id: String(draft.segment_id), priority: Number(draft.priority), clauses } : null,
    WAIT_MS,
  )
  const preview = useQuery({
    queryKey: ['segment-rule-preview', asked],
    queryFn: ({ signal }) =>
      call<RulePreview>('/api/v1/segment-rules/preview', { method: 'POST', body: asked, signal }),
    enabled: asked !== null,
    placeholderData: keepPreviousData,
  })
  const found = asked === null ? undefined : preview.data
  return (
    <section aria-label={t('preview.title')} aria-busy={preview.isFetching}>
      <Text size="sm" fw={600}>
        {t('preview.title')}
      </Text>
      {!found ? (
        <Text size="sm" c="dimmed">
          {t(asked === null ? 'preview.notYet' : 'preview.asking')}
        </Text>
      ) : (
        <Stack gap="xs">
          <Text size="sm" role="status">
            {t('preview.held', { n: found.held, of: found.customers })} {t('preview.moves', { n: found.moves })}{' '}
            {found.not_held_inside > 0 && t('preview.outside', { n: found.not_held_inside })}
          </Text>
          <Text size="sm" c="dimmed">
            {t('preview.rest', { none: found.in_none, two: found.in_two, tied: found.tied, unknown: found.unknown })}
          </Text>
          {found.rows.length > 0 && (
            <PlainTable
              label={t('preview.title')}
              rows={found.rows.slice(0, SHOWN)}
              rowKey={({ customer_id }) => customer_id}
              columns={[
                { id: 'name', header: t('customers'), cell: ({ name }) => name, isTitle: true },
                { id: 'now', header: t('preview.now'), cell: ({ segment_name }) => segment_name ?? t('noSegment') },
                {
                  id: 'then',
                  header: t('preview.then'),
                  cell: ({ is_move, to_segment_name, decided }) =>
                    is_move ? to_segment_name : t(to_segment_name ? 'preview.stays' : `ruled.${decided}`),
                },
              ]}
            />
          )}
          {found.rows.length > SHOWN && (
            <Text size="sm" c="dimmed">
              {t('preview.more', { n: found.rows.length - SHOWN })}
            </Text>
          )}
        </Stack>
      )}
    </section>
  )
}
