/** All imports, newest first: what came in, how much of it, and what was refused. */
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Icon } from '../../../ui/icons.tsx'
import { Empty, ProblemNote } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { RecordTable } from '../../../ui/record-table.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { RunState } from './run-state.tsx'
import { useImportRuns } from './use-imports.ts'

export default function ImportsScreen() {
  const { t } = useTranslation(['imports', 'shell'])
  const formats = useFormats()
  const go = useNavigate()
  const runs = useImportRuns()
  const start = (
    <Button component={Link} to="/imports/new" leftSection={<Icon name="upload" size={16} />}>
      {t('new')}
    </Button>
  )
  return (
    <>
      <PageHead title={t('shell:screen.imports')} program={t('shell:program')} lead={t('lead')} actions={start} />
      {runs.isError && !runs.data ? (
        <ProblemNote error={runs.error} onRetry={() => runs.refetch()} />
      ) : (
        <Surface isFlush>
          <RecordTable
            label={t('shell:screen.imports')}
            name="imports"
            rows={runs.data?.rows ?? []}
            rowKey={(run) => run.import_id}
            isWaiting={runs.isPending}
            onOpen={(run) => go(`/imports/${run.import_id}`)}
            columns={[
              { id: 'file', header: t('fileName'), cell: (run) => run.file_name, isTitle: true },
              { id: 'kind', header: t('kindLabel'), cell: (run) => t(`kind.${run.kind}`) },
              { id: 'state', header: t('stateLabel'), cell: (run) => <RunState run={run} /> },
              { id: 'read', header: t('rowsRead'), cell: (run) => formats.number(run.rows_read), isNumber: true },
              {
                id: 'rejected',
                header: t('rowsRejected'),
                cell: (run) => formats.number(run.rows_rejected),
                isNumber: true,
              },
              { id: 'created', header: t('started'), cell: (run) => formats.instant(run.created_at) },
            ]}
            empty={
              <Empty icon="imports" title={t('empty')} action={start}>
                {t('emptyAdvice')}
              </Empty>
            }
          />
        </Surface>
      )}
    </>
  )
}
