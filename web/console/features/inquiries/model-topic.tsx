/** Asks the outside model what a question is about; a person takes its word or does not. */
import { Button, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ProblemNote } from '../../../ui/notices.tsx'
import type { useAct } from './use-inquiries.ts'
import { useAskModel, useModelOffer } from './use-model.ts'

export function ModelTopic({ id, act }: { id: string; act: ReturnType<typeof useAct> }) {
  const { t } = useTranslation(['outsideModel', 'inquiries'])
  const offer = useModelOffer().data
  const ask = useAskModel(id)
  if (!offer?.model || !offer.uses.includes('topic')) return null
  const topic = ask.data?.topic
  return (
    <Stack gap={4} align="flex-start">
      {ask.error && <ProblemNote error={ask.error} />}
      {topic ? (
        <>
          <Button size="compact-sm" variant="light" onClick={() => act.mutate({ kind: 'sort', body: { topic } })}>
            {t('inquiries:topicSuggestion', { topic: t(`inquiries:topics.${topic}`) })}
          </Button>
          <Text size="xs" c="dimmed">
            {t('desk.by', { model: ask.data!.model })}
          </Text>
        </>
      ) : (
        <>
          <Button
            size="compact-sm"
            variant="default"
            loading={ask.isPending}
            onClick={() => ask.mutate({ use: 'topic' })}
          >
            {t('desk.ask.topic', { model: offer.model })}
          </Button>
          {ask.data?.failure && (
            <Text size="xs" c="dimmed" role="status">
              {t(`failures.${ask.data.failure}`)}
            </Text>
          )}
        </>
      )}
    </Stack>
  )
}
