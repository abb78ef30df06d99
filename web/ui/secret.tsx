/** A secret that is shown this once, with a button to copy it. */
import { Alert, Button, CopyButton, Group, Stack, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Icon } from './icons.tsx'

export function Secret({ label, value, note }: { label: string; value: string; note: string }) {
  const { t } = useTranslation('ui')
  return (
    <Stack gap="sm">
      <Alert
        color="yellow"
        variant="light"
        icon={<Icon name="warning" />}
        styles={{ icon: { color: 'var(--sf-watch)' } }}
      >
        {note}
      </Alert>
      <Group gap="xs" align="flex-end" wrap="nowrap">
        <TextInput
          label={label}
          value={value}
          readOnly
          style={{ flex: 1 }}
          onFocus={(event) => event.currentTarget.select()}
        />
        <CopyButton value={value}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy} leftSection={<Icon name={copied ? 'check' : 'copy'} size={16} />}>
              {t(copied ? 'copied' : 'copy')}
            </Button>
          )}
        </CopyButton>
      </Group>
    </Stack>
  )
}
