/** Invites a person: the link is shown once, to be handed over by whatever way the two trust; where mail is set up, it is also mailed. */
import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { NewInvitation, PortalRole, Role } from '../../../../contract/people.ts'
import { ProblemNote } from '../../../ui/notices.tsx'
import { Secret } from '../../../ui/secret.tsx'
import { useFocusBack } from '../../../ui/use-focus-back.ts'
import { Lookup } from '../../lib/records/lookup.tsx'
import { PortalRolesField } from './portal-roles-field.tsx'
import { STAFF_ROLES } from './staff-roles.ts'
import { useInvite } from './use-people.ts'

/** The token stands behind the number sign, so that it is never sent to or logged by a server on the way. */
const linkOf = (token: string) => `${location.origin}/invitation#${token}`

export function InviteDialog({ onClose }: { onClose: () => void }) {
  const { t, i18n } = useTranslation(['people', 'shell', 'field', 'ui'])
  const invite = useInvite()
  useFocusBack()
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role>('coordinator')
  const [customer, setCustomer] = useState<string | null>(null)
  const [portalRoles, setPortalRoles] = useState<PortalRole[]>(['buyer'])
  const isContact = role === 'customer_contact'
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const language = i18n.language as z.infer<typeof NewInvitation>['language']
    const contact = isContact && { customer_id: customer, portal_roles: portalRoles.length ? portalRoles : null }
    invite.mutate({ email: email.trim(), role, language, ...contact })
  }
  return (
    <Modal opened onClose={onClose} title={t('invite')} closeButtonProps={{ 'aria-label': t('ui:close') }}>
      {invite.data ? (
        <Stack gap="md">
          <Secret
            label={t('link')}
            value={linkOf(invite.data.token)}
            note={t(invite.data.mail === 'waiting' ? 'linkMailed' : 'linkNote', { email })}
          />
          <Button onClick={onClose}>{t('done')}</Button>
        </Stack>
      ) : (
        <form onSubmit={submit}>
          <Stack gap="md">
            {invite.isError && <ProblemNote error={invite.error} />}
            <TextInput
              label={t('field:email')}
              type="email"
              required
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
              data-autofocus
            />
            <Select
              label={t('role')}
              data={[...STAFF_ROLES, 'customer_contact' as const].map((one) => ({
                value: one,
                label: t(`shell:role.${one}`),
              }))}
              value={role}
              allowDeselect={false}
              onChange={(next) => setRole((next ?? 'coordinator') as Role)}
            />
            {isContact && (
              <Lookup
                label={t('customer')}
                from={{ path: '/customers', key: 'customer_id' }}
                value={customer}
                onChange={setCustomer}
                isRequired
              />
            )}
            {isContact && <PortalRolesField label={t('portalRoles')} value={portalRoles} onChange={setPortalRoles} />}
            <Group justify="flex-end">
              <Button variant="default" onClick={onClose}>
                {t('ui:cancel')}
              </Button>
              <Button type="submit" loading={invite.isPending} disabled={isContact && !customer}>
                {t('makeLink')}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  )
}
