/** What customers are told: what waits for a person, what is on its way, was sent, failed or was dropped. */
import { Alert, Button, Group } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { MESSAGE_KINDS, MESSAGE_STATES, type Message, type MessageState } from '../../../../contract/messages.ts'
import { useAddress } from '../../../ui/address.ts'
import { Confirm } from '../../../ui/confirm.tsx'
import type { EveryRow } from '../../../ui/download-rows.tsx'
import { ChoiceFilter, FilterBar, SearchFilter } from '../../../ui/filter-bar.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { call } from '../../../ui/http.ts'
import { Icon } from '../../../ui/icons.tsx'
import { Empty, ProblemNote } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { type Column, RecordTable } from '../../../ui/record-table.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { toastDone, toastProblem } from '../../../ui/toast.ts'
import { mayDo, useSession } from '../../lib/session.ts'
import { MessageDrawer } from './message-drawer.tsx'
import { useDeed, useMessageSetting, useMessages } from './use-messages.ts'

const FILTERS = ['q', 'state', 'kind']

export default function MessagesScreen() {
  const { t } = useTranslation(['messages', 'shell', 'wishes', 'records'])
  const session = useSession()
  const setting = useMessageSetting()
  return (
    <>
      <PageHead
        title={t('shell:screen.messages')}
        program={t('shell:program')}
        lead={t('lead')}
        actions={
          <>
            <Button component={Link} to="/messages/templates" variant="default">
              {t('templates.title')}
            </Button>
            <Button
              component={Link}
              to="/messages/settings"
              variant="default"
              leftSection={<Icon name="settings" size={16} />}
            >
              {t('settings.title')}
            </Button>
          </>
        }
      />
      {setting.data && !setting.data.is_on && (
        <Alert icon={<Icon name="alert" />} variant="light" color="yellow" mb="md" title={t('off.title')}>
          {t(mayDo(session, 'messages.manage') ? 'off.turnOn' : 'off.ask')}
        </Alert>
      )}
      <FilterBar names={FILTERS}>
        <SearchFilter label={t('search')} />
        <ChoiceFilter
          name="state"
          label={t('state')}
          choices={MESSAGE_STATES.map((state) => ({ value: state, label: t(`states.${state}`) }))}
        />
        <ChoiceFilter
          name="kind"
          label={t('kind')}
          width={240}
          choices={MESSAGE_KINDS.map((kind) => ({ value: kind, label: t(`wishes:kind.${kind}`) }))}
        />
      </FilterBar>
      <Rows />
    </>
  )
}

function Rows() {
  const { t } = useTranslation(['messages', 'shell', 'records'])
  const session = useSession()
  const [filters, change] = useAddress()
  const { q, state, kind } = filters
  const pages = useMessages({ q, state, kind })
  const deed = useDeed()
  const [isAsking, setAsking] = useState(false)
  const rows = pages.data?.pages.flatMap((page) => page.messages) ?? []
  const total = pages.data?.pages[0]?.total
  const everyRow = useEveryMessage({ q, state, kind })
  const columns = useColumns()
  const waiting = rows.filter((row) => row.state === 'waiting').map((row) => row.message_id)
  const failed = rows.filter((row) => row.state === 'failed').map((row) => row.message_id)
  const mayWrite = mayDo(session, 'messages.write')
  if (pages.isError && !pages.data) return <ProblemNote error={pages.error} onRetry={() => pages.refetch()} />
  return (
    <>
      {mayWrite && (waiting.length > 1 || failed.length > 1) && (
        <Group gap="xs" mb="sm">
          {waiting.length > 1 && (
            <Button size="xs" onClick={() => setAsking(true)}>
              {t('letAllThrough', { count: waiting.length })}
            </Button>
          )}
          {failed.length > 1 && (
            <Button
              size="xs"
              variant="default"
              loading={deed.isPending}
              onClick={() => deed.mutate({ deed: 'retry', ids: failed }, { onError: toastProblem })}
            >
              {t('retryAll', { count: failed.length })}
            </Button>
          )}
        </Group>
      )}
      <Surface isFlush>
        <RecordTable
          label={t('shell:screen.messages')}
          name="messages"
          rows={rows}
          rowKey={(row) => row.message_id}
          columns={columns}
          isWaiting={pages.isPending}
          isStale={pages.isPlaceholderData}
          total={total}
          onMore={pages.hasNextPage ? () => pages.fetchNextPage() : undefined}
          isMoreWaiting={pages.isFetchingNextPage}
          everyRow={everyRow}
          onOpen={(row) => change({ open: row.message_id })}
          empty={
            q || state || kind ? (
              <Empty icon="search" title={t('records:nothingFound')}>
                {t('records:nothingFoundAdvice')}
              </Empty>
            ) : (
              <Empty icon="inbox" title={t('empty')}>
                {t('emptyNote')}
              </Empty>
            )
          }
        />
      </Surface>
      <MessageDrawer id={filters.open} onClose={() => change({ open: undefined })} />
      <Confirm
        isOpen={isAsking}
        title={t('letAllThrough', { count: waiting.length })}
        action={t('letThrough')}
        isWaiting={deed.isPending}
        onClose={() => setAsking(false)}
        onConfirm={() =>
          deed.mutate(
            { deed: 'let-through', ids: waiting },
            {
              onError: toastProblem,
              onSuccess: ({ done }) => toastDone(t('done', { count: done })),
              onSettled: () => setAsking(false),
            },
          )
        }
      >
        {t('letAllNote')}
      </Confirm>
    </>
  )
}

