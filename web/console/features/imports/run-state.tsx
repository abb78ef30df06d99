/** The state of an import as a mark and a word. */
import { Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ImportRun } from '../../../../contract/import-runs.ts'
import { Icon, type IconName } from '../../../ui/icons.tsx'

const LOOKS: Record<ImportRun['state'], { icon: IconName; color: string }> = {
  uploaded: { icon: 'clock', color: 'var(--sf-watch)' },
  running: { icon: 'clock', color: 'var(--sf-note)' },
  done: { icon: 'check', color: 'var(--sf-right)' },
  refused: { icon: 'cross', color: 'var(--sf-wrong)' },
  cancelled: { icon: 'dash', color: 'var(--sf-dim)' },
  interrupted: { icon: 'warning', color: 'var(--sf-wrong)' },
}

export function RunState({ run }: { run: Pick<ImportRun, 'state' | 'rows_rejected'> }) {
  const { t } = useTranslation('imports')
  const isPartial = run.state === 'done' && run.rows_rejected > 0
  const { icon, color } = isPartial ? { icon: 'warning' as const, color: 'var(--sf-watch)' } : LOOKS[run.state]
  return (
    <Group gap={6} wrap="nowrap" c={color}>
      <Icon name={icon} size={16} />
      <Text size="sm" inherit>
        {t(isPartial ? 'state.partial' : `state.${run.state}`)}
      </Text>
    </Group>
  )
}
