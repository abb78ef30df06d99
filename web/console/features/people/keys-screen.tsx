/** Keys with which programs speak for the organization; each is shown once and can be revoked at any time. */
import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Confirm } from '../../../ui/confirm.tsx'
import { FilterBar, SearchFilter } from '../../../ui/filter-bar.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Icon } from '../../../ui/icons.tsx'
import { Empty, RowsWaiting } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { RecordTable } from '../../../ui/record-table.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { toastDone, toastProblem } from '../../../ui/toast.ts'
import { useTheseRows } from '../../lib/every-row.ts'
import { useFound } from '../../lib/use-found.ts'
import { KeyDialog } from './key-dialog.tsx'
import { type KeyRow, useKeys, useRevokeKey } from './use-people.ts'

export default function KeysScreen() {
  const { t } = useTranslation(['people', 'shell'])
  const keys = useKeys()
  const revoke = useRevokeKey()
  const [isCreating, setCreating] = useState(false)
  const [ending, setEnding] = useState<KeyRow>()
  const create = (
    <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setCreating(true)}>
      {t('keys.new')}
    </Button>
  )
  return (
    <>
      <PageHead title={t('shell:screen.keys')} program={t('shell:program')} lead={t('keys.lead')} actions={create} />
      <FilterBar names={['q']}>
        <SearchFilter label={t('keys.search')} />
      </FilterBar>
      <Surface isFlush>
        <Answer of={keys} waiting={<RowsWaiting />}>
          {({ rows }) => <KeysTable keys={rows} onEnd={setEnding} create={create} />}
        </Answer>
      </Surface>
      {isCreating && <KeyDialog onClose={() => setCreating(false)} />}
      <Confirm
        isOpen={ending !== undefined}
        title={t('keys.revokeTitle', { name: ending?.name })}
        action={t('keys.revoke')}
        isWaiting={revoke.isPending}
        onClose={() => setEnding(undefined)}
        onConfirm={() =>
          ending &&
          revoke.mutate(ending.api_key_id, {
            onError: toastProblem,
            onSuccess: () => toastDone(t('keys.revokedNote')),
            onSettled: () => setEnding(undefined),
          })
        }
      >
        {t('keys.revokeNote')}
      </Confirm>
    </>
  )
}

type TableProps = { keys: readonly KeyRow[]; onEnd: (key: KeyRow) => void; create: ReactNode }

function KeysTable({ keys, onEnd, create }: TableProps) {
  const { t } = useTranslation(['people', 'shell', 'records'])
  const formats = useFormats()
  const now = new Date().toISOString()
  const stateOf = (key: KeyRow) =>
    key.revoked_at ? 'revoked' : key.expires_at && key.expires_at < now ? 'expired' : 'valid'
  const rightsOf = (key: KeyRow) => key.permissions.map((one) => t(`permission.${one.replace('.', '_')}`)).join(', ')
  const found = useFound(keys, (key) => [key.name, key.hint, rightsOf(key)])
  const everyRow = useTheseRows(found)
  return (
    <RecordTable
      label={t('shell:screen.keys')}
      name="keys"
      rows={found}
      rowKey={(key) => key.api_key_id}
      everyRow={everyRow}
      columns={[
        { id: 'name', header: t('name'), cell: (key) => key.name, isTitle: true },
        { id: 'hint', header: t('keys.begins'), cell: (key) => `${key.hint}…` },
        { id: 'state', header: t('keys.state'), cell: (key) => t(`keys.${stateOf(key)}`) },
        {
          id: 'permissions',
          header: t('may'),
          cell: (key) => <span title={rightsOf(key)}>{rightsOf(key)}</span>,
          text: rightsOf,
        },
        {
          id: 'used',
          header: t('keys.used'),
          cell: (key) => (key.last_used_at ? formats.relative(key.last_used_at) : t('keys.never')),
          text: (key) => key.last_used_at,
        },
        {
          id: 'expires',
          header: t('expires'),
          cell: (key) => (key.expires_at ? formats.instant(key.expires_at) : t('keys.noEnd')),
          text: (key) => key.expires_at,
        },
        {
          id: 'revoke',
          header: t('change'),
          isAction: true,
          cell: (key) =>
            stateOf(key) === 'valid' && (
              <Button variant="subtle" size="compact-sm" onClick={() => onEnd(key)}>
                {t('keys.revoke')}
                <span className="sf-hidden">: {key.name}</span>
              </Button>
            ),
        },
      ]}
      empty={
        keys.length > 0 ? (
          <Empty icon="search" title={t('records:nothingFound')}>
            {t('records:nothingFoundAdvice')}
          </Empty>
        ) : (
          <Empty icon="key" title={t('keys.none')} action={create}>
            {t('keys.noneAdvice')}
          </Empty>
        )
      }
    />
  )
}
