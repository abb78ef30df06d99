/** A change on its own scale: zero, where it lies, and the range it may lie in. Worse and better differ by shape, not by tone alone. */
import { Group, Text } from '@mantine/core'
import type { ReactNode } from 'react'

const WIDTH = 96
const HEIGHT = 16

type Changed = { change: number | null; low: number | null; high: number | null }
type Props = { told: Changed; isBetterMore: boolean | null; label: string; children: ReactNode }

export function ChangeBand({ told: { change, low, high }, isBetterMore, label, children }: Props) {
  const isMoved = change !== null && low !== null && high !== null && (change !== 0 || low !== 0 || high !== 0)
  const reach = isMoved ? Math.max(Math.abs(low), Math.abs(high), Math.abs(change)) : 1
  const x = (value: number) => WIDTH / 2 + (value / reach) * (WIDTH / 2 - 6)
  const isSure = isMoved && (low > 0 || high < 0)
  const isGood = isBetterMore !== null && change !== null && change > 0 === isBetterMore
  const tone = !isSure || isBetterMore === null ? 'var(--sf-dim)' : isGood ? 'var(--sf-right)' : 'var(--sf-wrong)'
  return (
    <Group gap="xs" wrap="wrap" justify="space-between">
      <Text size="sm" component="span" style={{ whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' }} c={tone}>
        {isSure && isBetterMore !== null && (isGood ? '▲ ' : '▼ ')}
        {children}
      </Text>
      {isMoved && (
        <svg role="img" aria-label={label} width={WIDTH} height={HEIGHT} style={{ flex: 'none' }}>
          <line x1={WIDTH / 2} x2={WIDTH / 2} y1={1} y2={HEIGHT - 1} stroke="var(--sf-line-strong)" />
          <rect
            x={x(low)}
            width={Math.max(2, x(high) - x(low))}
            y={5}
            height={6}
            rx={3}
            fill={tone}
            fillOpacity={0.35}
          />
          <circle cx={x(change)} cy={HEIGHT / 2} r={4} fill={tone} />
        </svg>
      )}
    </Group>
  )
}
