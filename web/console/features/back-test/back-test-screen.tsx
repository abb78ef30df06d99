/** How promises of the past would have been kept at each quantile, and how much shorter they could have been. */
import { Button, Group, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { BackTest, BackTestList } from '../../../../contract/back-tests.ts'
import { Empty, ProblemNote, RowsWaiting } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { mayDo, useSession } from '../../lib/session.ts'
import { LearnedNote } from './learned-note.tsx'
import { ReportPanels } from './report-panels.tsx'
import { TestProgress } from './test-progress.tsx'
import { isUnfinished, useAsk, useBackTests } from './use-back-tests.ts'

export default function BackTestScreen() {
  const { t } = useTranslation(['backTest', 'shell'])
  const session = useSession()
  const tests = useBackTests()
  const ask = useAsk()
  const isBusy = tests.data?.back_tests.some(isUnfinished) ?? false
  const run = mayDo(session, 'promises.write') && (
    <Button loading={ask.isPending} disabled={isBusy} onClick={() => ask.mutate()}>
      {t('run')}
    </Button>
  )
  return (
    <>
      <PageHead title={t('shell:screen.back-test')} program={t('shell:program')} lead={t('lead')} actions={run} />
      {ask.isError && <ProblemNote error={ask.error} />}
      <Answer of={tests} waiting={<RowsWaiting />}>
        {(list) => <Found list={list} run={run} />}
      </Answer>
    </>
  )
}

function Found({ list, run }: { list: BackTestList; run: React.ReactNode }) {
  const { t } = useTranslation('backTest')
  const [newest] = list.back_tests
  const running = list.back_tests.find(isUnfinished)
  const done = list.back_tests.find((test): test is BackTest & { report: NonNullable<BackTest['report']> } =>
    Boolean(test.report),
  )
  return (
    <Stack gap="md">
      <LearnedNote learned={list.learned} />
      {running && <TestProgress test={running} />}
      {newest?.state === 'failed' && (
        <Surface>
          <Group role="alert">{t('failed')}</Group>
        </Surface>
      )}
      {done && <ReportPanels test={done} report={done.report} />}
      {!done && !running && (
        <Surface isFlush>
          <Empty icon="clock" title={t('nothing')} action={run || undefined}>
            {t('nothingNote')}
          </Empty>
        </Surface>
      )}
    </Stack>
  )
}
