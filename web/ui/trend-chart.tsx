/** A share over time: a line with its 95 % interval as a band, the target as a dashed line, and the same as a table one press away. */
import { Button, Group, Table } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from './format/use-formats.ts'
import { FEW_CASES, wilsonInterval } from './format/wilson.ts'
import { Icon } from './icons.tsx'
import { shareScale } from './share-scale.ts'
import { useWidth } from './use-width.ts'

export type TrendPoint = { period: string; label: string; numerator: number; denominator: number }
type Props = {
  label: string
  points: readonly TrendPoint[]
  target?: number | null | undefined
  targetLabel?: string
  casesLabel: string
}

const HEIGHT = 220
/** The last figure stands to the right of its point, where no line runs. */
const MARGIN = { top: 12, right: 58, bottom: 28, left: 48 }

export function TrendChart(props: Props) {
  const { t } = useTranslation('ui')
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
          {t(isTable ? 'chart.picture' : 'chart.table')}
        </Button>
      </Group>
      {isTable ? <TrendTable {...props} /> : <TrendPicture {...props} />}
    </div>
  )
}

function TrendPicture({ label, points, target, targetLabel }: Props) {
  const [ref, width] = useWidth<HTMLDivElement>()
  const formats = useFormats()
  const counted = points.map((point) => ({
    ...point,
    share: point.denominator > 0 ? point.numerator / point.denominator : null,
    interval: wilsonInterval(point.numerator, point.denominator),
  }))
  const scale = shareScale(
    counted.flatMap((point) => (point.interval ? [point.interval.low, point.interval.high] : [])).concat(target ?? []),
  )
  const plotWidth = Math.max(0, width - MARGIN.left - MARGIN.right)
  const plotHeight = HEIGHT - MARGIN.top - MARGIN.bottom
  const x = (index: number) =>
    MARGIN.left + (points.length < 2 ? plotWidth / 2 : (index * plotWidth) / (points.length - 1))
  const y = (share: number) => MARGIN.top + plotHeight * (1 - (share - scale.low) / (scale.high - scale.low))
  const known = counted
    .map((point, index) => ({ ...point, index }))
    .filter((point) => point.share !== null && point.interval)
  const band = [
    ...known.map((point) => `${x(point.index)},${y(point.interval?.high ?? 0)}`),
    ...known.toReversed().map((point) => `${x(point.index)},${y(point.interval?.low ?? 0)}`),
  ].join(' ')
  const everyNth = Math.max(1, Math.ceil(points.length / Math.max(2, Math.floor(plotWidth / 76))))
  const last = known.at(-1)
  const summary = known.map((point) => `${point.label} ${formats.percent(point.share)}`).join(', ')
  return (
    <div ref={ref} style={{ width: '100%' }}>
      {width > 0 && (
        <svg
          role="img"
          aria-label={`${label}. ${summary}`}
          width={width}
          height={HEIGHT}
          style={{ display: 'block', overflow: 'visible' }}
        >
          {scale.ticks.map((tick) => (
            <g key={tick}>
              <line x1={MARGIN.left} x2={width - MARGIN.right} y1={y(tick)} y2={y(tick)} stroke="var(--sf-line)" />
              <text x={MARGIN.left - 8} y={y(tick) + 4} textAnchor="end" fontSize="12" fill="var(--sf-dim)">
                {formats.percent(tick, 0)}
              </text>
            </g>
          ))}
          <polygon points={band} fill="var(--mantine-color-harbor-5)" opacity="0.22" />
          {target !== null && target !== undefined && (
            <g>
              <line
                x1={MARGIN.left}
                x2={width - MARGIN.right}
                y1={y(target)}
                y2={y(target)}
                stroke="var(--sf-ink)"
                strokeDasharray="5 4"
                strokeWidth="1.3"
              />
              {targetLabel && (
                <text x={MARGIN.left + 6} y={y(target) - 5} fontSize="12" fill="var(--sf-ink)">
                  {targetLabel}
                </text>
              )}
            </g>
          )}
          <polyline
            points={known.map((point) => `${x(point.index)},${y(point.share ?? 0)}`).join(' ')}
            fill="none"
            stroke="var(--sf-note)"
            strokeWidth="2"
            strokeLinejoin="round"
          />
          {known.map((point) => (
            <circle
              key={point.period}
              cx={x(point.index)}
              cy={y(point.share ?? 0)}
              r="4"
              fill={point.denominator < FEW_CASES ? 'var(--sf-surface)' : 'var(--sf-note)'}
              stroke="var(--sf-note)"
              strokeWidth="1.5"
            >
              <title>{`${point.label}: ${formats.percent(point.share)} (${formats.number(point.numerator)} / ${formats.number(point.denominator)})`}</title>
            </circle>
          ))}
          {last && (
            <text x={x(last.index) + 9} y={y(last.share ?? 0) + 4} fontSize="13" fontWeight="650" fill="var(--sf-ink)">
              {formats.percent(last.share)}
            </text>
          )}
          {counted.map((point, index) =>
            (points.length - 1 - index) % everyNth === 0 ? (
              <text
                key={point.period}
                x={x(index)}
                y={HEIGHT - 8}
                textAnchor={index === points.length - 1 && points.length > 1 ? 'end' : 'middle'}
                fontSize="12"
                fill="var(--sf-dim)"
              >
                {point.label}
              </text>
            ) : null,
          )}
        </svg>
      )}
    </div>
  )
}

function TrendTable({ label, points, casesLabel }: Props) {
  const { t } = useTranslation('ui')
  const formats = useFormats()
  return (
    <Table.ScrollContainer minWidth={280} mah={HEIGHT + 60}>
      <Table verticalSpacing={4} aria-label={label}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('chart.period')}</Table.Th>
            <Table.Th scope="col" ta="end">
              {t('chart.share')}
            </Table.Th>
            <Table.Th scope="col" ta="end">
              {t('figure.interval')}
            </Table.Th>
            <Table.Th scope="col" ta="end">
              {casesLabel}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {points.map((point) => {
            const interval = wilsonInterval(point.numerator, point.denominator)
            return (
              <Table.Tr key={point.period}>
                <Table.Th scope="row" fw={400}>
                  {point.label}
                </Table.Th>
                <Table.Td ta="end">
                  {formats.percent(point.denominator > 0 ? point.numerator / point.denominator : null)}
                </Table.Td>
                <Table.Td ta="end">
                  {interval ? `${formats.percent(interval.low)} – ${formats.percent(interval.high)}` : '–'}
                </Table.Td>
                <Table.Td ta="end">{formats.number(point.denominator)}</Table.Td>
              </Table.Tr>
            )
          })}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
