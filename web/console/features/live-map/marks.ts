/** How a state looks on the map: a shape of its own and a tone, never the tone alone. Drawn here, since there is no picture server. */
import type { MapState } from '../../../../contract/live-map.ts'

export type Tones = {
  readonly land: string
  readonly sea: string
  readonly border: string
  readonly ink: string
  readonly halo: string
  readonly line: string
  readonly site: string
  readonly state: Readonly<Record<MapState, string>>
}

/** Fills that stand against land and sea of both schemes at 3 : 1 or more. */
export const TONES: Readonly<Record<'light' | 'dark', Tones>> = {
  light: {
    ...{ land: '#f4f4f1', sea: '#d9e4ea', border: '#b9bdc4', ink: '#1f2124', halo: '#ffffff', line: '#0a6280' },
    site: '#383b41',
    state: { on_time: '#0b6b43', watch: '#8a5600', danger: '#b3261e', late: '#7a1a5c', unknown: '#54585f' },
  },
  dark: {
    ...{ land: '#2b2e33', sea: '#17191c', border: '#565b63', ink: '#e6e7e9', halo: '#17181a', line: '#7cc4de' },
    site: '#d3d5d9',
    state: { on_time: '#63d29b', watch: '#f0bd62', danger: '#ff968d', late: '#e79bd0', unknown: '#b4b7bd' },
  },
}

/** The tone of a state in text, by the scheme in use. */
export const toneOf = (state: MapState): string => `light-dark(${TONES.light.state[state]}, ${TONES.dark.state[state]})`

/** The same shapes as words of one letter, for the table and the legend. */
export const SIGNS: Readonly<Record<MapState, string>> = {
  on_time: '●',
  watch: '▲',
  danger: '■',
  late: '◆',
  unknown: '○',
}

const SIZE = 44
const CENTER = SIZE / 2

type Pen = CanvasRenderingContext2D

function outline(pen: Pen, state: MapState, radius: number): void {
  const at = (x: number, y: number) => [CENTER + x * radius, CENTER + y * radius] as const
  const through = (points: readonly (readonly [number, number])[]) => {
    for (const [nth, [x, y]] of points.entries()) nth ? pen.lineTo(...at(x, y)) : pen.moveTo(...at(x, y))
    pen.closePath()
  }
  pen.beginPath()
  if (state === 'watch')
    through([
      [0, -1.1],
      [1.05, 0.8],
      [-1.05, 0.8],
    ])
  else if (state === 'danger')
    through([
      [-0.85, -0.85],
      [0.85, -0.85],
      [0.85, 0.85],
      [-0.85, 0.85],
    ])
  else if (state === 'late')
    through([
      [0, -1.15],
      [1.15, 0],
      [0, 1.15],
      [-1.15, 0],
    ])
  else pen.arc(CENTER, CENTER, radius * 0.92, 0, Math.PI * 2)
}

/** A picture for the map, twice as fine as its place on the screen. */
export function markImage(kind: 'van' | 'goods', state: MapState, tones: Tones): ImageData {
  const canvas = document.createElement('canvas')
  canvas.width = SIZE
  canvas.height = SIZE
  const pen = canvas.getContext('2d')!
  const radius = kind === 'van' ? 17 : 11
  outline(pen, state, radius)
  pen.lineWidth = kind === 'van' ? 5 : 4
  pen.strokeStyle = tones.halo
  pen.stroke()
  pen.fillStyle = state === 'unknown' && kind === 'goods' ? tones.halo : tones.state[state]
  pen.fill()
  if (state === 'unknown' && kind === 'goods') {
    pen.lineWidth = 4
    pen.strokeStyle = tones.state.unknown
    pen.stroke()
  }
  if (kind === 'van') drawVan(pen, tones.halo)
  return pen.getImageData(0, 0, SIZE, SIZE)
}

/** A small van, seen from the side. */
function drawVan(pen: Pen, ink: string): void {
  pen.fillStyle = ink
  pen.fillRect(CENTER - 9, CENTER - 6, 11, 9)
  pen.beginPath()
  pen.moveTo(CENTER + 3, CENTER - 3)
  pen.lineTo(CENTER + 7, CENTER - 3)
  pen.lineTo(CENTER + 10, CENTER + 1)
  pen.lineTo(CENTER + 10, CENTER + 3)
  pen.lineTo(CENTER + 3, CENTER + 3)
  pen.fill()
  for (const x of [-5, 6]) {
    pen.beginPath()
    pen.arc(CENTER + x, CENTER + 4, 2.6, 0, Math.PI * 2)
    pen.fill()
  }
}
