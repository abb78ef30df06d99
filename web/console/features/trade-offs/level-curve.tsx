/** What each level of one element brings and costs against today: the balance point is where one step more costs more than it brings. */
import { Button, Group, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Ground } from '../../../../contract/trade-offs.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Icon } from '../../../ui/icons.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { useWidth } from '../../../ui/use-width.ts'
import { useLevelText, useLeverName } from './level-text.ts'
import { ParityMark } from './parity-mark.tsx'

type Props = { ground: Ground; currency: string; chosen: number }

const HEIGHT = 150
const MARGIN = { top: 14, right: 12, bottom: 26, left: 12 }

export function LevelCurve(props: Props) {
  const { t } = useTranslation(['tradeOffs', 'ui'])
  const [isTable, setTable] = useState(false)
  const name = useLeverName([props.ground])(props.ground.element)
  return (
    <div>
      <Group justify="space-between" gap="xs">
        <Text size="sm" fw={600}>
          {name}
        </Text>
        <Button
          size="compact-xs"
          variant="subtle"
          onClick={() => setTable(!isTable)}
          leftSection={<Icon name={isTable ? 'scorecard' : 'rows'} size={14} />}
          aria-label={`${t(isTable ? 'ui:chart.picture' : 'ui:chart.table')}: ${name}`}
        >
          {t(isTable ? 'ui:chart.picture' : 'ui:chart.table')}
        </Button>
      </Group>
      {isTable ? <LevelTable {...props} /> : <Picture {...props} />}
    </div>
  )
}

function Picture({ ground, currency, chosen }: Props) {
  const { t } = useTranslation('tradeOffs')
  const formats = useFormats()
  const levelText = useLevelText(currency)
  const [ref, width] = useWidth<HTMLDivElement>()
  const { levels, today } = ground
  const values = levels.flatMap(({ margin, cost }) => [margin, cost])
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)]
  const span = high - low || 1
  const plot = { width: Math.max(0, width - MARGIN.left - MARGIN.right), height: HEIGHT - MARGIN.top - MARGIN.bottom }
  const x = (at: number) =>
    MARGIN.left + (levels.length < 2 ? plot.width / 2 : (plot.width * (at + 0.5)) / levels.length)
  const y = (value: number) => MARGIN.top + plot.height * (1 - (value - low) / span)
  const bar = Math.min(22, plot.width / levels.length / 3)
  const money = (value: number) => formats.estimate(value, currency)
  const summary = levels.map(
    ({ level, margin, cost }) =>
      `${levelText(ground.element, level)}: ${t('margin')} ${money(margin)}, ${t('cost')} ${money(cost)}`,
  )
  return (
    <div ref={ref} style={{ width: '100%' }}>
      {width > 0 && (
        <svg role="img" aria-label={summary.join('; ')} width={width} height={HEIGHT} style={{ display: 'block' }}>
          <line x1={MARGIN.left} x2={width - MARGIN.right} y1={y(0)} y2={y(0)} stroke="var(--sf-line-strong)" />
          {levels.map(({ level, margin, cost, bar: blocked }, at) => (
            <g key={level} opacity={blocked ? 0.45 : 1}>
              <rect
                x={x(at) - bar - 1}
                width={bar}
                y={Math.min(y(0), y(margin))}
                height={Math.abs(y(margin) - y(0))}
                fill="var(--sf-note)"
              />
              <rect
                x={x(at) + 1}
                width={bar}
                y={Math.min(y(0), y(cost))}
                height={Math.abs(y(cost) - y(0))}
                fill="none"
                stroke="var(--sf-watch)"
                strokeWidth={1.5}
              />
              <text
                x={x(at)}
                y={HEIGHT - 8}
                textAnchor="middle"
                fontSize={11}
                fontWeight={level === chosen ? 700 : 400}
                fill={level === chosen ? 'var(--sf-ink)' : 'var(--sf-dim)'}
              >
                {ground.name === null ? formats.number(level) : levelText(ground.element, level)}
                {blocked ? ' ✕' : level === chosen ? ' ●' : level === today ? ' ○' : ''}
              </text>
            </g>
          ))}
        </svg>
      )}
    </div>
  )
}

function LevelTable({ ground, currency }: Props) {
  const { t } = useTranslation('tradeOffs')
  const formats = useFormats()
  const levelText = useLevelText(currency)
  const money = (value: number) => formats.estimate(value, currency)
  return (
    <PlainTable
      label={ground.name ?? t(`element.${ground.element}`)}
      rows={ground.levels}
      rowKey={({ level }) => String(level)}
      columns={[
        {
          id: 'level',
          header: t('level'),
          cell: ({ level }) => `${levelText(ground.element, level)}${level === ground.today ? ` · ${t('today')}` : ''}`,
          isTitle: true,
        },
        { id: 'margin', header: t('margin'), cell: ({ margin }) => money(margin), isNumber: true },
        { id: 'cost', header: t('cost'), cell: ({ cost }) => money(cost), isNumber: true },
        { id: 'net', header: t('net'), cell: ({ net }) => money(net), isNumber: true },
        {
          id: 'parity',
          header: t('parity'),
          cell: ({ parity }) => parity && <ParityMark state={parity} />,
        },
        { id: 'bar', header: t('mayNot'), cell: ({ bar }) => bar && t(`bar.${bar}`) },
      ]}
    />
  )
}
