/** What customers say was wrong with delivered goods; undecided claims stand on top. */
import { Button, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { CLAIM_KINDS, CLAIM_STATES, type Claim, RECOVERY_STATES } from '../../../../contract/claims.ts'
import { useAddress } from '../../../ui/address.ts'
import { ChoiceFilter, FilterBar, SearchFilter } from '../../../ui/filter-bar.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Icon } from '../../../ui/icons.tsx'
import { Empty } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import type { Column } from '../../../ui/record-table.tsx'
import { useCountedList } from '../../lib/counted-list.ts'
import { CountedTable } from '../../lib/counted-table.tsx'
import { SectionTabs } from '../../lib/section-tabs.tsx'
import { mayDo, useSession } from '../../lib/session.ts'
import { NewClaimDialog } from './new-claim.tsx'

const NEW = '+'
const DAY_MS = 86_400_000
const NEAR_DAYS = 2
const FILTERS = ['q', 'state', 'kind', 'recovery']

export default function ClaimsScreen() {
  const { t } = useTranslation(['claims', 'shell'])
  const session = useSession()
  const [{ open }, change] = useAddress()
  return (
    <>
      <PageHead
        title={t('shell:screen.claims')}
        program={t('shell:program')}
        lead={t('lead')}
        actions={
          mayDo(session, 'inquiries.write') && (
            <Button leftSection={<Icon name="plus" size={16} />} onClick={() => change({ open: NEW })}>
              {t('takeIn')}
            </Button>
          )
        }
      />
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
      {open === NEW && <NewClaimDialog onClose={() => change({ open: undefined })} />}
    </>
  )
}

function Rows() {
  const { t } = useTranslation(['claims', 'shell'])
  const navigate = useNavigate()
  const [{ q, state, kind, recovery }] = useAddress()
  const claims = useCountedList<Claim>({
    ...{ path: '/claims', name: 'claims', queryKey: ['claims'] },
    asked: { q, state, kind, recovery },
  })
  return (
    <CountedTable
      of={claims}
      name="claims"
      label={t('shell:screen.claims')}
      columns={useColumns()}
      rowKey={(row) => row.claim_id}
      onOpen={(row) => navigate(`/claims/${encodeURIComponent(row.claim_id)}`)}
      isFiltered={Boolean(q || state || kind || recovery)}
      empty={
        <Empty isSuccess title={t('empty')}>
          {t('emptyNote')}
        </Empty>
      }
    />
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
    { id: 'carrier', header: t('carrier'), cell: (row) => row.carrier_name ?? row.carrier_id },
    {
      ...{ id: 'recovery', header: t('recovery'), text: recoveryOf },
      cell: (row) => <RecoveryText claim={row}>{recoveryOf(row)}</RecoveryText>,
    },
    { id: 'opened', header: t('opened'), cell: (row) => formats.instant(row.opened_at), text: (row) => row.opened_at },
  ]
}

/** A deadline that has passed, or is near, is seen from afar. */
function RecoveryText({ claim, children }: { claim: Claim; children: string | null }) {
  const { t } = useTranslation('claims')
  const { recovery_state, recovery_due_on } = claim
  const isDue = recovery_state === 'to_file' && recovery_due_on !== null
  const days = isDue
    ? Math.round((Date.parse(recovery_due_on) - Date.parse(new Date().toISOString().slice(0, 10))) / DAY_MS)
    : null
  if (days === null || days > NEAR_DAYS) return children
  return (
    <Text component="span" size="sm" fw={650} c="var(--sf-wrong)">
      {children} · {days < 0 ? t('tooLate') : t('daysLeft', { count: days })}
    </Text>
  )
}
