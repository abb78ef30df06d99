/** What a group weighs, as bars with a tick where all customers together stand; the same numbers are written beside. */
import { Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { useElements } from '../../lib/elements.ts'

const SHOWN = 6

type Weight = { element_id: string; share: number; usual: number }

export function WeightBars({ weights, label }: { weights: readonly Weight[]; label: string }) {
  const { t } = useTranslation('segments')
  const formats = useFormats()
  const { nameOf } = useElements()
  const shown = weights.slice(0, SHOWN)
  const most = Math.max(...shown.flatMap(({ share, usual }) => [share, usual]), 0.01)
  const percent = (share: number) => formats.percent(share, { min: 0, max: 0 })
  return (
    <Stack component="ol" gap={8} aria-label={label} style={{ listStyle: 'none', margin: 0, padding: 0 }}>
      {shown.map(({ element_id, share, usual }) => (
        <li key={element_id}>
          <Group justify="space-between" gap="xs" wrap="nowrap" align="baseline">
            <Text size="sm">{nameOf(element_id)}</Text>
            <Text size="sm" style={{ whiteSpace: 'nowrap' }}>
              <b>{percent(share)}</b>{' '}
              <Text span size="xs" c="dimmed">
                {t('groups.usual', { share: percent(usual) })}
              </Text>
            </Text>
          </Group>
          <div
            aria-hidden
            style={{ position: 'relative', height: 8, borderRadius: 2, background: 'var(--sf-line)', marginTop: 4 }}
          >
            <div
              style={{
                width: `${(share / most) * 100}%`,
                height: 8,
                borderRadius: 2,
                background: 'var(--mantine-color-harbor-7)',
              }}
            />
            <div
              style={{
                position: 'absolute',
                insetInlineStart: `calc(${(usual / most) * 100}% - 1px)`,
                top: -3,
                width: 2,
                height: 14,
                background: 'var(--sf-text, currentColor)',
              }}
            />
          </div>
        </li>
      ))}
    </Stack>
  )
}
