/** Stops messages, or lets them come again, by the link under a mail: without a sign-in, and only after a click. */
import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { StopSeen } from '../../../../contract/messages.ts'
import { Brand } from '../../../ui/brand.tsx'
import { call } from '../../../ui/http.ts'
import { ProblemNote } from '../../../ui/notices.tsx'
import { Answer } from '../../../ui/request.tsx'
import { LanguageSwitch } from '../../../ui/switches.tsx'

type Seen = z.infer<typeof StopSeen>

export default function StopScreen() {
  const { t } = useTranslation(['messages', 'shell'])
  const [token] = useState(() => location.hash.slice(1))
  const seen = useQuery({
    queryKey: ['message-stop', token],
    queryFn: () => call<Seen>('/api/v1/message-stop/look-up', { method: 'POST', body: { token } }),
    retry: false,
  })
  useEffect(() => {
    document.title = `${t('stop.title')} · ${t('shell:program')}`
  }, [t])
  return (
    <Stack mih="100dvh" p="md">
      <Group justify="space-between">
        <Brand size={28} />
        <LanguageSwitch />
      </Group>
      <Stack component="main" flex={1} align="center" justify="center" pb={64}>
        <Paper
          withBorder
          radius="lg"
          p={{ base: 'lg', sm: 'xl' }}
          w="100%"
          maw={460}
          style={{ background: 'var(--sf-surface)' }}
        >
          <Stack gap="md">
            {seen.isError ? (
              <>
                <Title order={1} size="h3">
                  {t('stop.title')}
                </Title>
                <ProblemNote error={seen.error} />
              </>
            ) : (
              <Answer of={seen}>{(found) => <Choice seen={found} token={token} />}</Answer>
            )}
          </Stack>
        </Paper>
      </Stack>
    </Stack>
  )
}

function Choice({ seen, token }: { seen: Seen; token: string }) {
  const { t } = useTranslation('messages')
  const client = useQueryClient()
  const set = useMutation({
    mutationFn: (isStopped: boolean) =>
      call<Seen>('/api/v1/message-stop', { method: 'POST', body: { token, is_stopped: isStopped } }),
    onSuccess: (now) => client.setQueryData(['message-stop', token], now),
  })
  return (
    <Stack gap="md" aria-live="polite">
      <Title order={1} size="h3">
        {t(seen.is_stopped ? 'stop.stopped' : 'stop.title')}
      </Title>
      <Text size="sm">
        {t(seen.is_stopped ? 'stop.stoppedNote' : 'stop.lead', { organization: seen.organization })}
      </Text>
      {set.isError && <ProblemNote error={set.error} />}
      <Button
        size="md"
        variant={seen.is_stopped ? 'default' : 'filled'}
        loading={set.isPending}
        onClick={() => set.mutate(!seen.is_stopped)}
      >
        {t(seen.is_stopped ? 'stop.again' : 'stop.go')}
      </Button>
    </Stack>
  )
}
