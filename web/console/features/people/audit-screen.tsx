/** Everything that was done, newest first: who, what, to which record, with what values. */
import { Code, Drawer, Stack, Table, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAddress } from '../../../ui/address.ts'
import { ChoiceFilter, FilterBar, SearchFilter } from '../../../ui/filter-bar.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Empty, ProblemNote } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { RecordTable } from '../../../ui/record-table.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { useEveryRow } from '../../lib/every-row.ts'
import { SUBJECTS, verbOf } from './audit-words.ts'
import { type AuditEntry, useAudit } from './use-people.ts'

const AUDIT_PAGE = 200
const FILTERS = ['subject_id', 'subject_type'] as const

export default function AuditScreen() {
  const { t, i18n } = useTranslation(['people', 'shell', 'ui'])
  const formats = useFormats()
  const [filters] = useAddress()
  const [open, setOpen] = useState<AuditEntry>()
  const asked = Object.fromEntries(FILTERS.map((name) => [name, filters[name]]))
  const pages = useAudit(asked)
  const rows = pages.data?.pages.flatMap((page) => page.rows) ?? []
  const everyRow = useEveryRow<AuditEntry>('/audit', { ...asked, limit: AUDIT_PAGE })
  const actorName = (row: AuditEntry) => row.actor_name ?? actorKind(row.actor)
  const actorKind = (actor: string) => {
    const kind = actor.split(':')[0] ?? ''
    return i18n.exists(`people:actor.${kind}`) ? t(`actor.${kind}`) : actor
  }
  const deed = (type: string) => {
    const verb = verbOf(type)
    return i18n.exists(`people:deed.${verb}`) ? t(`deed.${verb}`) : type
  }
  const subject = (row: AuditEntry) =>
    i18n.exists(`people:subject.${row.subject_type}`)
      ? t(`subject.${row.subject_type}`)
      : row.subject_type.replaceAll('_', ' ')
  return (
    <>
      <PageHead title={t('shell:screen.audit')} program={t('shell:program')} lead={t('audit.lead')} />
      <FilterBar names={FILTERS}>
        <SearchFilter name="subject_id" label={t('audit.search')} />
        <ChoiceFilter
          name="subject_type"
          label={t('audit.subject')}
          choices={SUBJECTS.map((one) => ({ value: one, label: t(`subject.${one}`) }))}
        />
      </FilterBar>
      {pages.isError && !pages.data ? (
        <ProblemNote error={pages.error} onRetry={() => pages.refetch()} />
      ) : (
        <Surface isFlush>
          <RecordTable
            label={t('shell:screen.audit')}
            name="audit"
            rows={rows}
            rowKey={(row) => `${row.position}`}
            isWaiting={pages.isPending}
            isTotalAtLeast={pages.hasNextPage}
            onMore={pages.hasNextPage ? () => void pages.fetchNextPage() : undefined}
            isMoreWaiting={pages.isFetchingNextPage}
            isStale={pages.isPlaceholderData}
            everyRow={everyRow}
            onOpen={setOpen}
            columns={[
              {
                id: 'when',
                header: t('audit.when'),
                cell: (row) => formats.instant(row.record_time),
                text: (row) => row.record_time,
                isTitle: true,
              },
              { id: 'who', header: t('audit.who'), cell: actorName },
              { id: 'what', header: t('audit.what'), cell: (row) => deed(row.type) },
              { id: 'subject', header: t('audit.subject'), cell: subject },
              { id: 'id', header: t('audit.id'), cell: (row) => row.subject_id },
            ]}
            empty={
              <Empty icon="audit" title={t('audit.none')}>
                {t('audit.noneAdvice')}
              </Empty>
            }
          />
        </Surface>
      )}
      <Drawer
        opened={open !== undefined}
        onClose={() => setOpen(undefined)}
        title={open && `${subject(open)} · ${deed(open.type)}`}
        size="lg"
        closeButtonProps={{ 'aria-label': t('ui:close') }}
      >
        {open && <EntrySheet entry={open} who={actorName(open)} subject={subject(open)} />}
      </Drawer>
    </>
  )
}

function EntrySheet({ entry, who, subject }: { entry: AuditEntry; who: string; subject: string }) {
  const { t } = useTranslation('people')
  const formats = useFormats()
  const facts: [string, string][] = [
    [t('audit.when'), formats.instant(entry.record_time)],
    ...(entry.event_time ? ([[t('audit.happened'), formats.instant(entry.event_time)]] as [string, string][]) : []),
    [t('audit.who'), who],
    [t('audit.subject'), `${subject} ${entry.subject_id}`],
    [t('audit.event'), entry.type],
    [t('audit.version'), formats.number(entry.subject_version)],
  ]
  return (
    <Stack>
      <Table verticalSpacing={6}>
        <Table.Tbody>
          {facts.map(([label, value]) => (
            <Table.Tr key={label}>
              <Table.Th scope="row" fw={400} c="dimmed">
                {label}
              </Table.Th>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{value}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Text fw={650} size="sm">
        {t('audit.values')}
      </Text>
      <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {JSON.stringify(entry.data, null, 2)}
      </Code>
    </Stack>
  )
}
