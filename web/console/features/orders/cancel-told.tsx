/** Whether the customer will be told of what is cancelled here; nothing for whoever may not see what customers are told. */
import { Anchor, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { type MessageSetting, USUAL_MODES } from '../../../../contract/messages.ts'
import { call } from '../../../ui/http.ts'
import { mayDo, useSession } from '../../lib/session.ts'

export function CancelTold() {
  const { t } = useTranslation('orders')
  const session = useSession()
  const { data } = useQuery({
    queryKey: ['message-setting'],
    queryFn: ({ signal }) => call<MessageSetting>('/api/v1/message-setting', { signal }),
    enabled: mayDo(session, 'messages.read'),
  })
  if (!data) return null
  const mode = data.is_on ? (data.modes.cancelled ?? USUAL_MODES.cancelled) : 'off'
  return (
    <Text size="sm" c="dimmed">
      {t(`cancelTold.${mode}`)}{' '}
      {mode === 'off' && mayDo(session, 'messages.manage') && (
        <Anchor component={Link} to="/messages/settings" size="sm">
          {t('cancelToldSettings')}
        </Anchor>
      )}
    </Text>
  )
}
