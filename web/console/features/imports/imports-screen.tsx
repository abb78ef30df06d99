/** All imports, newest first: what came in, how much of it, and what was refused. */
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { useAddress } from '../../../ui/address.ts'
import { ChoiceFilter, FilterBar, SearchFilter } from '../../../ui/filter-bar.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Icon } from '../../../ui/icons.tsx'
import { Empty, ProblemNote } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { RecordTable } from '../../../ui/record-table.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { useTheseRows } from '../../lib/every-row.ts'
import { useFound } from '../../lib/use-found.ts'
import { RunState } from './run-state.tsx'
import { useImportRuns } from './use-imports.ts'

const STATES = ['uploaded', 'running', 'done', 'refused', 'cancelled', 'interrupted'] as const

export default function ImportsScreen() {
  const { t } = useTranslation(['imports', 'shell', 'records'])
  const formats = useFormats()
  const go = useNavigate()
  const runs = useImportRuns()
  const [filters] = useAddress()
  const all = runs.data?.rows ?? []
  const kinds = [...new Set(all.map((run) => run.kind))]
  const found = useFound(all, (run) => [run.file_name, t(`kind.${run.kind}`)]).filter(
    (run) => (!filters.kind || run.kind === filters.kind) && (!filters.state || run.state === filters.state),
  )
  const everyRow = useTheseRows(found)
  const start = (
    <Button component={Link} to="/imports/new" leftSection={<Icon name="upload" size={16} />}>
      {t('new')}
    </Button>
  )
  return (
    <>
      <PageHead title={t('shell:screen.imports')} program={t('shell:program')} lead={t('lead')} actions={start} />
      <FilterBar names={['q', 'kind', 'state']}>
        <SearchFilter label={t('search')} />
        <ChoiceFilter
          name="kind"
          label={t('kindLabel')}
          choices={kinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
        />
        <ChoiceFilter
          name="state"
          label={t('stateLabel')}
          choices={STATES.map((state) => ({ value: state, label: t(`state.${state}`) }))}
        />
      </FilterBar>
      {runs.isError && !runs.data ? (
        <ProblemNote error={runs.error} onRetry={() => runs.refetch()} />
      ) : (
        <Surface isFlush>
          <RecordTable
            label={t('shell:screen.imports')}
            name="imports"
            rows={found}
            everyRow={everyRow}
            rowKey={(run) => run.import_id}
            isWaiting={runs.isPending}
            onOpen={(run) => go(`/imports/${run.import_id}`)}
            columns={[
              { id: 'file', header: t('fileName'), cell: (run) => run.file_name, isTitle: true },
              { id: 'kind', header: t('kindLabel'), cell: (run) => t(`kind.${run.kind}`) },
              {
                id: 'state',
                header: t('stateLabel'),
                cell: (run) => <RunState run={run} />,
                text: (run) => t(`state.${run.state}`),
              },
              {
                id: 'read',
                header: t('rowsRead'),
                cell: (run) => formats.number(run.rows_read),
                text: (run) => run.rows_read,
                isNumber: true,
              },
              {
                id: 'rejected',
                header: t('rowsRejected'),
                cell: (run) => formats.number(run.rows_rejected),
                text: (run) => run.rows_rejected,
                isNumber: true,
              },
              {
                id: 'created',
                header: t('started'),
                cell: (run) => formats.instant(run.created_at),
                text: (run) => run.created_at,
              },
            ]}
            empty={
              all.length > 0 ? (
                <Empty icon="search" title={t('records:nothingFound')}>
                  {t('records:nothingFoundAdvice')}
                </Empty>
              ) : (
                <Empty icon="imports" title={t('empty')} action={start}>
                  {t('emptyAdvice')}
                </Empty>
              )
            }
          />
        </Surface>
      )}
    </>
  )
}
