/** The list of keys, opened with `?`. */
import { Group, Kbd, Modal, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFocusBack } from './use-focus-back.ts'

export type KeyLine = { keys: readonly string[]; label: string }

export function KeyHelp({
  isOpen,
  onClose,
  lines,
}: {
  isOpen: boolean
  onClose: () => void
  lines: readonly KeyLine[]
}) {
  const { t } = useTranslation('ui')
  useFocusBack()
  return (
    <Modal opened={isOpen} onClose={onClose} title={t('keys.title')} closeButtonProps={{ 'aria-label': t('close') }}>
      <Stack gap="xs">
        {lines.map((line) => (
          <Group key={line.label} justify="space-between" wrap="nowrap">
            <Text size="sm">{line.label}</Text>
            <Group gap={4} wrap="nowrap">
              {line.keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </Group>
          </Group>
        ))}
      </Stack>
    </Modal>
  )
}
