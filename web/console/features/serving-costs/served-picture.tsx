/** Each customer by what serving it costs and what is left of it; the lines are the middle customer's. The list below says the same. */
import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ServedCustomer, ServingCosts } from '../../../../contract/costs.ts'
import { currencyExponent } from '../../../ui/format/currency.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { useWidth } from '../../../ui/use-width.ts'

const HEIGHT = 286
const EDGE = { top: 18, right: 20, bottom: 26 }
/** Room for a letter of an amount beside the axis. */
const LETTER = 7.4
/** One customer far out would press all others into a corner: it is drawn at the edge. */
const SEEN = 0.98

export function ServedPicture({ found, rows }: { found: ServingCosts; rows: readonly ServedCustomer[] }) {
  const { t } = useTranslation('costs')
  const formats = useFormats()
  const [ref, width] = useWidth<HTMLDivElement>()
  const points = rows.flatMap((row) =>
    row.quadrant && row.value_minor > 0
      ? [{ row, share: row.serving_minor / row.value_minor, net: row.net_minor }]
      : [],
  )
  const { middle, currency } = found
  if (!middle || points.length === 0) return null
  const shares = points.map(({ share }) => share).toSorted((a, b) => a - b)
  const nets = points.map(({ net }) => net).toSorted((a, b) => a - b)
  const at = (sorted: readonly number[], quantile: number) => sorted[Math.floor(quantile * (sorted.length - 1))]!
  const right = Math.max(at(shares, SEEN), middle.cost_share * 1.5)
  const [bottom, top] = [Math.min(0, at(nets, 1 - SEEN)), Math.max(at(nets, SEEN), middle.net_minor * 1.5, 1)]
  const amount = (net: number) => formats.estimate(net / 10 ** currencyExponent(currency!), currency!)
  const amounts = [...new Set([bottom, 0, top])]
  const margin = { ...EDGE, left: 16 + LETTER * Math.max(...amounts.map((net) => amount(net).length)) }
  const plot = { width: Math.max(0, width - margin.left - margin.right), height: HEIGHT - margin.top - margin.bottom }
  const inside = (value: number, low: number, high: number) => Math.min(1, Math.max(0, (value - low) / (high - low)))
  const x = (share: number) => margin.left + plot.width * inside(share, 0, right)
  const y = (net: number) => margin.top + plot.height * (1 - inside(net, bottom, top))
  const counts = { protect: 0, streamline: 0, develop: 0, re_price: 0 }
  for (const { row } of points) counts[row.quadrant!]++
  const summary = Object.entries(counts).map(([name, count]) => `${t(`quadrant.${name}`)} ${formats.number(count)}`)
  const names = [
    { name: 'protect', x: margin.left + 6, y: margin.top + 2, anchor: 'start' },
    { name: 'streamline', x: margin.left + plot.width - 6, y: margin.top + 2, anchor: 'end' },
    { name: 'develop', x: margin.left + 6, y: margin.top + plot.height - 8, anchor: 'start' },
    { name: 're_price', x: margin.left + plot.width - 6, y: margin.top + plot.height - 8, anchor: 'end' },
  ] as const
  return (
    <div ref={ref} style={{ width: '100%' }}>
      {width > 0 && (
        <svg role="img" aria-label={`${t('picture')}. ${summary.join(', ')}`} width={width} height={HEIGHT}>
          <rect x={margin.left} y={margin.top} {...plot} fill="none" stroke="var(--sf-line)" />
          <line {...vertical(x(middle.cost_share), plot.height)} stroke="var(--sf-line-strong)" strokeDasharray="4 4" />
          <line
            x1={margin.left}
            x2={margin.left + plot.width}
            y1={y(middle.net_minor)}
            y2={y(middle.net_minor)}
            stroke="var(--sf-line-strong)"
            strokeDasharray="4 4"
          />
          {bottom < 0 && (
            <line x1={margin.left} x2={margin.left + plot.width} y1={y(0)} y2={y(0)} stroke="var(--sf-wrong)" />
          )}
          {points.map(({ row, share, net }) => (
            <circle
              key={row.customer_id}
              cx={x(share)}
              cy={y(net)}
              r={4}
              fill={row.quadrant === 'protect' || row.quadrant === 'develop' ? 'var(--sf-note)' : 'none'}
              fillOpacity={0.55}
              stroke={net < 0 ? 'var(--sf-wrong)' : 'var(--sf-note)'}
            >
              <title>{`${row.name}: ${formats.money(net, currency!)}, ${formats.percent(share)}`}</title>
            </circle>
          ))}
          {names.map((one) => (
            <text
              key={one.name}
              x={one.x}
              y={one.y + 12}
              textAnchor={one.anchor}
              fontSize={12}
              fontWeight={600}
              fill="var(--sf-dim)"
            >
              {t(`quadrant.${one.name}`)} · {formats.number(counts[one.name])}
            </text>
          ))}
          {[0, right / 2, right].map((share) => (
            <text key={share} x={x(share)} y={HEIGHT - 8} textAnchor="middle" fontSize={12} fill="var(--sf-dim)">
              {formats.percent(share, 0)}
            </text>
          ))}
          {amounts.map((net) => (
            <text key={net} x={margin.left - 8} y={y(net) + 4} textAnchor="end" fontSize={12} fill="var(--sf-dim)">
              {amount(net)}
            </text>
          ))}
        </svg>
      )}
      <Text size="xs" c="dimmed" ta="center" aria-hidden>
        {t('axis.share')}
      </Text>
    </div>
  )
}

const vertical = (at: number, height: number) => ({ x1: at, x2: at, y1: EDGE.top, y2: EDGE.top + height })
