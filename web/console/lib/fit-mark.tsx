/** How our price stands beside a competitor's: a word, a shape, and the difference. */
import { Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ComparedPrice } from '../../../contract/prices.ts'
import { useFormats } from '../../ui/format/use-formats.ts'
import { Icon, type IconName } from '../../ui/icons.tsx'

type Fit = ComparedPrice['fit']

const MARKS: Record<Fit, { icon: IconName; color: string }> = {
  dearer: { icon: 'up', color: 'var(--sf-wrong)' },
  level: { icon: 'check', color: 'var(--sf-right)' },
  cheaper: { icon: 'down', color: 'var(--sf-right)' },
  too_old: { icon: 'question', color: 'var(--sf-unknown)' },
}

export function FitMark({ fit, difference }: { fit: Fit; difference: number | null }) {
  const { t } = useTranslation('value')
  const formats = useFormats()
  const { icon, color } = MARKS[fit]
  const share = difference === null ? '' : ` ${formats.percent(Math.abs(difference) / 100, { min: 0, max: 1 })}`
  return (
    <Group gap={6} wrap="nowrap" c={color} component="span" display="inline-flex">
      <Icon name={icon} size={16} />
      <Text size="sm" inherit component="span">
        {t(`fit.${fit}`)}
        {fit === 'dearer' || fit === 'cheaper' ? share : ''}
      </Text>
    </Group>
  )
}
