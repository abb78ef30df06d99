/** Breaks a name into lines for a picture, which cannot do so itself. */

/** Letters of Chinese are about twice as wide as Latin ones, Armenian and Cyrillic ones somewhat wider. */
const WIDTHS: readonly (readonly [RegExp, number])[] = [
  [/[\u2e80-\u9fff\uff00-\uffef]/, 2],
  [/[\u0530-\u058f]/, 1.25],
  [/[\u0400-\u04ff]/, 1.1],
]

const letterWidth = (letter: string) => WIDTHS.find(([letters]) => letters.test(letter))?.[1] ?? 1
const widthOf = (text: string) => [...text].reduce((sum, letter) => sum + letterWidth(letter), 0)

/** At most `most` lines of about `width` letters; what does not fit ends in an ellipsis. */
export function linesOfText(text: string, width: number, most: number): string[] {
  const words = text.split(/\s+/).flatMap((word) => pieces(word, width))
  const lines: string[] = []
  for (const word of words) {
    const last = lines.at(-1)
    if (last !== undefined && widthOf(`${last} ${word}`) <= width) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  if (lines.length <= most) return lines
  return [...lines.slice(0, most - 1), `${cut(lines[most - 1]!, width - 1)}…`]
}

function pieces(word: string, width: number): string[] {
  const found: string[] = []
  let rest = word
  while (widthOf(rest) > width) {
    const piece = cut(rest, width)
    found.push(piece)
    rest = rest.slice(piece.length)
  }
  return [...found, rest]
}

function cut(text: string, width: number): string {
  let kept = ''
  for (const letter of text) {
    if (widthOf(kept + letter) > width) break
    kept += letter
  }
  return kept
}
