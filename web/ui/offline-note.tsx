/** A line that appears while the browser has no connection: what is shown may be old, and nothing can be saved. */
import { Group, Text } from '@mantine/core'
import { useNetwork } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { Icon } from './icons.tsx'

export function OfflineNote() {
  const { t } = useTranslation('ui')
  const { online } = useNetwork()
  if (online) return null
  return (
    <Group
      role="status"
      gap="xs"
      px="md"
      py={6}
      style={{ background: 'var(--sf-watch-fill)', color: 'var(--sf-watch)' }}
    >
      <Icon name="offline" size={16} />
      <Text size="sm">{t('offline')}</Text>
    </Group>
  )
}
