/** Of one connection: where its carrier calls, how what it sends reads, a file of it, and what it sent last. */
import { Alert, Button, FileButton, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ConnectionState } from '../../../../contract/tracking-mapping.ts'
import { Icon } from '../../../ui/icons.tsx'
import { ProblemNote } from '../../../ui/notices.tsx'
import { Secret } from '../../../ui/secret.tsx'
import { mayDo, useSession } from '../../lib/session.ts'
import { MappingEditor } from './mapping-editor.tsx'
import { MessagesTable } from './messages-table.tsx'
import { PollingPanel } from './polling-panel.tsx'
import { type Connection, useBringCarrierFile, useMakeSecret } from './use-tracking.ts'

type Props = { connection: Connection; state: ConnectionState | undefined }

export function ConnectionPanel({ connection, state }: Props) {
  const { t } = useTranslation('tracking')
  const mayWrite = mayDo(useSession(), 'master_data.write')
  return (
    <Stack gap="xl">
      <Stack gap="sm">
        <Title order={3} size="h4">
          {t('address')}
        </Title>
        {state?.path ? (
          <Text size="sm" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
            {`${window.location.origin}${state.path}`}
          </Text>
        ) : (
          <Text size="sm" c="dimmed">
            {t('noAddress')}
          </Text>
        )}
        {mayWrite && <SecretMaker connection={connection} isFirst={!state?.path} />}
      </Stack>
      <PollingPanel connection={connection} mayWrite={mayWrite} />
      <MappingEditor connection={connection} mayWrite={mayWrite} />
      {connection.mapping && <BringFile connection={connection} />}
      <Stack gap="sm">
        <Title order={3} size="h4">
          {t('lastMessages')}
        </Title>
        <MessagesTable filter={{ source: connection.connection_id }} name="connection-messages" />
      </Stack>
    </Stack>
  )
}

function SecretMaker({ connection, isFirst }: { connection: Connection; isFirst: boolean }) {
  const { t } = useTranslation('tracking')
  const make = useMakeSecret(connection.connection_id)
  return (
    <Stack gap="sm">
      {make.isError && <ProblemNote error={make.error} />}
      {make.data ? (
        <Secret label={t('secret')} value={make.data.secret} note={t('secretOnce')} />
      ) : (
        <>
          <Text size="sm" c="dimmed">
            {t(isFirst ? 'secretNote' : 'secretChangeNote')}
          </Text>
          <Button
            variant="default"
            loading={make.isPending}
            onClick={() => make.mutate()}
            style={{ alignSelf: 'flex-start' }}
          >
            {t(isFirst ? 'makeSecret' : 'changeSecret')}
          </Button>
        </>
      )}
    </Stack>
  )
}

function BringFile({ connection }: { connection: Connection }) {
  const { t } = useTranslation('tracking')
  const bring = useBringCarrierFile(connection.connection_id)
  return (
    <Stack gap="sm">
      <Title order={3} size="h4">
        {t('carrierFile')}
      </Title>
      <Text size="sm" c="dimmed">
        {t('carrierFileNote')}
      </Text>
      <FileButton accept=".csv,.json,.txt" onChange={(file) => file && bring.mutate(file)}>
        {(props) => (
          <Button
            {...props}
            variant="default"
            loading={bring.isPending}
            leftSection={<Icon name="upload" size={16} />}
            style={{ alignSelf: 'flex-start' }}
          >
            {t('bringFile')}
          </Button>
        )}
      </FileButton>
      {bring.isError && <ProblemNote error={bring.error} />}
      {bring.data && (
        <Alert color="harbor" variant="light" role="status">
          {t('brought', { ...bring.data })}
          {bring.data.problems.map(({ where, code, value }) => (
            <Text key={`${where} ${code}`} size="sm" style={{ overflowWrap: 'anywhere' }}>
              {[where, t(`problem.${code}`), value].filter(Boolean).join(': ')}
            </Text>
          ))}
        </Alert>
      )}
    </Stack>
  )
}
