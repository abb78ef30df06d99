/** Everything that came in, whatever way, with its filters; and a file brought in by hand. */
import { Alert, Button, FileButton, Group, Select, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAddress } from '../../../ui/address.ts'
import { ChoiceFilter, FilterBar } from '../../../ui/filter-bar.tsx'
import { Icon } from '../../../ui/icons.tsx'
import { ProblemNote } from '../../../ui/notices.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { MessagesTable } from './messages-table.tsx'
import { FORMATS, type Format, useBringFile } from './use-tracking.ts'

const STATES = ['taken', 'partly', 'refused'] as const
const CHANNELS = ['webhook', 'polling', 'carrier-file', ...FORMATS] as const

export function MessagesPanel() {
  const { t } = useTranslation('tracking')
  const [filters] = useAddress()
  return (
    <Stack gap="sm">
      <Surface title={t('messages')} note={t('messagesNote')}>
        <BringFile />
      </Surface>
      <FilterBar names={['state', 'channel']}>
        <ChoiceFilter
          name="state"
          label={t('stateTitle')}
          choices={STATES.map((value) => ({ value, label: t(`state.${value}`) }))}
        />
        <ChoiceFilter
          name="channel"
          label={t('channel')}
          choices={CHANNELS.map((value) => ({ value, label: t(`channels.${value}`) }))}
        />
      </FilterBar>
      <Surface isFlush>
        <MessagesTable filter={{ state: filters.state, channel: filters.channel }} name="tracking-messages" />
      </Surface>
    </Stack>
  )
}

function BringFile() {
  const { t } = useTranslation('tracking')
  const [format, setFormat] = useState<Format>('x12-214')
  const bring = useBringFile()
  return (
    <Stack gap="sm">
      <Group align="flex-end" gap="sm">
        <Select
          label={t('format')}
          data={FORMATS.map((value) => ({ value, label: t(`channels.${value}`) }))}
          value={format}
          allowDeselect={false}
          onChange={(next) => setFormat((next ?? 'x12-214') as Format)}
        />
        <FileButton onChange={(file) => file && bring.mutate({ format, file })}>
          {(props) => (
            <Button
              {...props}
              variant="default"
              loading={bring.isPending}
              leftSection={<Icon name="upload" size={16} />}
            >
              {t('bringFile')}
            </Button>
          )}
        </FileButton>
      </Group>
      {bring.isError && <ProblemNote error={bring.error} />}
      {bring.data && (
        <Alert color="harbor" variant="light" role="status">
          {bring.data.map((one) => (
            <Text key={one.message_id} size="sm">
              {t('brought', { events: one.events, added: one.added, unmatched: one.unmatched, unmapped: one.unmapped })}
            </Text>
          ))}
        </Alert>
      )}
    </Stack>
  )
}
