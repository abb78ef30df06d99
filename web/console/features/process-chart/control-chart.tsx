/** Weeks with their limits of natural variation: points outside are filled and named; the standard is a line of its own kind. */
import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Icon } from '../../../ui/icons.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { useWidth } from '../../../ui/use-width.ts'

export type ControlPoint = {
  week: string
  value: number | null
  lower: number | null
  upper: number | null
  /** What is unusual about it, in words. */
  signal: string | null
  cases: string | null
}
type Props = {
  label: string
  points: readonly ControlPoint[]
  center: number | null
  standard: number | null
  show: (value: number) => string
}

const HEIGHT = 190
const MARGIN = { top: 12, right: 10, bottom: 24, left: 56 }

export function ControlChart(props: Props) {
  const { t } = useTranslation(['process', 'ui'])
  const [isTable, setTable] = useState(false)
  return (
    <div>
      <Group justify="flex-end" mb={4}>
        <Button
          size="compact-xs"
          variant="subtle"
          onClick={() => setTable(!isTable)}
          leftSection={<Icon name={isTable ? 'scorecard' : 'rows'} size={14} />}
        >
          {t(isTable ? 'ui:chart.picture' : 'ui:chart.table')}
        </Button>
      </Group>
      {isTable ? <WeekTable {...props} /> : <WeekPicture {...props} />}
    </div>
  )
}

function WeekPicture({ label, points, center, standard, show }: Props) {
  const [ref, width] = useWidth<HTMLDivElement>()
  const { t } = useTranslation('process')
  const formats = useFormats()
  const told = points.flatMap((point, at) => (point.value === null ? [] : [{ ...point, value: point.value, at }]))
  const all = told.flatMap(({ value, lower, upper }) => [value, lower ?? value, upper ?? value]).concat(standard ?? [])
  const [low, high] = [Math.min(...all), Math.max(...all)]
  const spread = high - low || 1
  const plotWidth = Math.max(0, width - MARGIN.left - MARGIN.right)
  const plotHeight = HEIGHT - MARGIN.top - MARGIN.bottom
  const x = (at: number) => MARGIN.left + (plotWidth * at) / Math.max(1, points.length - 1)
  const y = (value: number) => MARGIN.top + plotHeight * (1 - (value - low) / spread)
  const band = [
    ...told.map((point) => `${x(point.at)},${y(point.upper ?? point.value)}`),
    ...told.toReversed().map((point) => `${x(point.at)},${y(point.lower ?? point.value)}`),
  ].join(' ')
  const summary = told
    .map(({ week, value, signal }) => `${formats.date(week)} ${show(value)}${signal ? ` (${signal})` : ''}`)
    .join(', ')
  return (
    <div ref={ref} style={{ width: '100%' }}>
      {width > 0 && (
        <svg role="img" aria-label={`${label}. ${summary}`} width={width} height={HEIGHT} style={{ display: 'block' }}>
          {[low, (low + high) / 2, high].map((tick) => (
            <g key={tick}>
              <line x1={MARGIN.left} x2={width - MARGIN.right} y1={y(tick)} y2={y(tick)} stroke="var(--sf-line)" />
              <text x={MARGIN.left - 6} y={y(tick) + 4} textAnchor="end" fontSize="11" fill="var(--sf-dim)">
                {show(tick)}
              </text>
            </g>
          ))}
          <polygon points={band} fill="var(--mantine-color-harbor-5)" opacity="0.18" />
          {center !== null && (
            <line
              x1={MARGIN.left}
              x2={width - MARGIN.right}
              y1={y(center)}
              y2={y(center)}
              stroke="var(--sf-note)"
              strokeWidth="1"
            />
          )}
          {standard !== null && (
            <g>
              <line
                x1={MARGIN.left}
                x2={width - MARGIN.right}
                y1={y(standard)}
                y2={y(standard)}
                stroke="var(--sf-ink)"
                strokeDasharray="5 4"
              />
              <text x={width - MARGIN.right} y={y(standard) - 4} textAnchor="end" fontSize="11" fill="var(--sf-ink)">
                {t('standardOf', { standard: show(standard) })}
              </text>
            </g>
          )}
          <polyline
            points={told.map(({ at, value }) => `${x(at)},${y(value)}`).join(' ')}
            fill="none"
            stroke="var(--sf-note)"
            strokeWidth="1.6"
          />
          {told.map(({ week, at, value, signal, cases }) => (
            <circle
              key={week}
              cx={x(at)}
              cy={y(value)}
              r={signal ? 5 : 3}
              fill={signal ? 'var(--sf-wrong)' : 'var(--sf-surface)'}
              stroke={signal ? 'var(--sf-wrong)' : 'var(--sf-note)'}
              strokeWidth="1.5"
            >
              <title>{[formats.date(week), show(value), cases, signal].filter(Boolean).join(' · ')}</title>
            </circle>
          ))}
          {[0, points.length - 1].map((at) =>
            points[at] ? (
              <text
                key={at}
                x={x(at)}
                y={HEIGHT - 6}
                textAnchor={at ? 'end' : 'start'}
                fontSize="11"
                fill="var(--sf-dim)"
              >
                {formats.date(points[at].week)}
              </text>
            ) : null,
          )}
        </svg>
      )}
    </div>
  )
}

function WeekTable({ label, points, show }: Props) {
  const { t } = useTranslation('process')
  const formats = useFormats()
  return (
    <PlainTable
      label={label}
      rows={points}
      rowKey={({ week }) => week}
      columns={[
        { id: 'week', header: t('week'), cell: ({ week }) => formats.date(week), isTitle: true },
        { id: 'value', header: t('result'), isNumber: true, cell: ({ value }) => value !== null && show(value) },
        { id: 'cases', header: t('cases'), isNumber: true, cell: ({ cases }) => cases },
        {
          id: 'limits',
          header: t('limits'),
          isNumber: true,
          cell: ({ lower, upper }) => lower !== null && upper !== null && `${show(lower)} – ${show(upper)}`,
        },
        { id: 'signal', header: t('signalTitle'), cell: ({ signal }) => signal },
      ]}
    />
  )
}
