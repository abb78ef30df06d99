/** The action plan: where steps are due, who does what until when, and whether what was done moved what it should. */
import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ACTION_MEASURES, ACTION_STATES } from '../../../../contract/action-words.ts'
import type { Action } from '../../../../contract/actions.ts'
import { ChoiceFilter } from '../../../ui/filter-bar.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { useMeasureText } from '../../lib/actions/measure-text.ts'
import { useActionKind } from '../../lib/actions/use-action-kind.ts'
import { useElements } from '../../lib/elements.ts'
import { usePlaceName } from '../../lib/place-name.ts'
import { LookupFilter } from '../../lib/records/lookup-filter.tsx'
import { useColleagueName } from '../../lib/records/members.tsx'
import { RecordScreen } from '../../lib/records/record-screen.tsx'
import { useSegmentName } from '../../lib/segment-name.ts'
import { DuePanel } from './due-panel.tsx'
import { EffectPanel } from './effect-panel.tsx'
import { OwnProgress } from './own-progress.tsx'

export default function ActionsScreen() {
  const { t } = useTranslation(['field', 'value', 'actions'])
  const formats = useFormats()
  const { changeText, levelText } = useMeasureText()
  const nameOf = useColleagueName()
  const kind = useActionKind()
  const segmentName = useSegmentName()
  const placeName = usePlaceName()
  const { nameOf: elementName } = useElements()
  const today = new Date().toISOString().slice(0, 10)
  const isLate = ({ state, due_on }: Action) => (state === 'open' || state === 'started') && due_on < today
  return (
    <>
      <RecordScreen<Action>
        kind={kind}
        filters={['state', 'segment_id', 'measure', 'element_id']}
        filterInputs={
          <>
            <ChoiceFilter
              name="state"
              label={t('state')}
              choices={ACTION_STATES.map((value) => ({ value, label: t(`value:action_state.${value}`) }))}
              width={150}
            />
            <ChoiceFilter
              name="measure"
              label={t('measure')}
              choices={ACTION_MEASURES.map((value) => ({ value, label: t(`value:action_measure.${value}`) }))}
              width={190}
            />
            <LookupFilter
              name="segment_id"
              label={t('segment_id')}
              from={{ path: '/segments', key: 'segment_id' }}
              width={200}
            />
          </>
        }
        below={(row) => (
          <>
            <OwnProgress action={row} />
            <EffectPanel action={row} />
          </>
        )}
        columns={[
          { id: 'title', header: t('title'), cell: (row) => row.title, isTitle: true, isWrapped: true, width: '30%' },
          { id: 'state', header: t('state'), cell: (row) => t(`value:action_state.${row.state}`) },
          {
            id: 'due_on',
            header: t('due_on'),
            cell: (row) => (
              <Text size="sm" c={isLate(row) ? 'var(--sf-wrong)' : undefined} style={{ whiteSpace: 'nowrap' }}>
                {isLate(row) ? `${formats.date(row.due_on)} · ${t('actions:overdue')}` : formats.date(row.due_on)}
              </Text>
            ),
            text: (row) => row.due_on,
          },
          { id: 'owner', header: t('owner'), cell: (row) => (row.owner ? nameOf(row.owner) : null) },
          { id: 'measure', header: t('measure'), cell: (row) => t(`value:action_measure.${row.measure}`) },
          {
            id: 'expected_change',
            header: t('expected_change'),
            cell: (row) => (row.expected_change == null ? null : changeText(row.measure, row.expected_change)),
            text: (row) => row.expected_change,
            isNumber: true,
          },
          {
            id: 'baseline',
            header: t('baseline'),
            cell: (row) =>
              row.baseline == null
                ? null
                : levelText(row.measure, row.measure === 'order_cycle_time' ? row.baseline : row.baseline / 100),
            text: (row) => row.baseline,
            isNumber: true,
            isHiddenAtFirst: true,
          },
          {
            id: 'element_id',
            header: t('element_id'),
            cell: (row) => row.element_id && elementName(row.element_id),
            isHiddenAtFirst: true,
          },
          { id: 'segment_id', header: t('segment_id'), cell: (row) => segmentName(row.segment_id) },
          { id: 'site_id', header: t('site_id'), cell: (row) => placeName(row.site_id) },
          {
            id: 'cost_minor',
            header: t('action_cost'),
            cell: (row) => (row.cost_minor == null ? null : formats.money(row.cost_minor, row.currency ?? '')),
            isNumber: true,
          },
          { id: 'priority', header: t('priority'), cell: (row) => row.priority, isNumber: true, isHiddenAtFirst: true },
          { id: 'action_id', header: t('action_id'), cell: (row) => row.action_id, isHiddenAtFirst: true },
        ]}
      />
      <DuePanel />
    </>
  )
}
