/** Every version of every segment's package: what holds, what comes, what was. */
import { useTranslation } from 'react-i18next'
import type { Holding } from '../../../../contract/holding.ts'
import type { ServicePackage } from '../../../../contract/service-packages.ts'
import { HoldingFilter, useDatedColumns } from '../../lib/records/holding.tsx'
import { LookupFilter } from '../../lib/records/lookup-filter.tsx'
import { RecordScreen } from '../../lib/records/record-screen.tsx'
import { SectionTabs } from '../../lib/section-tabs.tsx'
import { useSegmentName } from '../../lib/segment-name.ts'
import { mayDo, useSession } from '../../lib/session.ts'
import { LeadTimeSplit } from '../../lib/terms/lead-time-split.tsx'
import { packageKind, TERMS } from '../../lib/terms/package-kind.ts'
import { PackagePreview } from '../../lib/terms/package-preview.tsx'
import { useTermText } from '../../lib/terms/term-text.ts'
import { PackageResults } from './package-results.tsx'

const SHOWN_AT_FIRST = ['lead_time_days', 'in_stock_percent', 'delivery_days']

type Row = ServicePackage & { holding: Holding }

export default function PackageVersionsScreen() {
  const { t } = useTranslation('field')
  const termText = useTermText()
  const segmentName = useSegmentName()
  const session = useSession()
  const dated = useDatedColumns<Row>(false)
  const label = (name: string) => t(packageKind.fields.find((field) => field.name === name)?.label ?? name)
  return (
    <RecordScreen<Row>
      kind={packageKind}
      tabs={<SectionTabs of="service" />}
      review={(draft) => <PackagePreview draft={draft} />}
      below={(row) => (
        <>
          {row.lead_time_days != null && mayDo(session, 'scorecard.read') && (
            <LeadTimeSplit segmentId={row.segment_id} days={row.lead_time_days} from={row.valid_from} />
          )}
          {mayDo(session, 'costs.read') && <PackageResults packageId={row.package_id} />}
        </>
      )}
      filters={['segment_id', 'holding']}
      filterInputs={
        <>
          <LookupFilter name="segment_id" label={t('segment_id')} from={{ path: '/segments', key: 'segment_id' }} />
          <HoldingFilter values={['today', 'coming', 'past']} />
        </>
      }
      columns={[
        { id: 'package_id', header: t('package_id'), cell: (row) => row.package_id, isTitle: true },
        { id: 'segment_id', header: t('segment_id'), cell: (row) => segmentName(row.segment_id) },
        { id: 'name', header: t('name'), cell: (row) => row.name },
        ...dated,
        ...TERMS.map((name) => ({
          id: name,
          header: label(name),
          cell: (row: Row) => (row[name as keyof Row] == null ? null : termText(row, name)),
          isHiddenAtFirst: !SHOWN_AT_FIRST.includes(name),
        })),
      ]}
    />
  )
}
