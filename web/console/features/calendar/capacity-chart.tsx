/**
 * Capacity of one resource by day: what it can do as a step, what is booked as bars, seasons as bands behind. The picture is
 * one stop of the keyboard: the arrows go from day to day and each is said; Enter changes the day. The table holds the same.
 */
import { Button, Group, Table, Text } from '@mantine/core'
import { type KeyboardEvent, type MouseEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Season } from '../../../../contract/locations.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Icon } from '../../../ui/icons.tsx'
import { useWidth } from '../../../ui/use-width.ts'
import classes from './calendar.module.css'
import { seasonsOn } from './days.ts'
import type { ResourceHorizon } from './use-calendar.ts'

const HEIGHT = 170
const MARGIN = { top: 22, right: 8, bottom: 24, left: 44 }
/** Beyond this share queues grow fast. */
const PLANNED_SHARE = 0.85

type Day = ResourceHorizon['days'][number]
type Props = { resource: ResourceHorizon; seasons: readonly Season[]; onOpen: ((at: number) => void) | undefined }

export function CapacityChart(props: Props) {
  const { t } = useTranslation(['calendar', 'ui'])
  const [isTable, setTable] = useState(false)
  return (
    <div>
      <Group justify="flex-end" mb={4}>
        <Button
          size="compact-xs"
          variant="subtle"
          onClick={() => setTable(!isTable)}
          leftSection={<Icon name={isTable ? 'scorecard' : 'rows'} size={14} />}
          aria-label={`${t(isTable ? 'ui:chart.picture' : 'ui:chart.table')}: ${props.resource.name}`}
        >
          {t(isTable ? 'ui:chart.picture' : 'ui:chart.table')}
        </Button>
      </Group>
      {isTable ? <DaysTable {...props} /> : <Picture {...props} />}
    </div>
  )
}

const overtimeUsed = (day: Day): number => Math.min(day.overtime, Math.max(0, day.booked - day.quantity))

function useSayDay(resource: ResourceHorizon, seasons: readonly Season[]) {
  const { t } = useTranslation('calendar')
  const formats = useFormats()
  const sayOvertime = (day: Day): string => {
    const used = overtimeUsed(day)
    const more = formats.number(day.overtime)
    return used > 0 ? t('inOvertime', { used: formats.number(used), more }) : t('overtimeOf', { more })
  }
  return (day: Day): string =>
    [
      formats.weekday(day.day),
      day.quantity === 0 && day.booked === 0
        ? t('closed')
        : t('bookedOf', {
            booked: formats.number(day.booked),
            can: formats.number(day.quantity),
            unit: t(`kind.${resource.kind}`),
          }),
      day.overtime > 0 && sayOvertime(day),
      ...seasonsOn(seasons, day.day).map((season) => season.name),
      day.is_overridden && t('overridden'),
      day.booked > day.quantity * PLANNED_SHARE &&
        day.booked > 0 &&
        t(day.booked > day.quantity + day.overtime ? 'over' : 'tight'),
    ]
      .filter(Boolean)
      .join(', ')
}

