/** Who may do what, as a table of rights by roles; a right is a check mark and a word for the screen reader. */
import { Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../../ui/icons.tsx'
import { RowsWaiting } from '../../../ui/notices.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { useRoles } from './use-people.ts'

export function RolesPanel() {
  const { t } = useTranslation(['people', 'shell'])
  const roles = useRoles()
  return (
    <Surface note={t('rolesNote')} title={t('tab.roles')}>
      <Answer of={roles} waiting={<RowsWaiting />}>
        {({ rows }) => {
          const permissions = [...new Set(rows.flatMap((row) => row.permissions))]
          return (
            <Table.ScrollContainer minWidth={760}>
              <Table aria-label={t('tab.roles')} stickyHeader={false} verticalSpacing={6}>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th scope="col">{t('may')}</Table.Th>
                    {rows.map((row) => (
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
                        {t(`permission.${permission.replace('.', '_')}`)}
                      </Table.Th>
                      {rows.map((row) => (
                        <Table.Td key={row.role} ta="center">
                          {row.permissions.includes(permission) ? (
                            <>
                              <Icon name="check" size={16} />
                              <span className="sf-hidden">{t('yes')}</span>
                            </>
                          ) : (
                            <span className="sf-hidden">{t('no')}</span>
                          )}
                        </Table.Td>
                      ))}
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
          )
        }}
      </Answer>
    </Surface>
  )
}
