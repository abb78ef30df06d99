/** What customers are told by itself, when they are left in peace, and through which gateways messages go out. */
import {
  Button,
  Checkbox,
  Grid,
  Group,
  PasswordInput,
  Select,
  SimpleGrid,
  Stack,
  Switch,
  Text,
  TextInput,
} from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  MESSAGE_KINDS,
  type MessageKind,
  type MessageSetting,
  MODES,
  USUAL_MODES,
} from '../../../../contract/messages.ts'
import { call } from '../../../ui/http.ts'
import { ProblemNote } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { toastDone } from '../../../ui/toast.ts'
import { type Channel, useChannels, useMessageSetting, useSaveSetting } from './use-messages.ts'

/** What the server takes where none is set. */
const OUR_COLOR = '#0b5f6b'

const NOT_SET = 'not_set'

/** What is not set follows the standard way, also where that changes one day. */
function withMode(modes: MessageSetting['modes'], kind: MessageKind, mode: string | null): MessageSetting['modes'] {
  const { [kind]: _, ...others } = modes
  const set = MODES.find((one) => one === mode)
  return set ? { ...others, [kind]: set } : others
}

export default function MessageSettingsScreen() {
  const { t } = useTranslation(['messages', 'shell'])
  const setting = useMessageSetting()
  const channels = useChannels()
  return (
    <>
      <PageHead
        title={t('settings.title')}
        program={t('shell:program')}
        crumb={{ label: t('shell:screen.messages'), to: '/messages' }}
        lead={t('settings.lead')}
      />
      <Grid gap="md">
        <Grid.Col span={{ base: 12, lg: 6 }}>
          <Answer of={setting}>{(found) => <SettingForm setting={found} />}</Answer>
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 6 }}>
          <Answer of={channels}>
            {(found) => (
              <Stack gap="md">
                {found.channels.map((channel) =>
                  channel.way === 'email' ? (
                    <EmailPanel key="email" isOn={channel.is_on} />
                  ) : (
                    <GatewayPanel key={channel.way} channel={channel} />
                  ),
                )}
              </Stack>
            )}
          </Answer>
        </Grid.Col>
      </Grid>
    </>
  )
}

