/** The reader's own settings: language, look, which organization opens first, password. */
import {
  Button,
  Group,
  PasswordInput,
  SegmentedControl,
  Select,
  SimpleGrid,
  Stack,
  Text,
  useMantineColorScheme,
} from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../ui/http.ts'
import { LOCALE_NAMES, LOCALES, type Locale } from '../../../ui/locale.ts'
import { ProblemNote } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { changeRowHeight, type RowHeight, useRowHeight } from '../../../ui/row-height.ts'
import { reloadSession } from '../../../ui/session.ts'
import { Surface } from '../../../ui/surface.tsx'
import { toastDone, toastProblem } from '../../../ui/toast.ts'
import { changeLocale } from '../../../ui/words.ts'
import { useSession } from '../../lib/session.ts'

const savePreferences = (body: { language?: Locale; organization_id?: string }) =>
  call('/api/v1/session', { method: 'PATCH', body })

export default function SettingsScreen() {
  const { t } = useTranslation(['settings', 'shell'])
  return (
    <>
      <PageHead title={t('shell:screen.settings')} program={t('shell:program')} />
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md">
        <Stack gap="md">
          <LookPanel />
          <OrganizationPanel />
        </Stack>
        <PasswordPanel />
      </SimpleGrid>
    </>
  )
}

function LookPanel() {
  const { t, i18n } = useTranslation(['settings', 'ui'])
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const rows = useRowHeight()
  const speak = (locale: Locale) => {
    void changeLocale(locale)
    savePreferences({ language: locale }).catch(toastProblem)
  }
  return (
    <Surface title={t('look')}>
      <Stack gap="md">
        <Select
          label={t('ui:language')}
          data={LOCALES.map((locale) => ({ value: locale, label: LOCALE_NAMES[locale] }))}
          value={i18n.language}
          allowDeselect={false}
          onChange={(locale) => locale && speak(locale as Locale)}
        />
        <Group gap="sm" justify="space-between">
          <Text size="sm" fw={600} id="scheme">
            {t('ui:look')}
          </Text>
          <SegmentedControl
            aria-labelledby="scheme"
            data={(['auto', 'light', 'dark'] as const).map((scheme) => ({
              value: scheme,
              label: t(`ui:scheme.${scheme}`),
            }))}
            value={colorScheme}
            onChange={(scheme) => setColorScheme(scheme as 'auto')}
          />
        </Group>
        <Group gap="sm" justify="space-between">
          <Text size="sm" fw={600} id="rows">
            {t('rows')}
          </Text>
          <SegmentedControl
            aria-labelledby="rows"
            data={(['comfortable', 'compact'] as const).map((height) => ({
              value: height,
              label: t(`rowHeight.${height}`),
            }))}
            value={rows}
            onChange={(height) => changeRowHeight(height as RowHeight)}
          />
        </Group>
      </Stack>
    </Surface>
  )
}

function OrganizationPanel() {
  const { t } = useTranslation(['settings', 'shell'])
  const session = useSession()
  const move = useMutation({
    mutationFn: (id: string) => savePreferences({ organization_id: id }),
    onSuccess: reloadSession,
    onError: toastProblem,
  })
  return (
    <Surface title={t('organization')}>
      {session.organizations.length > 1 ? (
        <Select
          label={t('opensFirst')}
          description={t('opensFirstNote')}
          data={session.organizations.map((one) => ({
            value: one.id,
            label: `${one.name} · ${t(`shell:role.${one.role}`)}`,
          }))}
          value={session.organization.id}
          allowDeselect={false}
          disabled={move.isPending}
          onChange={(id) => id && move.mutate(id)}
        />
      ) : (
        <Text size="sm">
          {session.organization.name} · {t(`shell:role.${session.role}`)}
        </Text>
      )}
    </Surface>
  )
}

const LEAST = 10

function PasswordPanel() {
  const { t } = useTranslation('settings')
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const change = useMutation({
    mutationFn: () => call('/api/v1/session/password', { method: 'POST', body: { current, next } }),
    onSuccess: () => {
      toastDone(t('passwordChanged'))
      setCurrent('')
      setNext('')
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    change.mutate()
  }
  return (
    <Surface title={t('password')}>
      <form onSubmit={submit}>
        <Stack gap="md">
          {change.isError && <ProblemNote error={change.error} />}
          <PasswordInput
            label={t('currentPassword')}
            autoComplete="current-password"
            value={current}
            onChange={(event) => setCurrent(event.currentTarget.value)}
            visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
          />
          <PasswordInput
            label={t('newPassword')}
            description={t('passwordRule')}
            autoComplete="new-password"
            value={next}
            onChange={(event) => setNext(event.currentTarget.value)}
            visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
          />
          <Group>
            <Button type="submit" loading={change.isPending} disabled={!current || next.length < LEAST}>
              {t('changePassword')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Surface>
  )
}
