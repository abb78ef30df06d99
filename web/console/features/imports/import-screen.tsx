/** One import through its life: match the columns, look, start, watch, read the report. */
import { Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import type { ImportRun } from '../../../../contract/import-runs.ts'
import { PageHead } from '../../../ui/page.tsx'
import { Answer } from '../../../ui/request.tsx'
import { MappingStep } from './mapping-step.tsx'
import { RunProgress } from './run-progress.tsx'
import { RunReport } from './run-report.tsx'
import { RunState } from './run-state.tsx'
import { UploadAgain } from './upload-again.tsx'
import { useImportKinds, useImportRun, useUploadedFile } from './use-imports.ts'

export default function ImportScreen() {
  const { t } = useTranslation(['imports', 'shell'])
  const { id = '' } = useParams()
  const run = useImportRun(id)
  return (
    <>
      <PageHead
        title={run.data?.file_name ?? t('shell:screen.import')}
        program={t('shell:program')}
        crumb={{ label: t('shell:screen.imports'), to: '/imports' }}
        lead={run.data && t(`kind.${run.data.kind}`)}
        beside={run.data && <Group>{<RunState run={run.data} />}</Group>}
      />
      <Answer of={run}>{(found) => <RunBody run={found} />}</Answer>
    </>
  )
}

function RunBody({ run }: { run: ImportRun }) {
  const uploaded = useUploadedFile(run.import_id)
  const kinds = useImportKinds()
  if (run.state === 'running' || run.progress) return <RunProgress run={run} />
  if (run.state !== 'uploaded') return <RunReport run={run} />
  if (!uploaded.data) return <UploadAgain kind={run.kind} />
  const { data: file } = uploaded
  return (
    <Answer of={kinds}>
      {(known) => <MappingStep file={file} fields={known.find((one) => one.kind === run.kind)?.fields ?? []} />}
    </Answer>
  )
}
