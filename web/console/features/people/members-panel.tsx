import { Button, Select } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Confirm } from '../../../ui/confirm.tsx'
import { RowsWaiting } from '../../../ui/notices.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { toastDone, toastProblem } from '../../../ui/toast.ts'
import { useSession } from '../../lib/session.ts'
import { STAFF_ROLES } from './staff-roles.ts'
import { type MemberRow, useChangeMember, useMembers, useRemoveMember } from './use-people.ts'

export function MembersPanel({ mayManage }: { mayManage: boolean }) {
  const { t } = useTranslation(['people', 'shell', 'field', 'ui'])
  const session = useSession()
  const members = useMembers()
  const remove = useRemoveMember()
  const [leaving, setLeaving] = useState<MemberRow>()
  return (
    <Surface>
      <Answer of={members} waiting={<RowsWaiting />}>
        {({ rows }) => (
          <PlainTable
            label={t('tab.members')}
            rows={rows}
            rowKey={(member) => member.user_id}
            columns={[
              { id: 'name', header: t('name'), cell: (member) => member.name, isTitle: true },
              { id: 'email', header: t('field:email'), cell: (member) => member.email },
              { id: 'role', header: t('role'), cell: (member) => <RoleOf member={member} isFixed={!mayManage} /> },
              { id: 'customer', header: t('customer'), cell: (member) => member.customer_id },
              {
                id: 'remove',
                header: <span className="sf-hidden">{t('remove')}</span>,
                cell: (member) =>
                  mayManage && member.user_id !== session.user.id ? (
                    <Button variant="subtle" size="compact-sm" onClick={() => setLeaving(member)}>
                      {t('remove')}
                      <span className="sf-hidden">: {member.name}</span>
                    </Button>
                  ) : null,
              },
            ]}
          />
        )}
      </Answer>
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
    </Surface>
  )
}

function RoleOf({ member, isFixed }: { member: MemberRow; isFixed: boolean }) {
  const { t } = useTranslation(['people', 'shell', 'ui'])
  const change = useChangeMember()
  if (isFixed || member.role === 'customer_contact') return t(`shell:role.${member.role}`)
  return (
    <Select
      size="xs"
      w={170}
      aria-label={t('roleOf', { name: member.name })}
      data={STAFF_ROLES.map((role) => ({ value: role, label: t(`shell:role.${role}`) }))}
      value={member.role}
      allowDeselect={false}
      disabled={change.isPending}
      onChange={(role) =>
        role &&
        role !== member.role &&
        change.mutate(
          { ...member, role: role as MemberRow['role'] },
          { onError: toastProblem, onSuccess: () => toastDone(t('ui:saved')) },
        )
      }
    />
  )
}
