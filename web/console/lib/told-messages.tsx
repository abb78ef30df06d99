/** What a customer was told, of one order or of all: the last messages, each leading to its file. */
import { Anchor, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { z } from 'zod'
import type { Message, MessageList } from '../../../contract/messages.ts'
import { useFormats } from '../../ui/format/use-formats.ts'
import { addressOf, call } from '../../ui/http.ts'
import { Answer } from '../../ui/request.tsx'
import { Surface } from '../../ui/surface.tsx'

type About = { order_id: string } | { customer_id: string }

export function ToldMessages({ about }: { about: About }) {
  const { t } = useTranslation('messages')
  const told = useQuery({
    queryKey: ['messages', 'about', about],
    queryFn: ({ signal }) =>
      call<z.infer<typeof MessageList>>('/api/v1/messages', { query: { ...about, limit: 8 }, signal }),
  })
  const all = addressOf('/messages', { q: 'order_id' in about ? about.order_id : about.customer_id })
  return (
    <Surface
      title={t('told.title')}
      actions={
        <Anchor component={Link} size="sm" to={all}>
          {t('told.all')}
        </Anchor>
      }
    >
      <Answer of={told}>
        {({ messages }) =>
          messages.length === 0 ? (
            <Text size="sm" c="dimmed" mt="xs">
              {t('told.none')}
            </Text>
          ) : (
            <Stack gap="xs" mt="xs" component="ul" style={{ listStyle: 'none', padding: 0, margin: 0 }}>
              {messages.map((message) => (
                <ToldOne key={message.message_id} message={message} />
              ))}
            </Stack>
          )
        }
      </Answer>
    </Surface>
  )
}

function ToldOne({ message }: { message: Message }) {
  const { t } = useTranslation(['messages', 'wishes'])
  const formats = useFormats()
  return (
    <li>
      <Group justify="space-between" gap="xs" wrap="nowrap" align="baseline">
        <Anchor component={Link} size="sm" to={addressOf('/messages', { open: message.message_id })}>
          {t(`wishes:kind.${message.kind}`)}
        </Anchor>
        <Text size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
          {t(`states.${message.state}`)}
        </Text>
      </Group>
      <Text size="xs" c="dimmed">
        {[formats.instant(message.made_at), ...message.ways.map((way) => t(`wishes:way.${way}`))].join(' · ')}
      </Text>
    </li>
  )
}
