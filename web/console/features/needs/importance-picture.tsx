/** Importance beside performance, as a picture: a point an element with its intervals, the lines between high and low. */
import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { GapMap, GapRow } from '../../../../contract/gap-map.ts'
import { useElements } from '../../lib/elements.ts'
import { useFigureText } from './figure-text.tsx'

const WIDTH = 640
const HEIGHT = 400
const EDGE = { left: 46, right: 14, top: 14, bottom: 44 }

type Props = { rows: readonly GapRow[]; line: GapMap['lines'][number] }

/** Rows with both figures, numbered as in the picture and below it. */
export const pictured = (rows: readonly GapRow[]) =>
  rows
    .filter(({ importance, perceived }) => importance.value !== null && perceived.value !== null)
    .toSorted((a, b) => b.importance.value! - a.importance.value!)

export function ImportancePicture({ rows, line }: Props) {
  const { t } = useTranslation('needs')
  const { nameOf } = useElements()
  const text = useFigureText()
  const points = pictured(rows)
  const most = Math.max(line.importance * 1.5, ...points.map(({ importance }) => importance.high ?? 0))
  const marks = points.flatMap(({ perceived, competitor }) => [
    perceived.low!,
    perceived.high!,
    ...(competitor?.mark.value ? [competitor.mark.value] : []),
  ])
  const [least, best] = [
    Math.max(1, Math.floor(Math.min(...marks) * 2) / 2),
    Math.min(7, Math.ceil(Math.max(...marks) * 2) / 2),
  ]
  const x = (share: number) => EDGE.left + (share / most) * (WIDTH - EDGE.left - EDGE.right)
  const y = (mark: number) =>
    HEIGHT - EDGE.bottom - ((mark - least) / (best - least || 1)) * (HEIGHT - EDGE.top - EDGE.bottom)
  const corner = { fontSize: 12, fill: 'var(--mantine-color-dimmed)' }
  return (
    <figure style={{ margin: 0 }}>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={t('pictureLabel')}
        style={{ width: '100%', maxWidth: 760, height: 'auto', display: 'block' }}
      >
        <rect
          x={x(line.importance)}
          y={y(line.performance)}
          width={WIDTH - EDGE.right - x(line.importance)}
          height={HEIGHT - EDGE.bottom - y(line.performance)}
          fill="var(--sf-wrong)"
          opacity={0.07}
        />
        <g stroke="var(--sf-line)" strokeWidth={1}>
          <line x1={EDGE.left} x2={WIDTH - EDGE.right} y1={HEIGHT - EDGE.bottom} y2={HEIGHT - EDGE.bottom} />
          <line x1={EDGE.left} x2={EDGE.left} y1={EDGE.top} y2={HEIGHT - EDGE.bottom} />
        </g>
        <g stroke="var(--mantine-color-dimmed)" strokeDasharray="4 4">
          <line x1={x(line.importance)} x2={x(line.importance)} y1={EDGE.top} y2={HEIGHT - EDGE.bottom} />
          <line x1={EDGE.left} x2={WIDTH - EDGE.right} y1={y(line.performance)} y2={y(line.performance)} />
        </g>
        <text x={WIDTH - EDGE.right - 6} y={HEIGHT - EDGE.bottom - 8} textAnchor="end" {...corner}>
          {t('quadrant.concentrate')}
        </text>
        <text x={WIDTH - EDGE.right - 6} y={EDGE.top + 14} textAnchor="end" {...corner}>
          {t('quadrant.keep_up')}
        </text>
        <text x={EDGE.left + 6} y={EDGE.top + 14} {...corner}>
          {t('quadrant.overkill')}
        </text>
        <text x={EDGE.left + 6} y={HEIGHT - EDGE.bottom - 8} {...corner}>
          {t('quadrant.low_priority')}
        </text>
        <text x={(WIDTH + EDGE.left) / 2} y={HEIGHT - 8} textAnchor="middle" {...corner}>
          {t('axisImportance')}
        </text>
        <text x={EDGE.left} y={HEIGHT - EDGE.bottom + 16} textAnchor="middle" {...corner}>
          {text.one(0, 'percent')}
        </text>
        <text x={WIDTH - EDGE.right} y={HEIGHT - EDGE.bottom + 16} textAnchor="end" {...corner}>
          {text.one(most, 'percent')}
        </text>
        <text
          x={14}
          y={(HEIGHT - EDGE.bottom) / 2}
          textAnchor="middle"
          transform={`rotate(-90 14 ${(HEIGHT - EDGE.bottom) / 2})`}
          {...corner}
        >
          {t('axisPerformance')}
        </text>
        <text x={EDGE.left - 6} y={HEIGHT - EDGE.bottom} textAnchor="end" {...corner}>
          {text.one(least, 'mark')}
        </text>
        <text x={EDGE.left - 6} y={EDGE.top + 8} textAnchor="end" {...corner}>
          {text.one(best, 'mark')}
        </text>
        {points.map((row, at) => (
          <Point key={row.element_id} row={row} number={at + 1} x={x} y={y} />
        ))}
      </svg>
      <figcaption>
        <ol style={{ margin: '8px 0 0', paddingInlineStart: 22, columns: '260px', fontSize: 14 }}>
          {points.map((row) => (
            <li key={row.element_id} style={{ breakInside: 'avoid' }}>
              {nameOf(row.element_id)}
              {row.quadrant && (
                <Text span c="dimmed" size="sm">
                  {' '}
                  · {t(`quadrant.${row.quadrant}`)}
                </Text>
              )}
            </li>
          ))}
        </ol>
        <Text size="xs" c="dimmed" mt={6}>
          {t('pictureNote')}
        </Text>
      </figcaption>
    </figure>
  )
}

type PointProps = { row: GapRow; number: number; x: (share: number) => number; y: (mark: number) => number }

function Point({ row: { importance, perceived, competitor, quadrant }, number, x, y }: PointProps) {
  const [cx, cy] = [x(importance.value!), y(perceived.value!)]
  const tone = quadrant === 'concentrate' ? 'var(--sf-wrong)' : 'var(--mantine-primary-color-filled)'
  const isOpen = quadrant === 'undecided' || quadrant === null
  const theirs = competitor && !competitor.is_old ? competitor.mark.value : null
  return (
    <g>
      <g stroke={tone} strokeWidth={1.5} opacity={0.45}>
        <line x1={x(importance.low!)} x2={x(importance.high!)} y1={cy} y2={cy} />
        <line x1={cx} x2={cx} y1={y(perceived.low!)} y2={y(perceived.high!)} />
      </g>
      {theirs !== null && (
        <g stroke="var(--mantine-color-dimmed)" fill="none">
          <line x1={cx} x2={cx} y1={cy} y2={y(theirs)} strokeDasharray="2 3" />
          <rect x={cx - 4} y={y(theirs) - 4} width={8} height={8} transform={`rotate(45 ${cx} ${y(theirs)})`} />
        </g>
      )}
      <circle cx={cx} cy={cy} r={11} fill={isOpen ? 'var(--sf-surface)' : tone} stroke={tone} strokeWidth={2} />
      <text
        x={cx}
        y={cy + 4}
        textAnchor="middle"
        fontSize={12}
        fontWeight={700}
        fill={isOpen ? 'var(--mantine-color-text)' : '#fff'}
      >
        {number}
      </text>
    </g>
  )
}
