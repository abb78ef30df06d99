/** How a carrier that does not call is asked: its address, its secret, how often; how that goes; and one question to try it. */
import {
  Alert,
  Button,
  Code,
  Group,
  NumberInput,
  PasswordInput,
  Stack,
  Switch,
  Text,
  TextInput,
  Title,
} from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CarrierPollingState } from '../../../../contract/carrier-polling.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { ProblemNote } from '../../../ui/notices.tsx'
import { Answer } from '../../../ui/request.tsx'
import { toastDone } from '../../../ui/toast.ts'
import { usePolling, useSetPolling, useTryPolling } from './use-polling.ts'
import type { Connection } from './use-tracking.ts'

type Props = { connection: Connection; mayWrite: boolean }

export function PollingPanel({ connection, mayWrite }: Props) {
  const { t } = useTranslation('tracking')
  const state = usePolling(connection.connection_id)
  return (
    <Stack gap="sm">
      <Title order={3} size="h4">
        {t('polling.title')}
      </Title>
      <Text size="sm" c="dimmed">
        {t('polling.note')}
      </Text>
      {connection.carrier_id ? (
        <Answer of={state}>
          {(found) => (
            <>
              {found.polling && <Standing state={found} />}
              {mayWrite && <Form key={String(found.polling === null)} connection={connection} state={found} />}
              {mayWrite && found.polling && <Trial connection={connection} />}
            </>
          )}
        </Answer>
      ) : (
        <Text size="sm">{t('polling.noCarrier')}</Text>
      )}
    </Stack>
  )
}

function Standing({ state }: { state: CarrierPollingState }) {
  const { t } = useTranslation('tracking')
  const formats = useFormats()
  const { last_ok_at, last_error, last_error_at, shipments, asked } = state
  return (
    <Stack gap={4}>
      <Text size="sm">{t('polling.asked', { asked, shipments })}</Text>
      <Text size="sm">
        {t('polling.lastOk')}: {last_ok_at ? formats.relative(last_ok_at) : t('never')}
      </Text>
      {last_error && (
        <Text size="sm" c="var(--sf-wrong)">
          {t(`polling.errors.${last_error}`)} {last_error_at && formats.relative(last_error_at)}
        </Text>
      )}
    </Stack>
  )
}

function Form({ connection, state }: { connection: Connection; state: CarrierPollingState }) {
  const { t } = useTranslation(['tracking', 'ui'])
  const save = useSetPolling(connection.connection_id)
  const [url, setUrl] = useState(state.polling?.url ?? '')
  const [header, setHeader] = useState(state.polling?.header_name ?? '')
  const [minutes, setMinutes] = useState(state.polling?.every_minutes ?? 60)
  const [isOn, setOn] = useState(state.polling?.is_on ?? true)
  const [secret, setSecret] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const body = {
      ...{ is_on: isOn, url: url.trim(), header_name: header.trim() || null, every_minutes: minutes },
      ...(secret && { secret }),
    }
    save.mutate(body, {
      onSuccess: () => {
        setSecret('')
        toastDone(t('ui:saved'))
      },
    })
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        {save.isError && <ProblemNote error={save.error} />}
        <TextInput
          label={t('polling.url')}
          description={t('polling.urlNote')}
          placeholder="https://api.carrier.example/track/{number}"
          required
          value={url}
          onChange={(event) => setUrl(event.currentTarget.value)}
        />
        <TextInput
          label={t('polling.header')}
          description={t('polling.headerNote')}
          value={header}
          onChange={(event) => setHeader(event.currentTarget.value)}
        />
        <PasswordInput
          label={t('polling.secret')}
          description={state.has_secret ? t('polling.secretKept') : undefined}
          autoComplete="off"
          value={secret}
          onChange={(event) => setSecret(event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': t('ui:signIn.show') }}
        />
        <NumberInput
          label={t('polling.every')}
          min={5}
          max={1440}
          allowDecimal={false}
          required
          value={minutes}
          onChange={(value) => typeof value === 'number' && setMinutes(value)}
        />
        <Switch label={t('polling.on')} checked={isOn} onChange={(event) => setOn(event.currentTarget.checked)} />
        <Button type="submit" variant="default" loading={save.isPending} style={{ alignSelf: 'flex-start' }}>
          {t('ui:save')}
        </Button>
      </Stack>
    </form>
  )
}

function Trial({ connection }: { connection: Connection }) {
  const { t } = useTranslation('tracking')
  const [number, setNumber] = useState('')
  const trial = useTryPolling(connection.connection_id)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    trial.mutate(number.trim())
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Group align="flex-end" gap="sm">
          <TextInput
            label={t('polling.number')}
            required
            value={number}
            onChange={(event) => setNumber(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" loading={trial.isPending} disabled={!number.trim()}>
            {t('polling.try')}
          </Button>
        </Group>
        {trial.isError && <ProblemNote error={trial.error} />}
        {trial.data && (
          <Alert color={trial.data.error ? 'yellow' : 'harbor'} variant="light" role="status">
            <Text size="sm">
              {trial.data.error
                ? t(`polling.errors.${trial.data.error}`)
                : t(trial.data.sample ? 'polling.came' : 'polling.nothing')}
              {trial.data.http !== null && ` (HTTP ${trial.data.http})`}
            </Text>
            {trial.data.sample && (
              <Code block tabIndex={0} style={{ maxHeight: 240, overflow: 'auto' }}>
                {trial.data.sample}
              </Code>
            )}
          </Alert>
        )}
      </Stack>
    </form>
  )
}
