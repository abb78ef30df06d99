/** What promises stand on now: when it was learned, from how many deliveries, for how many lanes. */
import { Button, Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { BackTestList } from '../../../../contract/back-tests.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Surface } from '../../../ui/surface.tsx'
import { toastProblem } from '../../../ui/toast.ts'
import { mayDo, useSession } from '../../lib/session.ts'
import { useLearn } from './use-back-tests.ts'

export function LearnedNote({ learned }: { learned: BackTestList['learned'] }) {
  const { t } = useTranslation('backTest')
  const formats = useFormats()
  const session = useSession()
  const learn = useLearn()
  return (
    <Surface>
      <Group justify="space-between" gap="sm">
        <div style={{ flex: '1 1 320px' }}>
          <Text fw={600}>{t('learned.title')}</Text>
          <Text size="sm" c="dimmed">
            {learned
              ? t('learned.from', {
                  at: formats.instant(learned.learned_at),
                  deliveries: formats.number(learned.delivered),
                  open: formats.number(learned.under_way),
                  lanes: formats.number(learned.lanes),
                  version: formats.number(learned.version),
                })
              : t('learned.nothing')}
          </Text>
          <Text size="sm" role="status">
            {learn.isSuccess ? t('learned.asked') : ''}
          </Text>
        </div>
        {mayDo(session, 'promises.write') && (
          <Button
            variant="default"
            loading={learn.isPending}
            onClick={() => learn.mutate(undefined, { onError: toastProblem })}
          >
            {t('learned.now')}
          </Button>
        )}
      </Group>
    </Surface>
  )
}
