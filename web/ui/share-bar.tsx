/** A share of counted cases as a bar with its 95 % interval as a whisker; faint when the cases are few. The scale is always 0–100 %. */
import { FEW_CASES, type Interval } from './format/wilson.ts'

type Props = {
  share: number | null
  interval?: Interval | undefined
  cases: number
  target?: number | null | undefined
}

const WIDTH = 200
const x = (share: number) => Math.round(share * WIDTH * 10) / 10

export function ShareBar({ share, interval, cases, target }: Props) {
  const isFaint = cases < FEW_CASES
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 ${WIDTH} 16`}
      preserveAspectRatio="none"
      style={{ display: 'block', width: '100%', height: 16 }}
    >
      <rect x="0" y="4" width={WIDTH} height="8" rx="2" fill="var(--sf-line)" />
      {share !== null && (
        <rect
          x="0"
          y="4"
          width={x(share)}
          height="8"
          rx="2"
          fill={isFaint ? 'var(--sf-dim)' : 'var(--mantine-color-harbor-7)'}
          opacity={isFaint ? 0.45 : 1}
        />
      )}
      {interval && (
        <g stroke="var(--sf-ink)" strokeWidth="1.4">
          <line x1={x(interval.low)} x2={x(interval.high)} y1="8" y2="8" vectorEffect="non-scaling-stroke" />
          <line x1={x(interval.low)} x2={x(interval.low)} y1="4" y2="12" vectorEffect="non-scaling-stroke" />
          <line x1={x(interval.high)} x2={x(interval.high)} y1="4" y2="12" vectorEffect="non-scaling-stroke" />
        </g>
      )}
      {target !== null && target !== undefined && (
        <line
          x1={x(target)}
          x2={x(target)}
          y1="0"
          y2="16"
          stroke="var(--sf-note)"
          strokeWidth="2"
          strokeDasharray="3 2"
          vectorEffect="non-scaling-stroke"
        />
      )}
    </svg>
  )
}
