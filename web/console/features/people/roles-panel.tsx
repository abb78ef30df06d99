/** Who may do what, as a table of rights by roles; a right is a check mark and a word for the screen reader. On a phone each right names its roles. */
import { Table, Text } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { RoleRights } from '../../../../contract/people.ts'
import { Icon } from '../../../ui/icons.tsx'
import { RowsWaiting } from '../../../ui/notices.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { useRoles } from './use-people.ts'

type Rights = { roles: readonly z.infer<typeof RoleRights>[]; permissions: readonly string[] }

export function RolesPanel() {
  const { t } = useTranslation('people')
  const roles = useRoles()
  const isNarrow = useMediaQuery('(max-width: 61.99em)', false, { getInitialValueInEffect: false })
  return (
    <Surface note={t('rolesNote')} title={t('tab.roles')}>
      <Answer of={roles} waiting={<RowsWaiting />}>
        {({ rows }) => {
          const rights = { roles: rows, permissions: [...new Set(rows.flatMap((row) => row.permissions))] }
          return isNarrow ? <RightsList {...rights} /> : <RightsTable {...rights} />
        }}
      </Answer>
    </Surface>
  )
}

const keyOf = (permission: string) => `permission.${permission.replace('.', '_')}`

function RightsList({ roles, permissions }: Rights) {
  const { t } = useTranslation(['people', 'shell'])
  const holders = (permission: string) =>
    roles.filter((row) => row.permissions.includes(permission)).map((row) => t(`shell:role.${row.role}`))
  return (
    <PlainTable
      label={t('tab.roles')}
      rows={permissions}
      rowKey={(permission) => permission}
      columns={[
        { id: 'may', header: t('may'), cell: (permission) => t(keyOf(permission)), isTitle: true },
        {
          id: 'roles',
          header: t('roles'),
          cell: (permission) => (
            <Text size="sm" inherit>
              {holders(permission).join(', ')}
            </Text>
          ),
        },
      ]}
    />
  )
}

function RightsTable({ roles, permissions }: Rights) {
  const { t } = useTranslation(['people', 'shell'])
  return (
    <Table aria-label={t('tab.roles')} verticalSpacing={6} highlightOnHover>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{t('may')}</Table.Th>
          {roles.map((row) => (
            <Table.Th key={row.role} scope="col" ta="center" fz="xs">
              {t(`shell:role.${row.role}`)}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {permissions.map((permission) => (
          <Table.Tr key={permission}>
            <Table.Th scope="row" fw={400}>
              {t(keyOf(permission))}
            </Table.Th>
            {roles.map((row) => (
              <Table.Td key={row.role} ta="center">
                {row.permissions.includes(permission) && <Icon name="check" size={16} />}
                <span className="sf-hidden">{t(row.permissions.includes(permission) ? 'yes' : 'no')}</span>
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