function useColumns(): Column<Message>[] {
  const { t, i18n } = useTranslation(['messages', 'wishes'])
  const formats = useFormats()
  const kindOf = (row: Message) => (i18n.exists(`wishes:kind.${row.kind}`) ? t(`wishes:kind.${row.kind}`) : row.kind)
  const reasonOf = (row: Message) =>
    row.reason && i18n.exists(`messages:reasons.${row.reason}`) ? t(`reasons.${row.reason}`) : row.reason
  return [
    { id: 'kind', header: t('kind'), cell: kindOf, text: kindOf, isTitle: true },
    { id: 'customer', header: t('customer'), cell: (row) => row.customer_name ?? row.customer_id },
    { id: 'order', header: t('order'), cell: (row) => row.order_id },
    {
      id: 'state',
      header: t('state'),
      cell: (row) => <StateText state={stateOf(row)} />,
      text: (row) => t(`states.${stateOf(row)}`),
    },
    {
      id: 'reached',
      header: t('reached'),
      cell: (row) => (row.recipients ? t('reachedOf', { reached: row.reached, all: row.recipients }) : null),
      text: (row) => `${row.reached}/${row.recipients}`,
    },
    { id: 'ways', header: t('ways'), cell: (row) => row.ways.map((way) => t(`wishes:way.${way}`)).join(', ') },
    { id: 'reason', header: t('reason'), cell: reasonOf, text: reasonOf },
    { id: 'made', header: t('made'), cell: (row) => formats.instant(row.made_at), text: (row) => row.made_at },
  ]
}

type Shown = MessageState | 'partly'

/** What has left is not what has arrived: where some got nothing, it says so. */
const stateOf = ({ state, reached, recipients }: Message): Shown =>
  state === 'sent' && reached < recipients ? 'partly' : state

const COLORS: Partial<Record<Shown, string>> = {
  waiting: 'var(--sf-watch)',
  partly: 'var(--sf-watch)',
  failed: 'var(--sf-wrong)',
}

function StateText({ state }: { state: Shown }) {
  const { t } = useTranslation('messages')
  return (
    <span style={{ color: COLORS[state], fontWeight: COLORS[state] ? 600 : undefined }}>{t(`states.${state}`)}</span>
  )
}

function useEveryMessage(asked: Record<string, string | undefined>): EveryRow<Message> | undefined {
  const session = useSession()
  if (!mayDo(session, 'exports.run')) return undefined
  return async function* pages(signal) {
    for (let offset = 0; ; offset += 200) {
      const query = { ...asked, limit: 200, offset }
      const { messages } = await call<{ messages: Message[] }>('/api/v1/messages', { query, signal })
      yield messages
      if (messages.length < 200) return
    }
  }
}
