/** Where a running import is. The reader may leave: the server goes on, and this page finds it again. */
import { Button, Group, Progress, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ImportRun } from '../../../../contract/import-runs.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Surface } from '../../../ui/surface.tsx'
import { toastProblem } from '../../../ui/toast.ts'
import { useCancelImport } from './use-imports.ts'

export function RunProgress({ run }: { run: ImportRun }) {
  const { t } = useTranslation('imports')
  const formats = useFormats()
  const cancel = useCancelImport(run.import_id)
  const { progress } = run
  const share = progress && progress.bytesTotal > 0 ? progress.bytesRead / progress.bytesTotal : 0
  const isSettling = progress?.step === 'settling'
  return (
    <Surface style={{ maxWidth: 760 }}>
      <Stack gap="sm">
        <Text fw={650} role="status">
          {t(isSettling ? 'step.settling' : 'step.reading')}
        </Text>
        <Progress
          value={isSettling ? 100 : share * 100}
          striped={isSettling}
          animated={isSettling}
          size="lg"
          aria-label={t('stateLabel')}
          aria-valuetext={t('progress', { count: progress?.rowsRead ?? 0, share: formats.percent(share, 0) })}
        />
        <Group justify="space-between">
          <Text size="sm" c="dimmed">
            {t('progress', { count: progress?.rowsRead ?? 0, share: formats.percent(isSettling ? 1 : share, 0) })}
          </Text>
          <Button
            variant="default"
            loading={cancel.isPending}
            onClick={() => cancel.mutate(undefined, { onError: toastProblem })}
          >
            {t('stop')}
          </Button>
        </Group>
        <Text size="sm" c="dimmed">
          {t('mayLeave')}
        </Text>
      </Stack>
    </Surface>
  )
}
