/**
 * A row of verdicts in a fixed order. As a picture it is one element for the screen reader, so that a list of a hundred
 * lines does not read out seven hundred cells; with `onOpen` it becomes a toolbar: one tab stop, arrow keys inside.
 */
import { Tooltip } from '@mantine/core'
import { type KeyboardEvent, useRef, useState } from 'react'
import { type Outcome, VerdictMark } from './verdict-mark.tsx'
import classes from './verdict-strip.module.css'

export type VerdictCell = { id: string; label: string; outcome: Outcome; outcomeLabel: string }
type Props = {
  label: string
  cells: readonly VerdictCell[]
  size?: 'small' | 'large'
  onOpen?: (id: string) => void
  openId?: string | undefined
}

export function VerdictStrip({ label, cells, size = 'small', onOpen, openId }: Props) {
  const strip = onOpen ? (
    <StripToolbar label={label} cells={cells} size={size} onOpen={onOpen} openId={openId} />
  ) : (
    <StripPicture label={label} cells={cells} size={size} />
  )
  return size === 'large' ? <div className={classes.frame}>{strip}</div> : strip
}

const sentence = (cell: VerdictCell) => `${cell.label}: ${cell.outcomeLabel}`

function StripPicture({ label, cells, size }: Required<Pick<Props, 'label' | 'cells' | 'size'>>) {
  const isLarge = size === 'large'
  return (
    <span
      role="img"
      aria-label={`${label}. ${cells.map(sentence).join(', ')}`}
      className={isLarge ? classes.large : classes.small}
      title={isLarge ? undefined : cells.map(sentence).join('\n')}
    >
      {cells.map((cell) => (
        <span key={cell.id} className={classes.cell} data-outcome={cell.outcome}>
          <VerdictMark outcome={cell.outcome} size={isLarge ? 24 : 16} />
          {isLarge && <span className={classes.label}>{cell.label}</span>}
        </span>
      ))}
    </span>
  )
}

function StripToolbar({ label, cells, size = 'small', onOpen, openId }: Props) {
  const [current, setCurrent] = useState(0)
  const buttons = useRef<(HTMLButtonElement | null)[]>([])
  const move = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (!step) return
    event.preventDefault()
    const next = (current + step + cells.length) % cells.length
    setCurrent(next)
    buttons.current[next]?.focus()
  }
  const isLarge = size === 'large'
  return (
    <div role="toolbar" aria-label={label} className={isLarge ? classes.large : classes.small} onKeyDown={move}>
      {cells.map((cell, index) => (
        <Tooltip key={cell.id} label={sentence(cell)} disabled={isLarge}>
          <button
            type="button"
            ref={(button) => {
              buttons.current[index] = button
            }}
            className={classes.cell}
            data-outcome={cell.outcome}
            tabIndex={index === current ? 0 : -1}
            aria-label={sentence(cell)}
            aria-expanded={openId === undefined ? undefined : openId === cell.id}
            onFocus={() => setCurrent(index)}
            onClick={() => onOpen?.(cell.id)}
          >
            <VerdictMark outcome={cell.outcome} size={isLarge ? 24 : 18} />
            {isLarge && <span className={classes.label}>{cell.label}</span>}
          </button>
        </Tooltip>
      ))}
    </div>
  )
}
