/** A mark readable without color: a check in a square, an eye-like triangle, a filled diamond, a dashed circle. */
import { Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ChartMark } from '../../../../contract/process-words.ts'

export const TONE: Readonly<Record<ChartMark, string>> = {
  works: 'var(--sf-right)',
  watch: 'var(--sf-watch)',
  needs_improvement: 'var(--sf-wrong)',
  not_enough_data: 'var(--sf-unknown)',
}
export const FILL: Readonly<Record<ChartMark, string>> = {
  works: 'var(--sf-right-fill)',
  watch: 'var(--sf-watch-fill)',
  needs_improvement: 'var(--sf-wrong-fill)',
  not_enough_data: 'var(--sf-unknown-fill)',
}

const line = { fill: 'none', strokeWidth: 2, strokeLinecap: 'round', strokeLinejoin: 'round' } as const

const SHAPES: Readonly<Record<ChartMark, React.ReactNode>> = {
  works: (
    <>
      <rect x="1.5" y="1.5" width="17" height="17" rx="4" fill={FILL.works} stroke={TONE.works} />
      <path d="M5.8 10.4l2.9 2.9 5.5-6.3" stroke={TONE.works} {...line} />
    </>
  ),
  watch: (
    <>
      <path d="M10 2L18.6 17.5H1.4z" fill={FILL.watch} stroke={TONE.watch} strokeLinejoin="round" />
      <path d="M10 7.5v4.5M10 14.7v.1" stroke={TONE.watch} {...line} />
    </>
  ),
  needs_improvement: (
    <>
      <path d="M10 .8L19.2 10 10 19.2.8 10z" fill={TONE.needs_improvement} />
      <path d="M10 5.5v5.5M10 14v.1" stroke="var(--sf-unknown-fill)" {...line} />
    </>
  ),
  not_enough_data: (
    <circle
      cx="10"
      cy="10"
      r="8"
      fill="none"
      stroke={TONE.not_enough_data}
      strokeDasharray="2.5 2.2"
      strokeWidth="1.3"
    />
  ),
}

/** Inside another picture. */
export const MarkShape = ({ mark, x, y, size }: { mark: ChartMark; x: number; y: number; size: number }) => (
  <g transform={`translate(${x} ${y}) scale(${size / 20})`}>{SHAPES[mark]}</g>
)

export function MarkWord({ mark }: { mark: ChartMark }) {
  const { t } = useTranslation('process')
  return (
    <Group gap={6} wrap="nowrap" component="span" style={{ display: 'inline-flex' }}>
      <svg aria-hidden="true" width="16" height="16" viewBox="0 0 20 20" style={{ flexShrink: 0 }}>
        {SHAPES[mark]}
      </svg>
      <Text span size="sm" fw={600} style={{ color: TONE[mark] }}>
        {t(`mark.${mark}`)}
      </Text>
    </Group>
  )
}
