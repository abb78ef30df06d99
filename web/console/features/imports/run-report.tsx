/** What an import did: added, changed, left alone, refused with reasons, and the refused rows as a file to correct. */
import { Alert, Button, Code, Group, SimpleGrid, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { ImportRun } from '../../../../contract/import-runs.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Problem } from '../../../ui/http.ts'
import { Icon } from '../../../ui/icons.tsx'
import { Empty, ProblemNote } from '../../../ui/notices.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { commonest, toAdd } from './to-add.ts'
import { rejectsFileOf, useRejects } from './use-imports.ts'

/** Records whose coming moves the scorecard. */
const FIGURES_STAND_ON = new Set(['customer_order', 'promise', 'shipment', 'delivery', 'invoice', 'rating', 'tracking'])

export function RunReport({ run }: { run: ImportRun }) {
  const { t } = useTranslation('imports')
  const moved = Object.entries(run.settled ?? {})
    .filter(([, counts]) => counts.added + counts.changed > 0)
    .map(([name]) => name)
  return (
    <Stack gap="md">
      {run.problem && <ProblemNote error={new Problem(422, run.problem.code, run.problem.details)} />}
      {(run.state === 'cancelled' || run.state === 'interrupted') && (
        <Alert color="gray" icon={<Icon name="alert" />}>
          {t(`ended.${run.state}`)}
        </Alert>
      )}
      {run.settled && <Settled run={run} />}
      {run.rows_rejected > 0 && <Rejects run={run} />}
      <Group>
        {moved.some((name) => FIGURES_STAND_ON.has(name)) && (
          <Button component={Link} to="/scorecard" leftSection={<Icon name="scorecard" size={16} />}>
            {t('seeFigures')}
          </Button>
        )}
        <Button
          component={Link}
          to={`/imports/new?kind=${run.kind}`}
          variant="default"
          leftSection={<Icon name="upload" size={16} />}
        >
          {t('another')}
        </Button>
      </Group>
    </Stack>
  )
}

function Settled({ run }: { run: ImportRun }) {
  const { t } = useTranslation('imports')
  const formats = useFormats()
  const isAllRefused = run.rows_read > 0 && run.rows_rejected === run.rows_read
  const rows = Object.entries(run.settled ?? {}).filter(
    ([, counts]) => counts.added + counts.changed + counts.unchanged > 0,
  )
  return (
    <>
      <SimpleGrid cols={{ base: 2, sm: 3 }}>
        {(['rows_read', 'rows_rejected', 'rows_flagged'] as const).map((name) => (
          <Surface key={name}>
            <Text size="sm" c="dimmed">
              {t(`count.${name}`)}
            </Text>
            <Text fz={26} fw={650}>
              {formats.number(run[name])}
            </Text>
          </Surface>
        ))}
      </SimpleGrid>
      <Surface
        title={t('settled')}
        note={run.ended_at ? t('finished', { at: formats.instant(run.ended_at) }) : undefined}
      >
        {rows.length === 0 ? (
          <Empty title={t(isAllRefused ? 'allRefused' : 'nothingSettled')}>
            {isAllRefused ? <WhyRefused run={run} /> : undefined}
          </Empty>
        ) : (
          <PlainTable
            label={t('settled')}
            rows={rows}
            rowKey={([name]) => name}
            columns={[
              { id: 'record', header: t('record'), cell: ([name]) => t(`settledKind.${name}`), isTitle: true },
              { id: 'added', header: t('added'), cell: ([, counts]) => formats.number(counts.added), isNumber: true },
              {
                id: 'changed',
                header: t('changed'),
                cell: ([, counts]) => formats.number(counts.changed),
                isNumber: true,
              },
              {
                id: 'unchanged',
                header: t('unchanged'),
                cell: ([, counts]) => formats.number(counts.unchanged),
                isNumber: true,
              },
            ]}
          />
        )}
      </Surface>
    </>
  )
}

/** The reason at most rows, and what to do about it: what is unknown may be added, a format chosen anew. */
function WhyRefused({ run }: { run: ImportRun }) {
  const { t } = useTranslation(['imports', 'field'])
  const rejects = useRejects(run.import_id, true)
  const problems = rejects.data?.rows.flatMap((row) => row.problems) ?? []
  const added = toAdd(
    run.kind,
    problems.map(({ code }) => code),
  )
  const first = commonest(problems)
  if (!first) return null
  if (added.length > 0)
    return t('allRefusedUnknown', {
      what: added.map((name) => t(`kind.${name}`)).join(', '),
      choice: t('createMissing'),
    })
  const reason = `${first.field && `${t(`field:${first.field}`)}: `}${t(`reject.${first.code}`)}`
  return `${t('allRefusedReason', { reason })} ${t('allRefusedNote')}`
}

function Rejects({ run }: { run: ImportRun }) {
  const { t } = useTranslation(['imports', 'field'])
  const rejects = useRejects(run.import_id, true)
  return (
    <Surface
      title={t('rejectedRows', { count: run.rows_rejected })}
      note={t('rejectedAdvice')}
      actions={
        <Button
          component="a"
          href={rejectsFileOf(run.import_id)}
          download
          leftSection={<Icon name="download" size={16} />}
        >
          {t('downloadRejects')}
        </Button>
      }
    >
      <Answer of={rejects}>
        {({ rows }) => (
          <PlainTable
            label={t('rejectedRows', { count: run.rows_rejected })}
            rows={rows.flatMap((row) => row.problems.map((problem, at) => ({ ...problem, row: row.row_number, at })))}
            rowKey={(problem) => `${problem.row} ${problem.at}`}
            columns={[
              {
                id: 'row',
                header: t('row'),
                cell: (problem) => t('rowNumber', { number: problem.row }),
                isTitle: true,
              },
              { id: 'field', header: t('fieldLabel'), cell: (problem) => problem.field && t(`field:${problem.field}`) },
              { id: 'column', header: t('column'), cell: (problem) => problem.column },
              {
                id: 'value',
                header: t('valueLabel'),
                cell: (problem) => problem.value && <Code style={{ overflowWrap: 'anywhere' }}>{problem.value}</Code>,
              },
              { id: 'why', header: t('why'), cell: (problem) => t(`reject.${problem.code}`) },
            ]}
          />
        )}
      </Answer>
    </Surface>
  )
}
