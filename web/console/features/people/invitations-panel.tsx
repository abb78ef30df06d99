import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Empty, RowsWaiting } from '../../../ui/notices.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { toastProblem } from '../../../ui/toast.ts'
import { useInvitations, useWithdraw } from './use-people.ts'

export function InvitationsPanel({ mayManage }: { mayManage: boolean }) {
  const { t } = useTranslation(['people', 'shell', 'field'])
  const formats = useFormats()
  const invitations = useInvitations()
  const withdraw = useWithdraw()
  return (
    <Surface>
      <Answer of={invitations} waiting={<RowsWaiting />}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty icon="people" title={t('noInvitations')}>
              {mayManage && t('noInvitationsAdvice')}
            </Empty>
          ) : (
            <PlainTable
              label={t('tab.invitations')}
              rows={rows}
              rowKey={(row) => row.invitation_id}
              columns={[
                { id: 'email', header: t('field:email'), cell: (row) => row.email, isTitle: true },
                { id: 'role', header: t('role'), cell: (row) => t(`shell:role.${row.role}`) },
                { id: 'customer', header: t('customer'), cell: (row) => row.customer_id },
                { id: 'expires', header: t('expires'), cell: (row) => formats.instant(row.expires_at) },
                {
                  id: 'withdraw',
                  header: <span className="sf-hidden">{t('withdraw')}</span>,
                  cell: (row) =>
                    mayManage && (
                      <Button
                        variant="subtle"
                        size="compact-sm"
                        loading={withdraw.isPending && withdraw.variables === row.invitation_id}
                        onClick={() => withdraw.mutate(row.invitation_id, { onError: toastProblem })}
                      >
                        {t('withdraw')}
                        <span className="sf-hidden">: {row.email}</span>
                      </Button>
                    ),
                },
              ]}
            />
          )
        }
      </Answer>
    </Surface>
  )
}
