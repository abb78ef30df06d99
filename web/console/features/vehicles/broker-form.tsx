/** The broker from which positions are heard: its address, its password, and how that goes. */
import { Button, PasswordInput, Stack, Switch, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PositionBrokerState } from '../../../../contract/position-broker.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { ProblemNote } from '../../../ui/notices.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { toastDone } from '../../../ui/toast.ts'
import { useBroker, useSetBroker } from './use-broker.ts'

const EXAMPLE = 'mqtts://broker.example:8883'

export function BrokerPanel() {
  const { t } = useTranslation('vehicles')
  const state = useBroker()
  return (
    <Surface title={t('broker.title')}>
      <Stack gap="md" mt="xs">
        <Text size="sm" c="dimmed">
          {t('broker.note')}
        </Text>
        <Answer of={state}>
          {(found) => (
            <>
              {found.broker && <Standing state={found} />}
              <Form key={String(found.broker === null)} state={found} />
            </>
          )}
        </Answer>
      </Stack>
    </Surface>
  )
}

function Standing({ state }: { state: PositionBrokerState }) {
  const { t } = useTranslation('vehicles')
  const formats = useFormats()
  const { broker, is_connected, last_heard_at, last_error, last_refusal, last_refused_device, last_refused_at } = state
  const now = !broker?.is_on ? 'off' : is_connected ? 'connected' : last_error ? 'apart' : 'connecting'
  return (
    <Stack gap={4} role="status">
      <Text size="sm">{t(`broker.state.${now}`)}</Text>
      {now === 'apart' && (
        <Text size="sm" c="var(--sf-wrong)">
          {t(`broker.errors.${last_error!}`)}
        </Text>
      )}
      <Text size="sm">
        {last_heard_at ? t('broker.heard', { ago: formats.relative(last_heard_at) }) : t('broker.neverHeard')}
      </Text>
      {last_refusal && (
        <Text size="sm">
          {t('broker.refused', {
            device: last_refused_device ?? t('broker.someDevice'),
            ago: last_refused_at && formats.relative(last_refused_at),
          })}{' '}
          {t(`broker.refusals.${last_refusal}`)}
        </Text>
      )}
    </Stack>
  )
}

function Form({ state }: { state: PositionBrokerState }) {
  const { t } = useTranslation(['vehicles', 'ui'])
  const save = useSetBroker()
  const [url, setUrl] = useState(state.broker?.url ?? '')
  const [username, setUsername] = useState(state.broker?.username ?? '')
  const [topic, setTopic] = useState(state.broker?.topic ?? 'owntracks/+/+')
  const [arePhones, setPhones] = useState(state.broker?.are_phones ?? true)
  const [isOn, setOn] = useState(state.broker?.is_on ?? true)
  const [password, setPassword] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const body = {
      ...{
        is_on: isOn,
        url: url.trim(),
        username: username.trim() || null,
        topic: topic.trim(),
        are_phones: arePhones,
      },
      ...(password && { password }),
    }
    save.mutate(body, {
      onSuccess: () => {
        setPassword('')
        toastDone(t('ui:saved'))
      },
    })
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        {save.isError && <ProblemNote error={save.error} />}
        <TextInput
          label={t('broker.url')}
          description={t('broker.urlNote')}
          placeholder={EXAMPLE}
          required
          value={url}
          onChange={(event) => setUrl(event.currentTarget.value)}
        />
        <TextInput
          label={t('broker.username')}
          autoComplete="off"
          value={username}
          onChange={(event) => setUsername(event.currentTarget.value)}
        />
        <PasswordInput
          label={t('broker.password')}
          description={state.has_password ? t('broker.passwordKept') : undefined}
          autoComplete="new-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': t('ui:signIn.show') }}
        />
        <TextInput
          label={t('broker.topic')}
          description={t('broker.topicNote')}
          required
          value={topic}
          onChange={(event) => setTopic(event.currentTarget.value)}
        />
        <Switch
          label={t('broker.phones')}
          description={t('broker.phonesNote')}
          checked={arePhones}
          onChange={(event) => setPhones(event.currentTarget.checked)}
        />
        <Switch label={t('broker.on')} checked={isOn} onChange={(event) => setOn(event.currentTarget.checked)} />
        <Button type="submit" variant="default" loading={save.isPending} style={{ alignSelf: 'flex-start' }}>
          {t('ui:save')}
        </Button>
      </Stack>
    </form>
  )
}
