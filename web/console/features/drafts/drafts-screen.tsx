/** What segments may be offered next: kept, replayed over last year, compared with what holds, published or laid aside. */
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { PackageDraft } from '../../../../contract/package-drafts.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { LookupFilter } from '../../lib/records/lookup-filter.tsx'
import { RecordScreen } from '../../lib/records/record-screen.tsx'
import { SectionTabs } from '../../lib/section-tabs.tsx'
import { useSegmentName } from '../../lib/segment-name.ts'
import { draftKind } from '../../lib/terms/draft-kind.ts'
import { PackagePreview } from '../../lib/terms/package-preview.tsx'
import { useDraftState } from './draft-state.ts'

export default function DraftsScreen() {
  const { t } = useTranslation(['field', 'drafts'])
  const formats = useFormats()
  const stateOf = useDraftState()
  const segmentName = useSegmentName()
  const go = useNavigate()
  return (
    <RecordScreen<PackageDraft>
      kind={draftKind}
      tabs={<SectionTabs of="service" />}
      review={(draft) => <PackagePreview draft={draft} />}
      onOpen={({ draft_id }) => go(`/packages/drafts/${encodeURIComponent(draft_id)}`)}
      filters={['segment_id']}
      filterInputs={
        <LookupFilter name="segment_id" label={t('segment_id')} from={{ path: '/segments', key: 'segment_id' }} />
      }
      columns={[
        { id: 'name', header: t('name'), cell: (row) => row.name, isTitle: true },
        { id: 'draft_id', header: t('draft_id'), cell: (row) => row.draft_id },
        { id: 'segment_id', header: t('segment_id'), cell: (row) => segmentName(row.segment_id) },
        {
          id: 'valid_from',
          header: t('valid_from'),
          cell: (row) => formats.date(row.valid_from),
          text: (row) => row.valid_from,
        },
        { id: 'state', header: t('state'), cell: stateOf },
        { id: 'note', header: t('draft_note'), cell: (row) => row.note },
      ]}
    />
  )
}
