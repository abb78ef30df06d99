/** E-mail and password on a quiet page, with language and look at hand before anyone is known. */
import { Button, Group, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Brand } from './brand.tsx'
import { ProblemNote } from './notices.tsx'
import { LanguageSwitch, LookSwitch } from './switches.tsx'

type Props = {
  title: string
  lead: string
  onSignIn: (email: string, password: string) => Promise<void>
  /** Shown beneath the form, such as the logins of the sample company. */
  children?: ReactNode
}

export function SignInForm({ title, lead, onSignIn, children }: Props) {
  const { t } = useTranslation('ui')
  const [error, setError] = useState<unknown>()
  const [isWaiting, setWaiting] = useState(false)
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    setWaiting(true)
    setError(undefined)
    await onSignIn(String(form.get('email')).trim(), String(form.get('password'))).catch(setError)
    setWaiting(false)
  }
  return (
    <Stack mih="100dvh" p="md" gap="xl">
      <Group justify="space-between">
        <Group gap="xs">
          <Brand size={28} />
          <Text fw={650}>Sevenfold</Text>
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
          maw={420}
          style={{ background: 'var(--sf-surface)' }}
        >
          <form onSubmit={submit}>
            <Stack gap="md">
              <div>
                <Title order={1} size="h3">
                  {title}
                </Title>
                <Text size="sm" c="dimmed">
                  {lead}
                </Text>
              </div>
              {error !== undefined && <ProblemNote error={error} />}
              <TextInput
                name="email"
                type="email"
                label={t('signIn.email')}
                autoComplete="username"
                required
                withAsterisk={false}
                autoFocus
              />
              <PasswordInput
                name="password"
                label={t('signIn.password')}
                autoComplete="current-password"
                required
                withAsterisk={false}
                visibilityToggleButtonProps={{ 'aria-label': t('signIn.show') }}
              />
              <Button type="submit" loading={isWaiting} size="md">
                {t('signIn.go')}
              </Button>
            </Stack>
          </form>
          {children}
        </Paper>
      </Stack>
    </Stack>
  )
}
