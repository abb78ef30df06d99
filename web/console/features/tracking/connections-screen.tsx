/** How carriers tell of shipments: the connections by which they call, and every message that came in, whatever way. */
import { Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../../ui/format/use-formats.ts'
import type { RecordKind } from '../../lib/records/record-kind.ts'
import { RecordScreen } from '../../lib/records/record-screen.tsx'
import { ConnectionPanel } from './connection-panel.tsx'
import { MessagesPanel } from './messages-panel.tsx'
import { type Connection, useConnectionStates } from './use-tracking.ts'

const connectionKind: RecordKind = {
  id: 'carrier-connections',
  path: '/carrier-connections',
  key: 'connection_id',
  icon: 'truck',
  writeRight: 'master_data.write',
  emptyAdvice: 'carrier-connections.emptyAdvice',
  start: { auth: 'signature', is_active: true },
  fields: [
    { name: 'connection_id', type: 'code', isRequired: true },
    { name: 'name', type: 'text', isRequired: true },
    { name: 'carrier_id', type: 'lookup', from: { path: '/carriers', key: 'carrier_id' } },
    {
      name: 'auth',
      label: 'connection_auth',
      type: 'choice',
      values: ['signature', 'token'],
      valueList: 'connection_auth',
      isRequired: true,
      hasHint: true,
      hint: 'connection_auth',
    },
    { name: 'zone', type: 'text', hasHint: true, hint: 'connection_zone' },
    { name: 'is_active', label: 'connection_active', type: 'switch' },
  ],
}

export default function ConnectionsScreen() {
  const { t } = useTranslation(['tracking', 'field', 'value'])
  const formats = useFormats()
  const states = useConnectionStates()
  const stateOf = ({ connection_id }: Connection) =>
    states.data?.rows.find((one) => one.connection_id === connection_id)
  const standing = (row: Connection): string => {
    const state = stateOf(row)
    if (!row.is_active) return t('standing.off')
    if (!state?.path && !state?.is_polled) return t('standing.noSecret')
    if (!row.mapping) return t('standing.noMapping')
    if (state.polling_error) return t('standing.askedInVain')
    if (state.is_polled && !state.last_state) return t('standing.asked')
    return state.last_state ? t(`state.${state.last_state}`) : t('standing.waiting')
  }
  return (
    <Stack gap="md">
      <div>
        <RecordScreen<Connection>
          kind={connectionKind}
          columns={[
            { id: 'name', header: t('field:name'), cell: (row) => row.name, isTitle: true },
            { id: 'carrier_id', header: t('field:carrier_id'), cell: (row) => row.carrier_id },
            { id: 'standing', header: t('standing.title'), cell: standing, text: standing },
            {
              id: 'last',
              header: t('last'),
              cell: (row) => {
                const at = stateOf(row)?.last_at
                return at ? formats.relative(at) : t('never')
              },
              text: (row) => stateOf(row)?.last_at ?? null,
            },
            {
              id: 'messages',
              header: t('messages30'),
              isNumber: true,
              cell: (row) => formats.number(stateOf(row)?.messages ?? 0),
              text: (row) => stateOf(row)?.messages ?? 0,
            },
            {
              id: 'refused',
              header: t('refused30'),
              isNumber: true,
              cell: (row) => formats.number(stateOf(row)?.refused ?? 0),
              text: (row) => stateOf(row)?.refused ?? 0,
            },
            {
              id: 'unmapped',
              header: t('unmapped30'),
              isNumber: true,
              cell: (row) => formats.number(stateOf(row)?.unmapped ?? 0),
              text: (row) => stateOf(row)?.unmapped ?? 0,
            },
          ]}
          below={(row) => <ConnectionPanel key={row.connection_id} connection={row} state={stateOf(row)} />}
        />
      </div>
      <MessagesPanel />
    </Stack>
  )
}
