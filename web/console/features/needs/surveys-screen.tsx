/** Surveys: of customers what matters and how we do, of our own people what they believe. */
import { Anchor } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Survey } from '../../../../contract/surveys.ts'
import { ChoiceFilter } from '../../../ui/filter-bar.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { RecordName } from '../../lib/records/record-name.tsx'
import { RecordScreen } from '../../lib/records/record-screen.tsx'
import { SectionTabs } from '../../lib/section-tabs.tsx'
import { AUDIENCES, SURVEY_STATES } from '../../lib/value-lists.ts'
import { useNeedKinds } from './kinds.ts'

export default function SurveysScreen() {
  const { t } = useTranslation(['field', 'value', 'records', 'needs'])
  const formats = useFormats()
  const { survey } = useNeedKinds()
  const audience = (row: Survey) => t(`value:audience.${row.audience}`)
  const state = (row: Survey) => t(`value:survey_state.${row.state}`)
  return (
    <RecordScreen<Survey>
      kind={survey}
      tabs={<SectionTabs of="needs" />}
      filters={['audience', 'state']}
      filterInputs={
        <>
          <ChoiceFilter
            name="audience"
            label={t('audience')}
            choices={AUDIENCES.map((value) => ({ value, label: t(`value:audience.${value}`) }))}
            width={180}
          />
          <ChoiceFilter
            name="state"
            label={t('survey_state')}
            choices={SURVEY_STATES.map((value) => ({ value, label: t(`value:survey_state.${value}`) }))}
            width={160}
          />
        </>
      }
      columns={[
        { id: 'name', header: t('name'), cell: (row) => row.name, isTitle: true },
        { id: 'audience', header: t('audience'), cell: audience, text: audience },
        {
          id: 'segment',
          header: t('segment_id'),
          cell: (row) =>
            row.segment_id ? <RecordName of="/segments" code={row.segment_id} /> : t('records:everySegment'),
          text: (row) => row.segment_id ?? '',
        },
        { id: 'state', header: t('survey_state'), cell: state, text: state },
        {
          id: 'closes_on',
          header: t('closes_on'),
          cell: (row) => formats.date(row.closes_on),
          text: (row) => row.closes_on,
        },
        {
          id: 'results',
          header: t('needs:results'),
          cell: (row) => (
            <Anchor component={Link} size="sm" to={`/needs/surveys/${encodeURIComponent(row.survey_id)}`}>
              {t('needs:openResults')}
              <span className="sf-hidden">: {row.name}</span>
            </Anchor>
          ),
          text: () => '',
        },
        { id: 'survey_id', header: t('survey_id'), cell: (row) => row.survey_id, isHiddenAtFirst: true },
      ]}
    />
  )
}
