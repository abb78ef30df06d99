/** Who belongs to the organization, in which role; an owner or manager changes roles here and lets people go. */
import { Button, Select } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Confirm } from '../../../ui/confirm.tsx'
import { FilterBar, SearchFilter } from '../../../ui/filter-bar.tsx'
import { Empty, RowsWaiting } from '../../../ui/notices.tsx'
import { RecordTable } from '../../../ui/record-table.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { toastDone, toastProblem } from '../../../ui/toast.ts'
import { useTheseRows } from '../../lib/every-row.ts'
import { useSession } from '../../lib/session.ts'
import { useFound } from '../../lib/use-found.ts'
import { PortalRolesField } from './portal-roles-field.tsx'
import { STAFF_ROLES } from './staff-roles.ts'
import { type MemberRow, useChangeMember, useMembers, useRemoveMember } from './use-people.ts'

export function MembersPanel({ mayManage }: { mayManage: boolean }) {
  const { t } = useTranslation('people')
  const members = useMembers()
  const remove = useRemoveMember()
  const [leaving, setLeaving] = useState<MemberRow>()
  const isLast = leaving !== undefined && isLastAdministrator(leaving, members.data?.rows ?? [])
  return (
    <>
      <FilterBar names={['q']}>
        <SearchFilter label={t('searchPeople')} />
      </FilterBar>
      <Surface isFlush>
        <Answer of={members} waiting={<RowsWaiting />}>
          {({ rows }) => <MembersTable members={rows} mayManage={mayManage} onRemove={setLeaving} />}
        </Answer>
      </Surface>
      <Confirm
        isOpen={leaving !== undefined}
        title={t('removeTitle', { name: leaving?.name })}
        action={t('remove')}
        isWaiting={remove.isPending}
        onClose={() => setLeaving(undefined)}
        onConfirm={() =>
          leaving &&
          remove.mutate(
            { id: leaving.user_id, isLastMeant: isLast },
            {
              onError: toastProblem,
              onSuccess: () => toastDone(t('removed')),
              onSettled: () => setLeaving(undefined),
            },
          )
        }
      >
        {t('removeNote')} {isLast && t('removeLastNote')}
      </Confirm>
    </>
  )
}

function isLastAdministrator(member: MemberRow, all: readonly MemberRow[]): boolean {
  const lets = ({ portal_roles }: MemberRow) => portal_roles?.includes('administrator') === true
  const others = all.filter((one) => one.customer_id === member.customer_id && one.user_id !== member.user_id)
  return member.customer_id !== null && lets(member) && others.length > 0 && !others.some(lets)
}

type TableProps = { members: readonly MemberRow[]; mayManage: boolean; onRemove: (member: MemberRow) => void }

function MembersTable({ members, mayManage, onRemove }: TableProps) {
  const { t } = useTranslation(['people', 'shell', 'field', 'records'])
  const session = useSession()
  const roleName = (member: MemberRow) => t(`shell:role.${member.role}`)
  const caresText = (member: MemberRow) => member.portal_roles?.map((role) => t(`portalRole.${role}`)).join(', ')
  const found = useFound(members, (member) => [member.name, member.email, member.customer_id, roleName(member)])
  const everyRow = useTheseRows(found)
  const mayGo = (member: MemberRow) => mayManage && member.user_id !== session.user.id
  return (
    <RecordTable
      label={t('tab.members')}
      name="members"
      rows={found}
      rowKey={(member) => member.user_id}
      everyRow={everyRow}
      columns={[
        { id: 'name', header: t('name'), cell: (member) => member.name, isTitle: true },
        { id: 'email', header: t('field:email'), cell: (member) => member.email },
        {
          id: 'role',
          header: t('role'),
          cell: (member) => <RoleOf member={member} isFixed={!mayManage} />,
          text: roleName,
        },
        { id: 'customer', header: t('customer'), cell: (member) => member.customer_id },
        {
          id: 'portal',
          header: t('portalRoles'),
          cell: (member) => member.role === 'customer_contact' && <CaresFor member={member} isFixed={!mayManage} />,
          text: caresText,
        },
        ...(mayManage
          ? [
              {
                id: 'remove',
                header: t('change'),
                isAction: true,
                cell: (member: MemberRow) =>
                  mayGo(member) && (
                    <Button variant="subtle" size="compact-sm" onClick={() => onRemove(member)}>
                      {t('remove')}
                      <span className="sf-hidden">: {member.name}</span>
                    </Button>
                  ),
              },
            ]
          : []),
      ]}
      empty={
        <Empty icon="search" title={t('records:nothingFound')}>
          {t('records:nothingFoundAdvice')}
        </Empty>
      }
    />
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

/** Nothing chosen: everything but letting people in. */
function CaresFor({ member, isFixed }: { member: MemberRow; isFixed: boolean }) {
  const { t } = useTranslation(['people', 'ui'])
  const change = useChangeMember()
  if (isFixed) return member.portal_roles?.map((role) => t(`portalRole.${role}`)).join(', ')
  return (
    <PortalRolesField
      isSmall
      label={t('portalRolesOf', { name: member.name })}
      value={member.portal_roles ?? []}
      isDisabled={change.isPending}
      onChange={(roles) =>
        change.mutate(
          { ...member, portal_roles: roles.length ? roles : null },
          { onError: toastProblem, onSuccess: () => toastDone(t('ui:saved')) },
        )
      }
    />
  )
}