function SettingForm({ setting }: { setting: MessageSetting }) {
  const { t } = useTranslation(['messages', 'wishes', 'ui'])
  const save = useSaveSetting()
  const [now, setNow] = useState(setting)
  const set = (change: Partial<MessageSetting>) => setNow((before) => ({ ...before, ...change }))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate(now, { onSuccess: () => toastDone(t('ui:saved')) })
  }
  return (
    <Surface title={t('settings.byItself')}>
      <form onSubmit={submit}>
        <Stack gap="md" mt="xs">
          {save.isError && <ProblemNote error={save.error} />}
          <Switch
            label={t('settings.on')}
            description={t('settings.onNote')}
            checked={now.is_on}
            onChange={(event) => set({ is_on: event.currentTarget.checked })}
          />
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
            {MESSAGE_KINDS.map((kind) => (
              <Select
                key={kind}
                label={t(`wishes:kind.${kind}`)}
                description={
                  now.modes[kind]
                    ? undefined
                    : t('settings.standardWay', { mode: t(`settings.mode.${USUAL_MODES[kind]}`) })
                }
                inputWrapperOrder={['label', 'input', 'description', 'error']}
                data={[
                  { value: NOT_SET, label: t('settings.notSet') },
                  ...MODES.map((mode) => ({ value: mode, label: t(`settings.mode.${mode}`) })),
                ]}
                value={now.modes[kind] ?? NOT_SET}
                allowDeselect={false}
                onChange={(mode) => set({ modes: withMode(now.modes, kind, mode) })}
              />
            ))}
          </SimpleGrid>
          <Group grow align="flex-start">
            <TextInput
              type="time"
              required
              label={t('wishes:quietFrom')}
              value={now.quiet_from}
              onChange={(event) => set({ quiet_from: event.currentTarget.value })}
            />
            <TextInput
              type="time"
              required
              label={t('wishes:quietTo')}
              value={now.quiet_to}
              onChange={(event) => set({ quiet_to: event.currentTarget.value })}
            />
          </Group>
          <TextInput
            label={t('settings.contactLine')}
            description={t('settings.contactLineNote')}
            maxLength={300}
            value={now.contact_line ?? ''}
            onChange={(event) => set({ contact_line: event.currentTarget.value || null })}
          />
          <Group align="flex-end" gap="sm">
            <TextInput
              type="color"
              label={t('settings.accent')}
              description={t('settings.accentNote')}
              value={now.accent_color ?? OUR_COLOR}
              onChange={(event) => set({ accent_color: event.currentTarget.value })}
              style={{ flex: '1 1 220px' }}
            />
            {now.accent_color && (
              <Button variant="default" onClick={() => set({ accent_color: null })}>
                {t('settings.accentOurs')}
              </Button>
            )}
          </Group>
          <Group justify="flex-end">
            <Button type="submit" loading={save.isPending}>
              {t('ui:save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Surface>
  )
}

function EmailPanel({ isOn }: { isOn: boolean }) {
  const { t } = useTranslation(['messages', 'wishes'])
  return (
    <Surface title={t('wishes:way.email')} note={t(isOn ? 'channel.emailOn' : 'channel.emailOff')}>
      {isOn && <TestSend way="email" />}
    </Surface>
  )
}

function GatewayPanel({ channel }: { channel: Channel }) {
  const { t } = useTranslation(['messages', 'wishes', 'ui'])
  const client = useQueryClient()
  const [url, setUrl] = useState(channel.url ?? '')
  const [shownAs, setShownAs] = useState(channel.shown_as ?? '')
  const [secret, setSecret] = useState('')
  const [isOn, setOn] = useState(channel.is_on)
  const [givesReceipts, setGivesReceipts] = useState(channel.gives_receipts)
  const save = useMutation({
    mutationFn: () =>
      call(`/api/v1/message-channels/${channel.way}`, {
        method: 'PUT',
        body: {
          url: url.trim(),
          shown_as: shownAs.trim() || null,
          is_on: isOn,
          gives_receipts: givesReceipts,
          ...(secret && { secret }),
        },
      }),
    onSuccess: async () => {
      setSecret('')
      toastDone(t('ui:saved'))
      await client.invalidateQueries({ queryKey: ['message-channels'] })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <Surface title={t(`wishes:way.${channel.way}`)} note={t('channel.gatewayNote')}>
      <form onSubmit={submit}>
        <Stack gap="sm" mt="xs">
          {save.isError && <ProblemNote error={save.error} />}
          <TextInput
            type="url"
            required
            label={t('channel.url')}
            value={url}
            onChange={(event) => setUrl(event.currentTarget.value)}
          />
          <TextInput
            label={t('channel.shownAs')}
            value={shownAs}
            maxLength={50}
            onChange={(event) => setShownAs(event.currentTarget.value)}
          />
          <PasswordInput
            label={t('channel.secret')}
            description={channel.has_secret ? t('channel.secretKept') : undefined}
            required={!channel.has_secret}
            minLength={8}
            autoComplete="off"
            value={secret}
            onChange={(event) => setSecret(event.currentTarget.value)}
            visibilityToggleButtonProps={{ 'aria-label': t('ui:signIn.show') }}
          />
          <Checkbox
            label={t('channel.receipts')}
            checked={givesReceipts}
            onChange={(event) => setGivesReceipts(event.currentTarget.checked)}
          />
          <Checkbox label={t('channel.isOn')} checked={isOn} onChange={(event) => setOn(event.currentTarget.checked)} />
          <Group justify="flex-end">
            <Button type="submit" variant="default" loading={save.isPending}>
              {t('ui:save')}
            </Button>
          </Group>
        </Stack>
      </form>
      {channel.has_secret && <TestSend way={channel.way} />}
    </Surface>
  )
}

function TestSend({ way }: { way: string }) {
  const { t, i18n } = useTranslation(['messages', 'wishes'])
  const [to, setTo] = useState('')
  const test = useMutation({
    mutationFn: () =>
      call<{ outcome: string; reason: string }>(`/api/v1/message-channels/${way}/test`, {
        method: 'POST',
        body: { to: to.trim(), language: i18n.language },
      }),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    test.mutate()
  }
  return (
    <form onSubmit={submit}>
      <Group align="flex-end" gap="sm" mt="md">
        <TextInput
          label={t(way === 'email' ? 'channel.testAddress' : 'channel.testNumber')}
          type={way === 'email' ? 'email' : 'tel'}
          required
          value={to}
          onChange={(event) => setTo(event.currentTarget.value)}
          style={{ flex: '1 1 180px' }}
        />
        <Button type="submit" variant="default" loading={test.isPending}>
          {t('channel.test')}
        </Button>
      </Group>
      {test.isError && <ProblemNote error={test.error} />}
      {test.data && (
        <Text size="sm" mt="xs" role="status" c={test.data.outcome === 'accepted' ? undefined : 'var(--sf-wrong)'}>
          {t(`channel.outcome.${test.data.outcome}`)} ({test.data.reason})
        </Text>
      )}
    </form>
  )
}