function Picture({ resource, seasons, onOpen }: Props) {
  const { t } = useTranslation('calendar')
  const formats = useFormats()
  const say = useSayDay(resource, seasons)
  const [ref, width] = useWidth<HTMLDivElement>()
  const [at, setAt] = useState(0)
  const { days } = resource
  const most = Math.max(1, ...days.flatMap((day) => [day.quantity, day.booked]))
  const plotWidth = Math.max(0, width - MARGIN.left - MARGIN.right)
  const plotHeight = HEIGHT - MARGIN.top - MARGIN.bottom
  const step = plotWidth / days.length
  const x = (index: number) => MARGIN.left + index * step
  const y = (value: number) => MARGIN.top + plotHeight * (1 - value / most)
  const ground = MARGIN.top + plotHeight
  const outline = days.map((day, index) => `M${x(index)} ${y(day.quantity)}H${x(index + 1)}`).join('')
  const labelEvery = Math.max(7, Math.ceil(64 / Math.max(1, step) / 7) * 7)
  const bands = seasons
    .map((season) => ({
      season,
      from: days.findIndex((day) => day.day >= season.first_day),
      to: days.findLastIndex((day) => day.day <= season.last_day),
    }))
    .filter(({ from, to }) => from >= 0 && to >= from)
  const move = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 7, ArrowUp: -7 }
    if (event.key === 'Enter' && onOpen) onOpen(at)
    else if (event.key === 'Home') setAt(0)
    else if (event.key === 'End') setAt(days.length - 1)
    else if (event.key in steps) setAt(Math.min(days.length - 1, Math.max(0, at + steps[event.key]!)))
    else return
    event.preventDefault()
  }
  const under = (event: MouseEvent<HTMLDivElement>) => {
    const left = event.clientX - event.currentTarget.getBoundingClientRect().left - MARGIN.left
    return Math.min(days.length - 1, Math.max(0, Math.floor(left / step)))
  }
  const chosen = days[at] ?? days[0]!
  return (
    <>
      <div
        ref={ref}
        className={classes.chart}
        role="slider"
        tabIndex={0}
        aria-label={t('chartOf', { resource: resource.name })}
        aria-valuemin={0}
        aria-valuemax={days.length - 1}
        aria-valuenow={at}
        aria-valuetext={say(chosen)}
        onKeyDown={move}
        onMouseMove={(event) => setAt(under(event))}
        onClick={(event) => onOpen?.(under(event))}
      >
        {width > 0 && (
          <svg aria-hidden width={width} height={HEIGHT} style={{ display: 'block' }}>
            {bands.map(({ season, from, to }) => (
              <g key={season.season_id}>
                <rect
                  x={x(from)}
                  y={MARGIN.top}
                  width={x(to + 1) - x(from)}
                  height={plotHeight}
                  fill={season.kind === 'busy' ? 'var(--sf-watch-fill)' : 'var(--sf-note-fill)'}
                />
                <text x={x(from) + 3} y={MARGIN.top - 8} fontSize="11" fill="var(--sf-dim)">
                  {`${season.kind === 'busy' ? '▲' : '▼'} ${fitting(season.name, x(to + 1) - x(from))}`}
                </text>
              </g>
            ))}
            <rect
              x={x(at)}
              y={MARGIN.top}
              width={step}
              height={plotHeight}
              fill="var(--sf-hover)"
              stroke="var(--sf-line-strong)"
            />
            {[0, most].map((value) => (
              <text
                key={value}
                x={MARGIN.left - 6}
                y={y(value) + 4}
                textAnchor="end"
                fontSize="11"
                fill="var(--sf-dim)"
              >
                {formats.number(value)}
              </text>
            ))}
            <line x1={MARGIN.left} x2={width - MARGIN.right} y1={ground} y2={ground} stroke="var(--sf-line-strong)" />
            {days.map((day, index) => (
              <Bar key={day.day} day={day} x={x(index) + 0.5} width={Math.max(1, step - 1)} y={y} ground={ground} />
            ))}
            <path d={outline} stroke="var(--sf-ink)" strokeWidth="1.6" fill="none" />
            {days.map((day, index) =>
              index % labelEvery === 0 ? (
                <text key={day.day} x={x(index)} y={HEIGHT - 8} fontSize="11" fill="var(--sf-dim)">
                  {formats.shortDay(day.day)}
                </text>
              ) : null,
            )}
          </svg>
        )}
      </div>
      <Group gap="md" mt={4} justify="space-between">
        <Text size="sm">{say(chosen)}</Text>
        <Text size="xs" c="dimmed">
          {t('howToRead')}
        </Text>
      </Group>
    </>
  )
}

/** About six pixels a letter; a name that does not fit its band is left to the table and to what is said of the day. */
const fitting = (name: string, width: number): string => (name.length * 6.5 + 16 <= width ? name : '')

type BarProps = { day: Day; x: number; width: number; y: (value: number) => number; ground: number }

/** Beyond what can be done a bar is full and crowned; close to it, striped in the middle tone: by shape, not by color alone. */
function Bar({ day, x, width, y, ground }: BarProps) {
  if (day.booked === 0) return null
  const isOver = day.booked > day.quantity + day.overtime
  const isTight = day.booked > day.quantity * PLANNED_SHARE
  const fill = isOver ? 'var(--sf-wrong)' : isTight ? 'var(--sf-watch)' : 'var(--mantine-color-harbor-5)'
  return (
    <>
      <rect
        x={x}
        y={y(day.booked)}
        width={width}
        height={ground - y(day.booked)}
        fill={fill}
        opacity={isTight ? 1 : 0.75}
      />
      {isTight && (
        <text x={x + width / 2} y={y(day.booked) - 3} textAnchor="middle" fontSize="10" fill={fill}>
          {isOver ? '✕' : '!'}
        </text>
      )}
    </>
  )
}

function DaysTable({ resource, onOpen }: Props) {
  const { t } = useTranslation('calendar')
  const hasOvertime = resource.days.some((day) => day.overtime > 0)
  const formats = useFormats()
  return (
    <Table.ScrollContainer minWidth={280} mah={320}>
      <Table verticalSpacing={4} aria-label={t('chartOf', { resource: resource.name })}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('day')}</Table.Th>
            {['can', 'booked', 'free', ...(hasOvertime ? ['overtime'] : [])].map((name) => (
              <Table.Th key={name} scope="col" ta="end">
                {t(`column.${name}`)}
              </Table.Th>
            ))}
            {onOpen && (
              <Table.Th scope="col">
                <span className="sf-hidden">{t('change')}</span>
              </Table.Th>
            )}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {resource.days.map((day, at) => (
            <Table.Tr key={day.day}>
              <Table.Th scope="row" fw={400}>
                {formats.weekday(day.day)}
              </Table.Th>
              <Table.Td ta="end">{`${formats.number(day.quantity)}${day.is_overridden ? ' *' : ''}`}</Table.Td>
              <Table.Td ta="end">{formats.number(day.booked)}</Table.Td>
              <Table.Td ta="end">{formats.number(Math.max(0, day.quantity - day.booked))}</Table.Td>
              {hasOvertime && (
                <Table.Td ta="end">{`${formats.number(overtimeUsed(day))} / ${formats.number(day.overtime)}`}</Table.Td>
              )}
              {onOpen && (
                <Table.Td ta="end">
                  <Button
                    size="compact-xs"
                    variant="subtle"
                    aria-label={t('changeDay', { day: formats.weekday(day.day) })}
                    onClick={() => onOpen(at)}
                  >
                    {t('change')}
                  </Button>
                </Table.Td>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
