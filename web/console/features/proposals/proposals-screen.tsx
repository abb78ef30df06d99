/** Promises that no longer hold, by what brought it about. */
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { Proposal } from '../../../../contract/proposals.ts'
import { useAddress } from '../../../ui/address.ts'
import { FilterBar, SearchFilter } from '../../../ui/filter-bar.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Empty, ProblemNote, RowsWaiting } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { type Column, RecordTable } from '../../../ui/record-table.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { useTheseRows } from '../../lib/every-row.ts'
import { mayDo, useSession } from '../../lib/session.ts'
import { useFound } from '../../lib/use-found.ts'
import { useCauseText } from './cause-text.ts'
import { useCheck, useProposals } from './use-proposals.ts'

export default function ProposalsScreen() {
  const { t } = useTranslation(['proposals', 'shell', 'records'])
  const session = useSession()
  const [{ state = 'open' }] = useAddress()
  const proposals = useProposals(state)
  const check = useCheck()
  const ask = mayDo(session, 'promises.write') && (
    <Button variant="default" loading={check.isPending} onClick={() => check.mutate(undefined)}>
      {t('check')}
    </Button>
  )
  return (
    <>
      <PageHead title={t('shell:screen.proposals')} program={t('shell:program')} lead={t('lead')} actions={ask} />
      {check.isError && <ProblemNote error={check.error} />}
      <FilterBar names={['q']}>
        <SearchFilter label={t('records:search')} />
      </FilterBar>
      <Surface isFlush>
        <Answer of={proposals} waiting={<RowsWaiting />}>
          {({ proposals: rows }) => <Rows rows={rows} />}
        </Answer>
      </Surface>
    </>
  )
}

function Rows({ rows }: { rows: readonly Proposal[] }) {
  const { t } = useTranslation(['proposals', 'shell'])
  const go = useNavigate()
  const formats = useFormats()
  const causeText = useCauseText(rows)
  const found = useFound(rows, (row) => [row.proposal_id, causeText(row)])
  const everyRow = useTheseRows(found)
  const columns: Column<Proposal>[] = [
    { id: 'cause', header: t('cause'), cell: causeText, text: causeText, isTitle: true },
    {
      id: 'lines',
      header: t('lines'),
      cell: (row) => formats.number(row.line_count),
      text: (row) => row.line_count,
      isNumber: true,
    },
    {
      id: 'customers',
      header: t('customers'),
      cell: (row) => formats.number(row.customer_count),
      text: (row) => row.customer_count,
      isNumber: true,
    },
    { id: 'made', header: t('made'), cell: (row) => formats.instant(row.made_at), text: (row) => row.made_at },
  ]
  return (
    <RecordTable
      label={t('shell:screen.proposals')}
      name="proposals"
      rows={found}
      rowKey={(row) => row.proposal_id}
      columns={columns}
      everyRow={everyRow}
      onOpen={(row) => go(`/proposals/${encodeURIComponent(row.proposal_id)}`)}
      empty={
        <Empty isSuccess title={t('nothing')}>
          {t('nothingNote')}
        </Empty>
      }
    />
  )
}
