/** Asks before something that cannot be undone; the button says what will happen, not "OK". */
import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

type Props = {
  isOpen: boolean
  title: string
  children: ReactNode
  action: string
  isWaiting?: boolean
  onConfirm: () => void
  onClose: () => void
}

export function Confirm({ isOpen, title, children, action, isWaiting = false, onConfirm, onClose }: Props) {
  const { t } = useTranslation('ui')
  return (
    <Modal opened={isOpen} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('close') }}>
      <Stack gap="md">
        <Text size="sm">{children}</Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button color="red.9" onClick={onConfirm} loading={isWaiting}>
            {action}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
