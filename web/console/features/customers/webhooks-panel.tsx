/** Where a customer's own program listens: its address, whether it is on, and its secret, shown once. */
import { Button, Group, Modal, Stack, Switch, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { CreatedWebhook, Webhook } from '../../../../contract/messages.ts'
import { call } from '../../../ui/http.ts'
import { Icon } from '../../../ui/icons.tsx'
import { ProblemNote } from '../../../ui/notices.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Secret } from '../../../ui/secret.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { toastProblem } from '../../../ui/toast.ts'

type Row = z.infer<typeof Webhook>
type Made = z.infer<typeof CreatedWebhook>
type Wish = { path: string; method: 'POST' | 'PATCH' | 'DELETE'; body?: unknown }

export function WebhooksPanel({ customerId, mayManage }: { customerId: string; mayManage: boolean }) {
  const { t } = useTranslation('customers')
  const client = useQueryClient()
  const [isAdding, setAdding] = useState(false)
  const [made, setMade] = useState<Made>()
  const key = ['webhooks', customerId]
  const hooks = useQuery({
    queryKey: key,
    queryFn: ({ signal }) =>
      call<{ webhooks: Row[] }>('/api/v1/webhooks', { query: { customer_id: customerId }, signal }),
  })
  const change = useMutation({
    mutationFn: ({ path, ...request }: Wish) => call<Made | undefined>(`/api/v1/webhooks${path}`, request),
    onSuccess: async (answer) => {
      if (answer?.secret) setMade(answer)
      await client.invalidateQueries({ queryKey: key })
    },
    onError: toastProblem,
  })
  return (
    <Surface
      title={t('webhooks.title')}
      note={t('webhooks.note')}
      actions={
        mayManage && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<Icon name="plus" size={14} />}
            onClick={() => setAdding(true)}
          >
            {t('webhooks.new')}
          </Button>
        )
      }
    >
      <Answer of={hooks}>
        {({ webhooks }) =>
          webhooks.length === 0 ? (
            <Text size="sm" c="dimmed" mt="xs">
              {t('webhooks.none')}
            </Text>
          ) : (
            <Stack gap="md" mt="xs">
              {webhooks.map((row) => (
                <Hook key={row.webhook_id} row={row} mayManage={mayManage} onChange={change.mutate} />
              ))}
            </Stack>
          )
        }
      </Answer>
      {isAdding && <AddDialog customerId={customerId} onClose={() => setAdding(false)} onChange={change} />}
      <SecretDialog made={made} onClose={() => setMade(undefined)} />
    </Surface>
  )
}

function Hook({ row, mayManage, onChange }: { row: Row; mayManage: boolean; onChange: (wish: Wish) => void }) {
  const { t } = useTranslation('customers')
  const path = `/${encodeURIComponent(row.webhook_id)}`
  return (
    <Stack gap={4}>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {row.url}
      </Text>
      <Group gap="sm">
        <Switch
          size="sm"
          label={t('webhooks.on')}
          aria-label={t('webhooks.onOf', { url: row.url })}
          checked={row.is_on}
          disabled={!mayManage}
          onChange={(event) => onChange({ path, method: 'PATCH', body: { is_on: event.currentTarget.checked } })}
        />
        {mayManage && !row.has_two_secrets && (
          <Button
            size="compact-xs"
            variant="subtle"
            onClick={() => onChange({ path: `${path}/secret`, method: 'POST', body: {} })}
          >
            {t('webhooks.renew')}
          </Button>
        )}
        {mayManage && row.has_two_secrets && (
          <Button
            size="compact-xs"
            variant="subtle"
            onClick={() => onChange({ path: `${path}/old-secret`, method: 'DELETE' })}
          >
            {t('webhooks.letGo')}
          </Button>
        )}
      </Group>
    </Stack>
  )
}

type AddProps = {
  customerId: string
  onClose: () => void
  onChange: { mutateAsync: (wish: Wish) => Promise<unknown>; isPending: boolean; isError: boolean; error: unknown }
}

function AddDialog({ customerId, onClose, onChange }: AddProps) {
  const { t } = useTranslation(['customers', 'ui'])
  const [url, setUrl] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const body = { customer_id: customerId, url: url.trim(), kinds: [], is_on: true }
    onChange.mutateAsync({ path: '', method: 'POST', body }).then(onClose, () => undefined)
  }
  return (
    <Modal opened onClose={onClose} title={t('webhooks.new')} closeButtonProps={{ 'aria-label': t('ui:close') }}>
      <form onSubmit={submit}>
        <Stack gap="md">
          {onChange.isError && <ProblemNote error={onChange.error} />}
          <TextInput
            type="url"
            required
            label={t('webhooks.url')}
            value={url}
            onChange={(event) => setUrl(event.currentTarget.value)}
            data-autofocus
          />
          <Group justify="flex-end">
            <Button type="submit" loading={onChange.isPending}>
              {t('webhooks.add')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

function SecretDialog({ made, onClose }: { made: Made | undefined; onClose: () => void }) {
  const { t } = useTranslation(['customers', 'ui'])
  return (
    <Modal
      opened={made !== undefined}
      onClose={onClose}
      title={t('webhooks.secret')}
      closeButtonProps={{ 'aria-label': t('ui:close') }}
    >
      {made && <Secret label={t('webhooks.secret')} value={made.secret} note={t('webhooks.secretNote')} />}
    </Modal>
  )
}
