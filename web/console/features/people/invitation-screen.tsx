/** Takes up an invitation: who invites, into which role, and the login to be made or used. Seen before anyone is signed in. */
import { Button, Group, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import type { z } from 'zod'
import type { InvitationSeen } from '../../../../contract/people.ts'
import { Brand } from '../../../ui/brand.tsx'
import { call } from '../../../ui/http.ts'
import { ProblemNote } from '../../../ui/notices.tsx'
import { Answer } from '../../../ui/request.tsx'
import { LanguageSwitch, LookSwitch } from '../../../ui/switches.tsx'
import { signIn } from '../../lib/session.ts'

type Seen = z.infer<typeof InvitationSeen>

export default function InvitationScreen() {
  const { t } = useTranslation(['shell', 'people'])
  const [token] = useState(() => location.hash.slice(1))
  const seen = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => call<Seen>('/api/v1/invitations/look-up', { method: 'POST', body: { token } }),
    retry: false,
  })
  return (
    <Stack mih="100dvh" p="md">
      <Group justify="space-between">
        <Group gap="xs">
          <Brand size={28} />
          <Text fw={650}>{t('program')}</Text>
        </Group>
        <Group gap={4}>
          <LanguageSwitch />
          <LookSwitch />
        </Group>
      </Group>
      <Stack component="main" flex={1} align="center" justify="center" pb={64}>
        <Paper
          withBorder
          radius="lg"
          p={{ base: 'lg', sm: 'xl' }}
          w="100%"
          maw={440}
          style={{ background: 'var(--sf-surface)' }}
        >
          <Stack gap="md">
            {seen.isError && (
              <Title order={1} size="h3">
                {t('people:accept.lost')}
              </Title>
            )}
            <Answer of={seen}>{(found) => <AcceptForm seen={found} token={token} />}</Answer>
            {seen.isError && (
              <Button component={Link} to="/" variant="default">
                {t('shell:signIn.title')}
              </Button>
            )}
          </Stack>
        </Paper>
      </Stack>
    </Stack>
  )
}

function AcceptForm({ seen, token }: { seen: Seen; token: string }) {
  const { t, i18n } = useTranslation(['people', 'shell', 'ui'])
  const go = useNavigate()
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const accept = useMutation({
    mutationFn: async () => {
      const body = { token, name: name.trim() || seen.email, password, language: i18n.language }
      await call('/api/v1/invitations/accept', { method: 'POST', body })
      await signIn(seen.email, password)
    },
    onSuccess: () => {
      if (seen.role === 'customer_contact') location.assign('/portal/')
      else go('/', { replace: true })
    },
  })
  const words =
    seen.has_login === null
      ? (['eitherPassword', 'eitherPasswordNote'] as const)
      : seen.has_login
        ? (['ownPassword', 'ownPasswordNote'] as const)
        : (['newPassword', 'passwordRule'] as const)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    accept.mutate()
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <div>
          <Title order={1} size="h3">
            {t('accept.title', { organization: seen.organization })}
          </Title>
          <Text size="sm" c="dimmed">
            {t('accept.lead', { email: seen.email, role: t(`shell:role.${seen.role}`) })}
          </Text>
        </div>
        {accept.isError && <ProblemNote error={accept.error} />}
        {seen.has_login !== true && (
          <TextInput
            label={t('accept.name')}
            autoComplete="name"
            required
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
        )}
        <PasswordInput
          label={t(`accept.${words[0]}`)}
          description={t(`accept.${words[1]}`)}
          autoComplete={seen.has_login ? 'current-password' : 'new-password'}
          required
          minLength={10}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': t('ui:signIn.show') }}
        />
        <Button type="submit" size="md" loading={accept.isPending}>
          {t('accept.go')}
        </Button>
      </Stack>
    </form>
  )
}
