/** Whether a level keeps up with the best competitor known, in a word and a mark. */
import { Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ParityState } from '../../../../contract/trade-offs.ts'
import { Icon } from '../../../ui/icons.tsx'

const LOOKS = {
  reached: { icon: 'check', color: 'var(--sf-right)' },
  lost: { icon: 'alert', color: 'var(--sf-wrong)' },
  unknown: { icon: 'question', color: 'var(--sf-dim)' },
} as const

export function ParityMark({ state }: { state: ParityState }) {
  const { t } = useTranslation('tradeOffs')
  return (
    <Group gap={4} wrap="nowrap" c={LOOKS[state].color} align="center">
      <Icon name={LOOKS[state].icon} size={14} />
      <Text size="sm" component="span">
        {t(`paritySays.${state}`)}
      </Text>
    </Group>
  )
}
