/** Makes a key: what it is for, what it may do, until when. */
import { Button, Checkbox, Group, Modal, Select, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Permission } from '../../../../contract/people.ts'
import { ProblemNote } from '../../../ui/notices.tsx'
import { Secret } from '../../../ui/secret.tsx'
import { useFocusBack } from '../../../ui/use-focus-back.ts'
import { useSession } from '../../lib/session.ts'
import { useCreateKey } from './use-people.ts'

/** A program may never let people or further keys in, nor look through a customer's eyes. */
const isNever = (permission: string) =>
  ['people.manage', 'keys.manage'].includes(permission) || permission.startsWith('portal.')
const DAYS = ['30', '90', '365', 'never'] as const

export function KeyDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['people', 'ui'])
  const session = useSession()
  const create = useCreateKey()
  useFocusBack()
  const [name, setName] = useState('')
  const [permissions, setPermissions] = useState<string[]>([])
  const [days, setDays] = useState<(typeof DAYS)[number]>('365')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const expires_at = days === 'never' ? null : new Date(Date.now() + Number(days) * 86_400_000).toISOString()
    create.mutate({ name: name.trim(), permissions: permissions as Permission[] as never, expires_at })
  }
  return (
    <Modal opened onClose={onClose} title={t('keys.new')} size="lg" closeButtonProps={{ 'aria-label': t('ui:close') }}>
      {create.data ? (
        <Stack gap="md">
          <Secret label={t('keys.key')} value={create.data.key} note={t('keys.once')} />
          <Button onClick={onClose}>{t('done')}</Button>
        </Stack>
      ) : (
        <form onSubmit={submit}>
          <Stack gap="md">
            {create.isError && <ProblemNote error={create.error} />}
            <TextInput
              label={t('keys.name')}
              description={t('keys.nameHint')}
              required
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
              data-autofocus
            />
            <Checkbox.Group label={t('may')} value={permissions} onChange={setPermissions} withAsterisk>
              <Stack gap={6} mt={8}>
                {session.permissions
                  .filter((one) => !isNever(one))
                  .map((one) => (
                    <Checkbox key={one} value={one} label={t(`permission.${one.replace('.', '_')}`)} />
                  ))}
              </Stack>
            </Checkbox.Group>
            <Select
              label={t('keys.lasts')}
              data={DAYS.map((one) => ({ value: one, label: t(`keys.days_${one}`) }))}
              value={days}
              allowDeselect={false}
              onChange={(next) => setDays((next ?? '365') as (typeof DAYS)[number])}
            />
            <Group justify="flex-end">
              <Button variant="default" onClick={onClose}>
                {t('ui:cancel')}
              </Button>
              <Button type="submit" loading={create.isPending} disabled={!name.trim() || permissions.length === 0}>
                {t('keys.create')}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  )
}
