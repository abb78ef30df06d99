/** The company's colour, where letters stay readable on it and in it. */

const OURS = '#0b5f6b'
const INK = '#1b2430'
/** WCAG 2.2, success criterion 1.4.3, for text of usual size. */
const READABLE = 4.5

/** WCAG 2.2 relative luminance of `#rrggbb`, 0 to 1. */
function luminance(color: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(color.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** WCAG 2.2 contrast of two colours, 1 to 21. Example: black on white is 21. */
export function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

export interface Accent {
  /** For areas. */
  readonly fill: string
  /** Letters on the area. */
  readonly onFill: string
  /** Letters in the colour on white; near-black where the colour is too light to be read. */
  readonly ink: string
}

/** White or black letters, whichever reads better on the colour. */
export function accentOf(color: string | null): Accent {
  const fill = color && /^#[0-9a-f]{6}$/i.test(color) ? color : OURS
  const onWhite = contrast(fill, '#ffffff')
  return {
    fill,
    onFill: onWhite >= contrast(fill, '#000000') ? '#ffffff' : '#000000',
    ink: onWhite >= READABLE ? fill : INK,
  }
}
