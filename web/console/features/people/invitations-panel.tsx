/** Invitations that nobody has taken up yet. */
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { FilterBar, SearchFilter } from '../../../ui/filter-bar.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Empty, RowsWaiting } from '../../../ui/notices.tsx'
import { RecordTable } from '../../../ui/record-table.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { toastProblem } from '../../../ui/toast.ts'
import { useTheseRows } from '../../lib/every-row.ts'
import { useFound } from '../../lib/use-found.ts'
import { type InvitationRow, useInvitations, useWithdraw } from './use-people.ts'

export function InvitationsPanel({ mayManage }: { mayManage: boolean }) {
  const { t } = useTranslation('people')
  const invitations = useInvitations()
  return (
    <>
      <FilterBar names={['q']}>
        <SearchFilter label={t('searchPeople')} />
      </FilterBar>
      <Surface isFlush>
        <Answer of={invitations} waiting={<RowsWaiting />}>
          {({ rows }) => <InvitationsTable invitations={rows} mayManage={mayManage} />}
        </Answer>
      </Surface>
    </>
  )
}

function InvitationsTable({ invitations, mayManage }: { invitations: readonly InvitationRow[]; mayManage: boolean }) {
  const { t } = useTranslation(['people', 'shell', 'field', 'records'])
  const formats = useFormats()
  const roleName = (row: InvitationRow) => t(`shell:role.${row.role}`)
  const found = useFound(invitations, (row) => [row.email, row.customer_id, roleName(row)])
  const everyRow = useTheseRows(found)
  return (
    <RecordTable
      label={t('tab.invitations')}
      name="invitations"
      rows={found}
      rowKey={(row) => row.invitation_id}
      everyRow={everyRow}
      columns={[
        { id: 'email', header: t('field:email'), cell: (row) => row.email, isTitle: true },
        { id: 'role', header: t('role'), cell: roleName },
        { id: 'customer', header: t('customer'), cell: (row) => row.customer_id },
        { id: 'mail', header: t('mail'), cell: (row) => t(`mailState.${row.mail}`) },
        {
          id: 'expires',
          header: t('expires'),
          cell: (row) => formats.instant(row.expires_at),
          text: (row) => row.expires_at,
        },
        ...(mayManage
          ? [
              {
                id: 'withdraw',
                header: t('change'),
                isAction: true,
                cell: (row: InvitationRow) => <Withdraw invitation={row} />,
              },
            ]
          : []),
      ]}
      empty={
        invitations.length > 0 ? (
          <Empty icon="search" title={t('records:nothingFound')}>
            {t('records:nothingFoundAdvice')}
          </Empty>
        ) : (
          <Empty icon="people" title={t('noInvitations')}>
            {mayManage && t('noInvitationsAdvice')}
          </Empty>
        )
      }
    />
  )
}

function Withdraw({ invitation }: { invitation: InvitationRow }) {
  const { t } = useTranslation('people')
  const withdraw = useWithdraw()
  return (
    <Button
      variant="subtle"
      size="compact-sm"
      loading={withdraw.isPending}
      onClick={() => withdraw.mutate(invitation.invitation_id, { onError: toastProblem })}
    >
      {t('withdraw')}
      <span className="sf-hidden">: {invitation.email}</span>
    </Button>
  )
}
