/** Lanes, steps and arrows as a picture. Whatever can be opened is a button for keyboard and screen reader. */
import type { CSSProperties, KeyboardEvent, ReactNode, Ref } from 'react'
import type { ChartLayout } from '../../../../contract/process-chart.ts'
import { linesOfText } from './lines-of-text.ts'
import classes from './process-picture.module.css'
import { type Place, signPlaces } from './sign-places.ts'

export type PictureStep = {
  shape: 'task' | 'event' | 'gateway'
  name: string
  label: string
  stroke?: string
  fill?: string
  isDashed?: boolean
  /** Drawn into the box, in its own coordinates. */
  inside?: ReactNode
  onOpen?: () => void
}
export type PictureArrow = {
  label?: string
  text?: string
  sign?: (x: number, y: number) => ReactNode
  stroke?: string
  width?: number
  isDashed?: boolean
  onOpen?: () => void
}
type Props = {
  label: string
  layout: ChartLayout
  laneName: (id: string) => string
  steps: Readonly<Record<string, PictureStep>>
  arrows: Readonly<Record<string, PictureArrow>>
  ref?: Ref<SVGSVGElement>
}

const LETTERS = 20

export function ProcessPicture({ label, layout, laneName, steps, arrows, ref }: Props) {
  const signed = layout.arrows.filter(({ id }) => arrows[id]?.text || arrows[id]?.sign)
  const places = signPlaces(
    signed.map(({ id, points }) => ({ id, points, width: signWidth(arrows[id]!), height: SIGN_HEIGHT })),
    layout.steps,
  )
  return (
    // biome-ignore lint/a11y/useSemanticElements: a picture with buttons in it has no element of its own.
    <svg
      ref={ref}
      className={classes.picture}
      role="group"
      aria-label={label}
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      style={{ '--least': `${Math.min(layout.width, 760)}px`, '--most': `${layout.width * 1.15}px` } as CSSProperties}
      fontFamily="system-ui, -apple-system, 'Segoe UI', 'Noto Sans', 'Noto Sans TC', 'Noto Sans Armenian', sans-serif"
    >
      <defs>
        <marker
          id="sf-arrow"
          viewBox="0 0 8 8"
          refX="7"
          refY="4"
          markerWidth="10"
          markerHeight="10"
          markerUnits="userSpaceOnUse"
          orient="auto"
        >
          <path d="M0 0.5L7.5 4L0 7.5z" fill="var(--sf-dim)" />
        </marker>
      </defs>
      {layout.lanes.map((lane, at) => (
        <g key={lane.id}>
          <rect {...boxOf(lane)} fill={at % 2 ? 'var(--sf-surface)' : 'var(--sf-sunken)'} stroke="var(--sf-line)" />
          <rect x={lane.x} y={0} width={lane.width} height={34} fill="var(--sf-hover)" stroke="var(--sf-line)" />
          {linesOfText(laneName(lane.id), 24, 1).map((text) => (
            <text
              key={text}
              x={lane.x + lane.width / 2}
              y={22}
              textAnchor="middle"
              fontSize="13"
              fontWeight="650"
              fill="var(--sf-ink)"
            >
              {text}
            </text>
          ))}
        </g>
      ))}
      {layout.arrows.map(({ id, points }) => (
        <Arrow key={id} points={points} arrow={arrows[id] ?? {}} />
      ))}
      {layout.steps.map((box) => {
        const step = steps[box.id]
        return step ? <Step key={box.id} box={box} step={step} /> : null
      })}
      {layout.arrows.map(({ id }) => {
        const place = places.get(id)
        return place ? <ArrowSign key={id} place={place} arrow={arrows[id]!} /> : null
      })}
    </svg>
  )
}

const boxOf = ({ x, y, width, height }: { x: number; y: number; width: number; height: number }) => ({
  x,
  y,
  width,
  height,
})

