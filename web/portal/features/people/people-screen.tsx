/** Who of the company has a login here and what each takes care of; its own administrator lets colleagues in. */
import { Button, Stack } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PortalRole } from '../../../../contract/people.ts'
import { Confirm } from '../../../ui/confirm.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Icon } from '../../../ui/icons.tsx'
import { Empty, RowsWaiting } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { RecordTable } from '../../../ui/record-table.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { toastDone, toastProblem } from '../../../ui/toast.ts'
import { useSession } from '../../lib/session.ts'
import { ChangeDialog, InviteDialog } from './colleague-dialogs.tsx'
import { type ColleagueRow, type InvitedRow, useColleagues, useRemoveColleague, useWithdraw } from './use-colleagues.ts'

export default function PeopleScreen() {
  const { t } = useTranslation(['colleagues', 'shell'])
  const people = useColleagues()
  const [isInviting, setInviting] = useState(false)
  return (
    <>
      <PageHead
        title={t('title')}
        program={t('shell:program')}
        lead={t('lead')}
        actions={
          <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setInviting(true)}>
            {t('invite')}
          </Button>
        }
      />
      <Answer of={people} waiting={<RowsWaiting />}>
        {({ members, invitations }) => (
          <Stack gap="md">
            <Surface isFlush title={t('members')}>
              <Members rows={members} />
            </Surface>
            {invitations.length > 0 && (
              <Surface isFlush title={t('invited')}>
                <Invited rows={invitations} />
              </Surface>
            )}
          </Stack>
        )}
      </Answer>
      {isInviting && <InviteDialog onClose={() => setInviting(false)} />}
    </>
  )
}

function useRolesText() {
  const { t } = useTranslation('colleagues')
  return (roles: readonly PortalRole[] | null) =>
    roles === null ? t('everything') : roles.map((role) => t(`role.${role}`)).join(', ')
}

function Members({ rows }: { rows: readonly ColleagueRow[] }) {
  const { t } = useTranslation('colleagues')
  const rolesText = useRolesText()
  const session = useSession()
  const remove = useRemoveColleague()
  const [changing, setChanging] = useState<ColleagueRow>()
  const [leaving, setLeaving] = useState<ColleagueRow>()
  return (
    <>
      <RecordTable
        label={t('members')}
        name="colleagues"
        rows={rows}
        rowKey={(row) => row.user_id}
        everyRow={() => [rows]}
        columns={[
          { id: 'name', header: t('name'), cell: (row) => row.name, isTitle: true },
          { id: 'email', header: t('email'), cell: (row) => row.email },
          { id: 'roles', header: t('cares'), cell: (row) => rolesText(row.portal_roles), width: '34%' },
          {
            id: 'change',
            header: t('change'),
            isAction: true,
            cell: (row) =>
              row.user_id !== session.user.id && (
                <>
                  <Button variant="subtle" size="compact-sm" onClick={() => setChanging(row)}>
                    {t('change')}
                    <span className="sf-hidden">: {row.name}</span>
                  </Button>
                  <Button variant="subtle" size="compact-sm" onClick={() => setLeaving(row)}>
                    {t('remove')}
                    <span className="sf-hidden">: {row.name}</span>
                  </Button>
                </>
              ),
          },
        ]}
        empty={<Empty icon="people" title={t('nobody')} />}
      />
      {changing && <ChangeDialog colleague={changing} onClose={() => setChanging(undefined)} />}
      <Confirm
        isOpen={leaving !== undefined}
        title={t('removeTitle', { name: leaving?.name })}
        action={t('remove')}
        isWaiting={remove.isPending}
        onClose={() => setLeaving(undefined)}
        onConfirm={() =>
          leaving &&
          remove.mutate(leaving.user_id, {
            onError: toastProblem,
            onSuccess: () => toastDone(t('removed')),
            onSettled: () => setLeaving(undefined),
          })
        }
      >
        {t('removeNote')}
      </Confirm>
    </>
  )
}

function Invited({ rows }: { rows: readonly InvitedRow[] }) {
  const { t } = useTranslation('colleagues')
  const formats = useFormats()
  const rolesText = useRolesText()
  const withdraw = useWithdraw()
  return (
    <RecordTable
      label={t('invited')}
      name="invited-colleagues"
      rows={rows}
      rowKey={(row) => row.invitation_id}
      everyRow={() => [rows]}
      columns={[
        { id: 'email', header: t('email'), cell: (row) => row.email, isTitle: true },
        { id: 'roles', header: t('cares'), cell: (row) => rolesText(row.portal_roles) },
        {
          id: 'until',
          header: t('until'),
          cell: (row) => formats.instant(row.expires_at),
          text: (row) => row.expires_at,
        },
        { id: 'mail', header: t('mail'), cell: (row) => t(`mailState.${row.mail}`) },
        {
          id: 'withdraw',
          header: t('change'),
          isAction: true,
          cell: (row) => (
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
      empty={<Empty icon="people" title={t('nobody')} />}
    />
  )
}
