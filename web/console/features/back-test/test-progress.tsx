/** Where a running back-test is. The reader may leave: the server goes on, and this page finds it again. */
import { Button, Group, Progress, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { BackTest } from '../../../../contract/back-tests.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Surface } from '../../../ui/surface.tsx'
import { toastProblem } from '../../../ui/toast.ts'
import { mayDo, useSession } from '../../lib/session.ts'
import { useCancel } from './use-back-tests.ts'

export function TestProgress({ test }: { test: BackTest }) {
  const { t } = useTranslation('backTest')
  const formats = useFormats()
  const session = useSession()
  const cancel = useCancel()
  const share = formats.percent(test.progress, 0)
  return (
    <Surface>
      <Stack gap="sm">
        <Text fw={650} role="status">
          {t(`state.${test.state}`)}
        </Text>
        <Progress value={test.progress * 100} size="lg" aria-label={t('progressLabel')} aria-valuetext={share} />
        <Group justify="space-between">
          <Text size="sm" c="dimmed">
            {share} · {t('mayLeave')}
          </Text>
          {mayDo(session, 'promises.write') && (
            <Button
              variant="default"
              loading={cancel.isPending}
              onClick={() => cancel.mutate(test.back_test_id, { onError: toastProblem })}
            >
              {t('stop')}
            </Button>
          )}
        </Group>
      </Stack>
    </Surface>
  )
}
