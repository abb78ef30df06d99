/** Where the outside model is, its key, what it may suggest, how often and how long it may take. */
import { Button, Checkbox, NumberInput, PasswordInput, Stack, Switch, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  MODEL_USES,
  type ModelUse,
  type OutsideModel,
  type OutsideModelState,
} from '../../../../contract/outside-model.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { ProblemNote } from '../../../ui/notices.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { toastDone } from '../../../ui/toast.ts'
import { useSetModel } from './use-model.ts'

const EXAMPLE = 'https://models.example/v1'
const NEW: OutsideModel = {
  ...{ is_on: false, url: '', model: '', uses: [...MODEL_USES] },
  ...{ calls_a_month: 500, timeout_seconds: 20 },
}

export function ModelForm({ state }: { state: OutsideModelState }) {
  const { t } = useTranslation(['outsideModel', 'ui'])
  const formats = useFormats()
  const save = useSetModel()
  const [now, setNow] = useState<OutsideModel>(state.setting ?? NEW)
  const [key, setKey] = useState('')
  const set = (change: Partial<OutsideModel>) => setNow((before) => ({ ...before, ...change }))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const body = { ...now, url: now.url.trim(), model: now.model.trim(), ...(key && { key: key.trim() }) }
    save.mutate(body, {
      onSuccess: () => {
        setKey('')
        toastDone(t('ui:saved'))
      },
    })
  }
  return (
    <Surface title={t('setting')}>
      <form onSubmit={submit}>
        <Stack gap="md" mt="xs">
          {save.isError && <ProblemNote error={save.error} />}
          <Switch
            label={t('on')}
            description={t('onNote')}
            checked={now.is_on}
            onChange={(event) => set({ is_on: event.currentTarget.checked })}
          />
          <TextInput
            label={t('url')}
            description={t('urlNote')}
            placeholder={EXAMPLE}
            required
            value={now.url}
            onChange={(event) => set({ url: event.currentTarget.value })}
          />
          <TextInput
            label={t('model')}
            description={t('modelNote')}
            required
            maxLength={100}
            value={now.model}
            onChange={(event) => set({ model: event.currentTarget.value })}
          />
          <PasswordInput
            label={t('key')}
            description={state.has_key ? t('keyKept') : undefined}
            autoComplete="new-password"
            value={key}
            onChange={(event) => setKey(event.currentTarget.value)}
            visibilityToggleButtonProps={{ 'aria-label': t('ui:signIn.show') }}
          />
          <Checkbox.Group label={t('mayDo')} value={now.uses} onChange={(uses) => set({ uses: uses as ModelUse[] })}>
            <Stack gap={6} mt={6}>
              {MODEL_USES.map((use) => (
                <Checkbox key={use} value={use} label={t(`uses.${use}`)} description={t(`usesNote.${use}`)} />
              ))}
            </Stack>
          </Checkbox.Group>
          <NumberInput
            label={t('limit')}
            description={t('limitNote', {
              count: state.calls_this_month,
              said: formats.number(state.calls_this_month),
            })}
            required
            min={1}
            max={100_000}
            allowDecimal={false}
            value={now.calls_a_month}
            onChange={(value) => typeof value === 'number' && set({ calls_a_month: value })}
          />
          <NumberInput
            label={t('timeout')}
            required
            min={3}
            max={60}
            allowDecimal={false}
            value={now.timeout_seconds}
            onChange={(value) => typeof value === 'number' && set({ timeout_seconds: value })}
          />
          <Button type="submit" loading={save.isPending} style={{ alignSelf: 'flex-start' }}>
            {t('ui:save')}
          </Button>
          <Text size="sm" c="dimmed">
            {t('responsible')}
          </Text>
        </Stack>
      </form>
    </Surface>
  )
}
