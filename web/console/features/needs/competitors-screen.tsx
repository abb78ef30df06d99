/** Competitors by name. */
import { useTranslation } from 'react-i18next'
import type { Competitor } from '../../../../contract/needs.ts'
import { RecordScreen } from '../../lib/records/record-screen.tsx'
import { SectionTabs } from '../../lib/section-tabs.tsx'
import { competitorKind } from './kinds.ts'

export default function CompetitorsScreen() {
  const { t } = useTranslation('field')
  return (
    <RecordScreen<Competitor>
      kind={competitorKind}
      tabs={<SectionTabs of="needs" />}
      columns={[
        { id: 'name', header: t('name'), cell: (row) => row.name, isTitle: true },
        { id: 'competitor_id', header: t('competitor_id'), cell: (row) => row.competitor_id },
        { id: 'note', header: t('note'), cell: (row) => row.note },
      ]}
    />
  )
}
