/** The weeks of a step as a small control chart inside it: the line of shares, and the standard as a dashed one. */
type Props = {
  trend: readonly (number | null)[]
  standard: number | null
  stroke: string
  x: number
  y: number
  width: number
  height: number
}

export function SmallTrend({ trend, standard, stroke, x, y, width, height }: Props) {
  const told = trend.flatMap((value, at) => (value === null ? [] : [{ at, value }]))
  if (told.length < 2) return null
  const values = [...told.map(({ value }) => value), ...(standard === null ? [] : [standard])]
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const spread = high - low || 0.01
  const toX = (at: number) => x + (width * at) / (trend.length - 1)
  const toY = (value: number) => y + height - (height * (value - low)) / spread
  return (
    <g>
      {standard !== null && (
        <line
          x1={x}
          x2={x + width}
          y1={toY(standard)}
          y2={toY(standard)}
          stroke="var(--sf-dim)"
          strokeDasharray="3 2"
        />
      )}
      <polyline
        points={told.map(({ at, value }) => `${toX(at)},${toY(value)}`).join(' ')}
        fill="none"
        stroke={stroke}
        strokeWidth="1.4"
      />
    </g>
  )
}