/** What makes a group of shapes a button. */
const buttonOf = (label: string | undefined, onOpen: (() => void) | undefined) =>
  onOpen
    ? {
        role: 'button',
        tabIndex: 0,
        ...(label !== undefined && { 'aria-label': label }),
        className: classes.button,
        onClick: onOpen,
        onKeyDown: (event: KeyboardEvent) => {
          if (event.key !== 'Enter' && event.key !== ' ') return
          event.preventDefault()
          onOpen()
        },
      }
    : {}

function Step({ box, step }: { box: ChartLayout['steps'][number]; step: PictureStep }) {
  const { x, y, width, height } = box
  const look = {
    fill: step.fill ?? 'var(--sf-surface)',
    stroke: step.stroke ?? 'var(--sf-line-strong)',
    strokeWidth: 1.5,
    strokeDasharray: step.isDashed ? '4 3' : undefined,
  }
  if (step.shape === 'event')
    return (
      <g {...buttonOf(step.label, step.onOpen)}>
        <circle cx={x + width / 2} cy={y + height / 2} r={width / 2 - 1} {...look} />
        <title>{step.name}</title>
      </g>
    )
  if (step.shape === 'gateway')
    return (
      <g {...buttonOf(step.label, step.onOpen)}>
        <path
          d={`M${x + width / 2} ${y}L${x + width} ${y + height / 2}L${x + width / 2} ${y + height}L${x} ${y + height / 2}z`}
          {...look}
        />
        {step.inside && <g transform={`translate(${x} ${y})`}>{step.inside}</g>}
        <title>{step.name}</title>
      </g>
    )
  const lines = linesOfText(step.name, LETTERS, 2)
  return (
    // A task's name, mark and figures stand in it as text and are its name for a screen reader too.
    <g {...buttonOf(undefined, step.onOpen)}>
      <rect x={x} y={y} width={width} height={height} rx="7" {...look} />
      {lines.map((text, at) => (
        <text key={`${text} `} x={x + 9} y={y + 18 + 15 * at} fontSize="12.5" fontWeight="600" fill="var(--sf-ink)">
          {text}
        </text>
      ))}
      {step.inside && <g transform={`translate(${x} ${y})`}>{step.inside}</g>}
    </g>
  )
}

type Points = ChartLayout['arrows'][number]['points']

const Arrow = ({ points, arrow }: { points: Points; arrow: PictureArrow }) => (
  <path
    d={points.map(([x, y], at) => `${at ? 'L' : 'M'}${x} ${y}`).join('')}
    fill="none"
    stroke={arrow.stroke ?? 'var(--sf-dim)'}
    strokeWidth={arrow.width ?? 1.3}
    strokeDasharray={arrow.isDashed ? '5 4' : undefined}
    strokeLinejoin="round"
    markerEnd="url(#sf-arrow)"
  />
)

const SIGN_HEIGHT = 18
const signWidth = ({ sign, text }: PictureArrow) => (sign ? 18 : 6) + (text ? text.length * 6.2 + 4 : 0)

function ArrowSign({ place: [x, y], arrow }: { place: Place; arrow: PictureArrow }) {
  const width = signWidth(arrow)
  return (
    <g {...buttonOf(arrow.label ?? arrow.text ?? '', arrow.onOpen)}>
      <rect
        x={x - width / 2}
        y={y - SIGN_HEIGHT / 2}
        width={width}
        height={SIGN_HEIGHT}
        rx="9"
        fill="var(--sf-surface)"
        stroke={arrow.stroke ?? 'var(--sf-line-strong)'}
      />
      {arrow.sign?.(x - width / 2 + 4, y - 6)}
      {arrow.text && (
        <text
          x={arrow.sign ? x - width / 2 + 19 : x}
          y={y + 4}
          textAnchor={arrow.sign ? 'start' : 'middle'}
          fontSize="11"
          fill="var(--sf-ink)"
        >
          {arrow.text}
        </text>
      )}
    </g>
  )
}
