/** Elements of service of one's own, and who answers for one that is built in. */
import { useTranslation } from 'react-i18next'
import type { ServiceElementRecord } from '../../../../contract/needs.ts'
import { useElements } from '../../lib/elements.ts'
import { useColleagueName } from '../../lib/records/members.tsx'
import { RecordScreen } from '../../lib/records/record-screen.tsx'
import { SectionTabs } from '../../lib/section-tabs.tsx'
import { elementKind } from './kinds.ts'

export default function ElementsScreen() {
  const { t } = useTranslation(['field', 'value'])
  const { nameOf } = useElements()
  const colleague = useColleagueName()
  const department = (row: ServiceElementRecord) => (row.department ? t(`value:department.${row.department}`) : null)
  return (
    <RecordScreen<ServiceElementRecord>
      kind={elementKind}
      tabs={<SectionTabs of="needs" />}
      columns={[
        { id: 'name', header: t('name'), cell: (row) => nameOf(row.element_id), isTitle: true },
        { id: 'element_id', header: t('element_id'), cell: (row) => row.element_id },
        { id: 'department', header: t('department'), cell: department, text: department },
        { id: 'owner', header: t('owner'), cell: (row) => row.owner && colleague(row.owner) },
        { id: 'note', header: t('note'), cell: (row) => row.note },
      ]}
    />
  )
}
