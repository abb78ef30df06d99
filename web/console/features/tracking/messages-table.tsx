/** Messages in which carriers and partners told of shipments, with what became of each; refused ones can be read again. */
import { Button, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Empty, ProblemNote } from '../../../ui/notices.tsx'
import { RecordTable } from '../../../ui/record-table.tsx'
import { toastDone, toastProblem } from '../../../ui/toast.ts'
import { useTheseRows } from '../../lib/every-row.ts'
import { type MessageFilter, type MessageRow, useMessages, useReplay } from './use-tracking.ts'

const PROBLEMS_SHOWN = 3

export function MessagesTable({ filter, name }: { filter: MessageFilter; name: string }) {
  const { t } = useTranslation(['tracking', 'records'])
  const formats = useFormats()
  const pages = useMessages(filter)
  const replay = useReplay()
  const rows = pages.data?.pages.flatMap((page) => page.rows) ?? []
  const everyRow = useTheseRows(rows)
  const problemText = ({ where, code, value }: MessageRow['problems'][number]) =>
    [where, t(`problem.${code}`), value].filter(Boolean).join(': ')
  const again = (row: MessageRow) =>
    replay.mutate(row.message_id, {
      onError: toastProblem,
      onSuccess: ({ state }) => toastDone(t(state === 'refused' ? 'replayRefused' : 'replayTaken')),
    })
  if (pages.isError && !pages.data) return <ProblemNote error={pages.error} onRetry={() => pages.refetch()} />
  const isFiltered = Boolean(filter.state || filter.channel)
  return (
    <RecordTable
      label={t('messages')}
      name={name}
      rows={rows}
      rowKey={(row) => row.message_id}
      isWaiting={pages.isPending}
      isTotalAtLeast={pages.hasNextPage}
      isMoreWaiting={pages.isFetchingNextPage}
      onMore={() => void (pages.hasNextPage && pages.fetchNextPage())}
      everyRow={everyRow}
      columns={[
        {
          id: 'received',
          header: t('received'),
          cell: (row) => <span title={formats.instant(row.received_at)}>{formats.relative(row.received_at)}</span>,
          text: (row) => row.received_at,
          isTitle: true,
        },
        { id: 'source', header: t('source'), cell: (row) => row.source },
        {
          id: 'channel',
          header: t('channel'),
          cell: (row) => t(`channels.${row.channel}`),
          text: (row) => row.channel,
        },
        { id: 'state', header: t('stateTitle'), cell: (row) => t(`state.${row.state}`), text: (row) => row.state },
        {
          id: 'events',
          header: t('events'),
          isNumber: true,
          cell: (row) => formats.number(row.events),
          text: (row) => row.events,
        },
        {
          id: 'added',
          header: t('added'),
          isNumber: true,
          cell: (row) => formats.number(row.added),
          text: (row) => row.added,
        },
        {
          id: 'unmatched',
          header: t('unmatched'),
          isNumber: true,
          cell: (row) => formats.number(row.unmatched),
          text: (row) => row.unmatched,
        },
        {
          id: 'unmapped',
          header: t('unmapped'),
          isNumber: true,
          cell: (row) => formats.number(row.unmapped),
          text: (row) => row.unmapped,
        },
        {
          id: 'problems',
          header: t('problems'),
          cell: (row) =>
            row.problems.length > 0 && (
              <span title={row.problems.map(problemText).join('\n')}>
                {row.problems.slice(0, PROBLEMS_SHOWN).map(problemText).join(' · ')}
              </span>
            ),
          text: (row) => row.problems.map(problemText).join(' · '),
        },
        {
          id: 'again',
          header: t('again'),
          isAction: true,
          cell: (row) =>
            row.state === 'refused' && (
              <Button
                variant="subtle"
                size="compact-sm"
                loading={replay.isPending && replay.variables === row.message_id}
                onClick={() => again(row)}
              >
                {t('again')}
                <span className="sf-hidden">: {row.message_id}</span>
              </Button>
            ),
        },
      ]}
      empty={
        <Empty icon="inbox" title={t(isFiltered ? 'records:nothingFound' : 'noMessages')}>
          <Stack gap={4}>
            <Text inherit span>
              {t(isFiltered ? 'records:nothingFoundAdvice' : 'noMessagesAdvice')}
            </Text>
          </Stack>
        </Empty>
      }
    />
  )
}
