/** Invites a colleague, and says what one takes care of. */
import { Button, Checkbox, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PortalRole } from '../../../../contract/people.ts'
import { isLocale } from '../../../ui/locale.ts'
import { ProblemNote } from '../../../ui/notices.tsx'
import { Secret } from '../../../ui/secret.tsx'
import { toastDone } from '../../../ui/toast.ts'
import { useFocusBack } from '../../../ui/use-focus-back.ts'
import { type ColleagueRow, useChangeColleague, useInviteColleague } from './use-colleagues.ts'

const ROLES: readonly PortalRole[] = ['buyer', 'receiver', 'quality', 'finance', 'administrator']

/** The token stands behind the number sign, so that it is never sent to or logged by a server on the way. */
const linkOf = (token: string) => `${location.origin}/invitation#${token}`

function RolesField({ value, onChange }: { value: PortalRole[]; onChange: (roles: PortalRole[]) => void }) {
  const { t } = useTranslation('colleagues')
  return (
    <Checkbox.Group label={t('cares')} value={value} onChange={(roles) => onChange(roles as PortalRole[])} withAsterisk>
      <Stack gap={8} mt={8}>
        {ROLES.map((role) => (
          <Checkbox key={role} value={role} label={t(`role.${role}`)} description={t(`may.${role}`)} />
        ))}
      </Stack>
    </Checkbox.Group>
  )
}

export function InviteDialog({ onClose }: { onClose: () => void }) {
  const { t, i18n } = useTranslation(['colleagues', 'ui'])
  const invite = useInviteColleague()
  useFocusBack()
  const [email, setEmail] = useState('')
  const [roles, setRoles] = useState<PortalRole[]>(['buyer'])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const language = isLocale(i18n.language) ? i18n.language : 'en'
    invite.mutate({ email: email.trim(), portal_roles: roles, language })
  }
  return (
    <Modal opened onClose={onClose} title={t('invite')} closeButtonProps={{ 'aria-label': t('ui:close') }}>
      {invite.data ? (
        <Stack gap="md">
          {invite.data.token === null ? (
            <Text size="sm">{t('linkMailed', { email })}</Text>
          ) : (
            <Secret label={t('link')} value={linkOf(invite.data.token)} note={t('linkNote', { email })} />
          )}
          <Button onClick={onClose}>{t('done')}</Button>
        </Stack>
      ) : (
        <form onSubmit={submit}>
          <Stack gap="md">
            {invite.isError && <ProblemNote error={invite.error} />}
            <TextInput
              type="email"
              label={t('email')}
              required
              maxLength={254}
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
              data-autofocus
            />
            <RolesField value={roles} onChange={setRoles} />
            <Group justify="flex-end">
              <Button variant="default" onClick={onClose}>
                {t('ui:cancel')}
              </Button>
              <Button type="submit" loading={invite.isPending} disabled={!email.trim() || roles.length === 0}>
                {t('invite')}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  )
}

const ALL_BUT_ADMINISTRATOR = ROLES.filter((role) => role !== 'administrator')

export function ChangeDialog({ colleague, onClose }: { colleague: ColleagueRow; onClose: () => void }) {
  const { t } = useTranslation(['colleagues', 'ui'])
  const change = useChangeColleague()
  useFocusBack()
  const [roles, setRoles] = useState<PortalRole[]>([...(colleague.portal_roles ?? ALL_BUT_ADMINISTRATOR)])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const done = () => {
      toastDone(t('ui:saved'))
      onClose()
    }
    change.mutate({ user_id: colleague.user_id, portal_roles: roles }, { onSuccess: done })
  }
  return (
    <Modal opened onClose={onClose} title={colleague.name} closeButtonProps={{ 'aria-label': t('ui:close') }}>
      <form onSubmit={submit}>
        <Stack gap="md">
          {change.isError && <ProblemNote error={change.error} />}
          <RolesField value={roles} onChange={setRoles} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('ui:cancel')}
            </Button>
            <Button type="submit" loading={change.isPending} disabled={roles.length === 0}>
              {t('ui:save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
