/** One element for one role: every gap with its interval, and the orders, promises, answers and words behind it. */
import { Anchor, Drawer, Group, Skeleton, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { BehindGap, GapMap, GapRow } from '../../../../contract/gap-map.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { addressOf, call } from '../../../ui/http.ts'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { Answer } from '../../../ui/request.tsx'
import { actionStart } from '../../lib/actions/action-start.ts'
import { ActionsOf } from '../../lib/actions/actions-of.tsx'
import { useElements } from '../../lib/elements.ts'
import { useColleagueName } from '../../lib/records/members.tsx'
import { mayDo, useSession } from '../../lib/session.ts'
import { useFigureText } from './figure-text.tsx'
import { unitOfGap } from './gap-unit.ts'

type Props = { map: GapMap; row: GapRow | undefined; onClose: () => void }

export function GapDrawer({ map, row, onClose }: Props) {
  const { t } = useTranslation(['needs', 'ui', 'value'])
  const { nameOf } = useElements()
  const roleName = (role: GapRow['role']) => (role === 'all' ? t('allRoles') : t(`value:buying_role.${role}`))
  return (
    <Drawer
      opened={row !== undefined}
      onClose={onClose}
      position="right"
      size="lg"
      title={row && `${nameOf(row.element_id)} · ${roleName(row.role)}`}
      closeButtonProps={{ 'aria-label': t('ui:close') }}
    >
      {row && <Inside map={map} row={row} />}
    </Drawer>
  )
}

function Inside({ map, row }: { map: GapMap; row: GapRow }) {
  const { t } = useTranslation(['needs', 'value'])
  const formats = useFormats()
  const text = useFigureText()
  const colleague = useColleagueName()
  return (
    <Stack gap="md">
      <Text size="sm">
        {t('answersFor', { name: row.department ? t(`value:department.${row.department}`) : '–' })}
        {row.owner ? ` · ${colleague(row.owner)}` : ''}
      </Text>
      {row.misread && (
        <Text size="sm" fw={600}>
          {t(`misread.${row.misread}`)}
        </Text>
      )}
      {row.competitor && (
        <Text size="sm">
          {[
            row.competitor.name,
            row.competitor.mark.value !== null && text.one(row.competitor.mark.value, 'mark'),
            t(`value:need_evidence.${row.competitor.evidence}`),
            formats.date(row.competitor.seen_on),
            row.competitor.is_old && t('tooOld'),
          ]
            .filter(Boolean)
            .join(' · ')}
        </Text>
      )}
      <PlainTable
        label={t('gapsTitle')}
        rows={row.gaps}
        rowKey={({ kind }) => kind}
        columns={[
          { id: 'kind', header: t('between'), cell: ({ kind }) => t(`gap.${kind}`), isTitle: true },
          {
            id: 'state',
            header: t('finding'),
            cell: ({ state }) => t(`gapState.${state === 'too_few' ? 'fewCases' : state}`),
          },
          {
            id: 'size',
            header: t('size'),
            cell: (gap) =>
              gap.size === null ? null : (
                <>
                  {text.one(gap.size, unitOfGap(gap.kind))}
                  <Text size="xs" c="dimmed">
                    {text.range(gap, unitOfGap(gap.kind))}
                  </Text>
                </>
              ),
            isNumber: true,
          },
          {
            id: 'priority',
            header: t('priority'),
            cell: ({ priority }) => (priority > 0 ? formats.money(priority, map.currency ?? 'EUR') : null),
            isNumber: true,
          },
        ]}
      />
      <OrdersBehind map={map} row={row} />
      <Actions map={map} row={row} />
      <Behind map={map} row={row} />
    </Stack>
  )
}

/** A step that is made here begins with the figure of today and the way to what is required. */
function Actions({ map, row }: { map: GapMap; row: GapRow }) {
  const { t } = useTranslation('needs')
  const { nameOf } = useElements()
  const { element_id, measure, measured, required, standard } = row
  const start = (known: number) =>
    actionStart({
      ...{ id: `${map.segment_id} ${element_id}`, reason: 'gap', segment_id: map.segment_id, element_id },
      ...{ measure, measured: measured.value, wanted: required.value ?? standard, owner: row.owner, known },
      title: t('actionTitle', { element: nameOf(element_id), segment: map.segment_name }),
      now: new Date(),
    })
  return <ActionsOf of={{ element_id }} segmentId={map.segment_id} start={start} />
}

/** Under which filter the lines that went wrong stand in the scorecard. */
const LINES: Readonly<Partial<Record<NonNullable<GapRow['measure']>, Record<string, string>>>> = {
  otif: { otif: 'fail' },
  on_time: { timing: 'late' },
  in_full: { right: 'quantity', check: 'fail' },
  condition: { right: 'condition', check: 'fail' },
  information: { right: 'information', check: 'fail' },
  price: { right: 'price', check: 'fail' },
}

function OrdersBehind({ map, row }: { map: GapMap; row: GapRow }) {
  const { t } = useTranslation('needs')
  const session = useSession()
  const filter = row.measure && LINES[row.measure]
  const shared = { segment_id: map.segment_id, from: map.from, to: map.to }
  return (
    <Group gap="md">
      {filter && mayDo(session, 'scorecard.read') && (
        <Anchor component={Link} size="sm" to={addressOf('/scorecard/lines', { ...shared, ...filter })}>
          {t('ordersBehind')}
        </Anchor>
      )}
      {(row.measure === 'first_answer' || row.measure === 'final_answer') && mayDo(session, 'scorecard.read') && (
        <Anchor component={Link} size="sm" to="/service-figures">
          {t('answersBehind')}
        </Anchor>
      )}
      {mayDo(session, 'standards.read') && (
        <Anchor component={Link} size="sm" to={addressOf('/segments', { q: map.segment_id, open: map.segment_id })}>
          {t('standardBehind')}
        </Anchor>
      )}
    </Group>
  )
}

function Behind({ map, row }: { map: GapMap; row: GapRow }) {
  const { t } = useTranslation(['needs', 'value'])
  const formats = useFormats()
  const { from, to, segment_id } = map
  const { element_id, role } = row
  const found = useQuery({
    queryKey: ['gap-behind', segment_id, element_id, role, from, to],
    queryFn: ({ signal }) =>
      call<BehindGap>('/api/v1/gap-map/behind', { query: { segment_id, element_id, role, from, to }, signal }),
  })
  return (
    <Answer of={found} waiting={<Skeleton height={80} />}>
      {({ answers, too_few, words }) => (
        <Stack gap="md">
          {answers.length > 0 && (
            <PlainTable
              label={t('marksTitle')}
              rows={answers}
              rowKey={({ kind, value }) => `${kind} ${value}`}
              columns={[
                {
                  id: 'kind',
                  header: t('marksTitle'),
                  cell: ({ kind }) => t(`value:question_kind.${kind}`),
                  isTitle: true,
                },
                { id: 'value', header: t('given'), cell: ({ value }) => formats.number(value), isNumber: true },
                {
                  id: 'people',
                  header: t('peopleTitle'),
                  cell: ({ people }) => formats.number(people),
                  isNumber: true,
                },
              ]}
            />
          )}
          {too_few && (
            <Text size="sm" c="dimmed">
              {t('marksTooFew')}
            </Text>
          )}
          {words.map((one) => (
            <div key={`${one.interview_id} ${one.question} ${one.words}`}>
              <Text component="blockquote" m={0} size="sm" style={{ overflowWrap: 'anywhere' }}>
                {t('quoted', { text: one.words })}
              </Text>
              <Text size="xs" c="dimmed">
                {[one.customer_name, t(`value:buying_role.${one.buying_role}`), formats.date(one.held_on)].join(' · ')}
              </Text>
            </div>
          ))}
          {answers.length === 0 && words.length === 0 && !too_few && (
            <Text size="sm" c="dimmed">
              {t('nothingBehind')}
            </Text>
          )}
        </Stack>
      )}
    </Answer>
  )
}
