/** Causes from most to least, with their share of all and the running total: what to mend first. Each opens its cases. */
import { Anchor, Button, Group, Stack, Text } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useFormats } from './format/use-formats.ts'

export type RankedBar = { id: string; label: string; count: number; note?: ReactNode; to?: string | undefined }

/** Enough to see where to begin; the rest is one press away. */
const FIRST = 8

export function RankedBars({ bars, label }: { bars: readonly RankedBar[]; label: string }) {
  const { t } = useTranslation('ui')
  const formats = useFormats()
  const ranked = bars.filter((bar) => bar.count > 0).toSorted((a, b) => b.count - a.count)
  const total = ranked.reduce((sum, bar) => sum + bar.count, 0)
  const most = ranked[0]?.count ?? 1
  const [isAll, setAll] = useState(false)
  let running = 0
  return (
    <Stack component="ol" gap="sm" aria-label={label} style={{ listStyle: 'none', margin: 0, padding: 0 }}>
      {(isAll ? ranked : ranked.slice(0, FIRST)).map((bar) => {
        running += bar.count
        return (
          <li key={bar.id}>
            <Group justify="space-between" gap="xs" wrap="nowrap" align="baseline">
              {bar.to ? (
                <Anchor component={Link} to={bar.to} size="sm">
                  {bar.label}
                </Anchor>
              ) : (
                <Text size="sm">{bar.label}</Text>
              )}
              <Text size="sm" style={{ whiteSpace: 'nowrap' }}>
                <b>{formats.number(bar.count)}</b>{' '}
                <Text span size="xs" c="dimmed">
                  {formats.percent(bar.count / total, 0)} ·{' '}
                  {t('chart.running', { share: formats.percent(running / total, 0) })}
                </Text>
              </Text>
            </Group>
            <div style={{ height: 8, borderRadius: 2, background: 'var(--sf-line)', marginTop: 4 }}>
              <div
                style={{
                  width: `${(bar.count / most) * 100}%`,
                  height: 8,
                  borderRadius: 2,
                  background: 'var(--mantine-color-harbor-7)',
                }}
              />
            </div>
            {bar.note}
          </li>
        )
      })}
      {ranked.length > FIRST && (
        <li>
          <Button variant="subtle" size="compact-sm" onClick={() => setAll(!isAll)}>
            {isAll ? t('chart.fewer') : t('chart.all', { count: ranked.length })}
          </Button>
        </li>
      )}
    </Stack>
  )
}
