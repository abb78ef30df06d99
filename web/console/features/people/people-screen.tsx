/** Members with their roles, open invitations, and who may do what. */
import { Button, Stack, Tabs } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAddress } from '../../../ui/address.ts'
import { Icon } from '../../../ui/icons.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { mayDo, useSession } from '../../lib/session.ts'
import { InvitationsPanel } from './invitations-panel.tsx'
import { InviteDialog } from './invite-dialog.tsx'
import { MembersPanel } from './members-panel.tsx'
import { RolesPanel } from './roles-panel.tsx'

export default function PeopleScreen() {
  const { t } = useTranslation(['people', 'shell'])
  const session = useSession()
  const [filters, change] = useAddress()
  const [isInviting, setInviting] = useState(false)
  const mayManage = mayDo(session, 'people.manage')
  return (
    <>
      <PageHead
        title={t('shell:screen.people')}
        program={t('shell:program')}
        actions={
          mayManage && (
            <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setInviting(true)}>
              {t('invite')}
            </Button>
          )
        }
      />
      <Tabs
        value={filters.tab ?? 'members'}
        onChange={(tab) => change({ tab: tab === 'members' ? undefined : (tab ?? undefined) })}
        keepMounted={false}
        styles={{ tab: { paddingInline: 10 } }}
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="members">{t('tab.members')}</Tabs.Tab>
          <Tabs.Tab value="invitations">{t('tab.invitations')}</Tabs.Tab>
          <Tabs.Tab value="roles">{t('tab.roles')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="members">
          <Stack>
            <MembersPanel mayManage={mayManage} />
          </Stack>
        </Tabs.Panel>
        <Tabs.Panel value="invitations">
          <InvitationsPanel mayManage={mayManage} />
        </Tabs.Panel>
        <Tabs.Panel value="roles">
          <RolesPanel />
        </Tabs.Panel>
      </Tabs>
      {isInviting && <InviteDialog onClose={() => setInviting(false)} />}
    </>
  )
}
