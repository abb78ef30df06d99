/** Interviews with open questions: who said what, in their words, and what it is about. */
import { Anchor } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Interview } from '../../../../contract/needs.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { useElements } from '../../lib/elements.ts'
import { RecordName } from '../../lib/records/record-name.tsx'
import { RecordScreen } from '../../lib/records/record-screen.tsx'
import { SectionTabs } from '../../lib/section-tabs.tsx'
import { CustomerFilter, RoleFilter } from './filters.tsx'
import { useNeedKinds } from './kinds.ts'

export default function InterviewsScreen() {
  const { t } = useTranslation(['field', 'value', 'needs'])
  const formats = useFormats()
  const { interview } = useNeedKinds()
  const { nameOf } = useElements()
  const about = (row: Interview) => [...new Set(row.answers.flatMap(({ elements }) => elements))].map(nameOf).join(', ')
  const uncoded = (row: Interview) => row.answers.filter(({ words, elements }) => words && elements.length === 0).length
  const role = (row: Interview) => t(`value:buying_role.${row.buying_role}`)
  return (
    <RecordScreen<Interview>
      kind={interview}
      tabs={<SectionTabs of="needs" />}
      filters={['customer_id', 'buying_role']}
      filterInputs={
        <>
          <CustomerFilter />
          <RoleFilter />
        </>
      }
      columns={[
        {
          id: 'customer',
          header: t('customer'),
          cell: (row) => (
            <Anchor component={Link} size="sm" to={`/customers/${encodeURIComponent(row.customer_id)}`}>
              <RecordName of="/customers" code={row.customer_id} />
            </Anchor>
          ),
          text: (row) => row.customer_id,
          isTitle: true,
        },
        { id: 'role', header: t('buying_role'), cell: role, text: role },
        { id: 'held_on', header: t('held_on'), cell: (row) => formats.date(row.held_on), text: (row) => row.held_on },
        { id: 'quote', header: t('quote'), cell: (row) => row.answers.find(({ words }) => words)?.words },
        { id: 'about', header: t('about_elements'), cell: about, text: about },
        {
          id: 'uncoded',
          header: t('needs:uncoded'),
          cell: (row) => uncoded(row) > 0 && formats.number(uncoded(row)),
          text: uncoded,
          isNumber: true,
        },
        { id: 'interview_id', header: t('interview_id'), cell: (row) => row.interview_id, isHiddenAtFirst: true },
      ]}
    />
  )
}
