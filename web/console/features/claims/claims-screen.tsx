/** What customers say was wrong with delivered goods; undecided claims stand on top. */
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { CLAIM_KINDS, CLAIM_STATES, type Claim, RECOVERY_STATES } from '../../../../contract/claims.ts'
import { useAddress } from '../../../ui/address.ts'
import type { EveryRow } from '../../../ui/download-rows.tsx'
import { ChoiceFilter, FilterBar, SearchFilter } from '../../../ui/filter-bar.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { call } from '../../../ui/http.ts'
import { Empty, ProblemNote } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { type Column, RecordTable } from '../../../ui/record-table.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { SectionTabs } from '../../lib/section-tabs.tsx'
import { mayDo, useSession } from '../../lib/session.ts'
import { useClaims } from './use-claims.ts'

const FILTERS = ['q', 'state', 'kind', 'recovery']
const PAGE = 200

export default function ClaimsScreen() {
  const { t } = useTranslation(['claims', 'shell'])
  return (
    <>
      <PageHead title={t('shell:screen.claims')} program={t('shell:program')} lead={t('lead')} />
      <SectionTabs of="desk" />
      <FilterBar names={FILTERS}>
        <SearchFilter label={t('search')} />
        <ChoiceFilter
          name="state"
          label={t('state')}
          choices={CLAIM_STATES.map((value) => ({ value, label: t(`states.${value}`) }))}
        />
        <ChoiceFilter
          name="kind"
          label={t('kind')}
          choices={CLAIM_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
        />
        <ChoiceFilter
          name="recovery"
          label={t('recovery')}
          width={220}
          choices={RECOVERY_STATES.map((value) => ({ value, label: t(`recoveries.${value}`) }))}
        />
      </FilterBar>
      <Rows />
    </>
  )
}

function Rows() {
  const { t } = useTranslation(['claims', 'shell', 'records'])
  const navigate = useNavigate()
  const [{ q, state, kind, recovery }] = useAddress()
  const asked = { q, state, kind, recovery }
  const pages = useClaims(asked)
  const everyRow = useEveryClaim(asked)
  const columns = useColumns()
  const rows = pages.data?.pages.flatMap((page) => page.claims) ?? []
  if (pages.isError && !pages.data) return <ProblemNote error={pages.error} onRetry={() => pages.refetch()} />
  return (
    <Surface isFlush>
      <RecordTable
        label={t('shell:screen.claims')}
        name="claims"
        rows={rows}
        rowKey={(row) => row.claim_id}
        columns={columns}
        isWaiting={pages.isPending}
        isStale={pages.isPlaceholderData}
        total={pages.data?.pages[0]?.total}
        onMore={pages.hasNextPage ? () => pages.fetchNextPage() : undefined}
        isMoreWaiting={pages.isFetchingNextPage}
        everyRow={everyRow}
        onOpen={(row) => navigate(`/claims/${encodeURIComponent(row.claim_id)}`)}
        empty={
          q || state || kind || recovery ? (
            <Empty icon="search" title={t('records:nothingFound')}>
              {t('records:nothingFoundAdvice')}
            </Empty>
          ) : (
            <Empty isSuccess title={t('empty')}>
              {t('emptyNote')}
            </Empty>
          )
        }
      />
    </Surface>
  )
}

function useColumns(): Column<Claim>[] {
  const { t } = useTranslation('claims')
  const formats = useFormats()
  const recoveryOf = (row: Claim) => {
    if (row.recovery_state === 'none') return null
    const due = row.recovery_state === 'to_file' && row.recovery_due_on
    return due ? t('fileUntil', { day: formats.date(due) }) : t(`recoveries.${row.recovery_state}`)
  }
  return [
    { id: 'claim', header: t('number'), cell: (row) => row.claim_id, isTitle: true },
    { id: 'kind', header: t('kind'), cell: (row) => t(`kinds.${row.kind}`) },
    { id: 'customer', header: t('customer'), cell: (row) => row.customer_name ?? row.customer_id },
    { id: 'order', header: t('order'), cell: (row) => row.order_id },
    { id: 'state', header: t('state'), cell: (row) => t(`states.${row.state}`) },
    { id: 'stage', header: t('stage'), cell: (row) => t(`stages.${row.stage}`) },
    { id: 'recovery', header: t('recovery'), cell: recoveryOf, text: recoveryOf },
    { id: 'opened', header: t('opened'), cell: (row) => formats.instant(row.opened_at), text: (row) => row.opened_at },
  ]
}

function useEveryClaim(asked: Record<string, string | undefined>): EveryRow<Claim> | undefined {
  const session = useSession()
  if (!mayDo(session, 'exports.run')) return undefined
  return async function* pages(signal) {
    for (let offset = 0; ; offset += PAGE) {
      const query = { ...asked, limit: PAGE, offset }
      const { claims } = await call<{ claims: Claim[] }>('/api/v1/claims', { query, signal })
      yield claims
      if (claims.length < PAGE) return
    }
  }
}
