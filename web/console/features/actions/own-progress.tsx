/** Whose step it is says that it is begun or done, without the right to plan steps. */
import { Button, Group, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Action, ActionProgress } from '../../../../contract/actions.ts'
import { call } from '../../../ui/http.ts'
import { ProblemNote } from '../../../ui/notices.tsx'
import { mayDo, useSession } from '../../lib/session.ts'

export function OwnProgress({ action }: { action: Action }) {
  const { t } = useTranslation('actions')
  const session = useSession()
  const client = useQueryClient()
  const tell = useMutation({
    mutationFn: (body: ActionProgress) =>
      call<Action>(`/api/v1/actions/${encodeURIComponent(action.action_id)}/progress`, { method: 'POST', body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['records', '/actions'] }),
  })
  const isOpen = action.state === 'open' || action.state === 'started'
  if (action.owner !== session.user.id || mayDo(session, 'standards.write') || !isOpen) return null
  return (
    <Stack gap="xs" mt="lg">
      <Text size="sm">{t('own.note')}</Text>
      {tell.isError && <ProblemNote error={tell.error} />}
      <Group gap="xs">
        {action.state === 'open' && (
          <Button variant="default" loading={tell.isPending} onClick={() => tell.mutate({ state: 'started' })}>
            {t('own.begin')}
          </Button>
        )}
        <Button loading={tell.isPending} onClick={() => tell.mutate({ state: 'done' })}>
          {t('own.done')}
        </Button>
      </Group>
    </Stack>
  )
}
