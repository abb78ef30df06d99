/** What is handed in to decide what bounds alone do not: a solver of small integer programs in the LP text format. */

export interface Answer {
  readonly state: 'optimal' | 'infeasible' | 'stopped'
  readonly value: (name: string) => number
}

/** Must find the very best, or say that it stopped. */
export type IntegerSolver = (model: string) => Answer

interface Term {
  readonly name: string
  readonly times: number
}

export interface Row {
  readonly terms: readonly Term[]
  readonly sense: '<=' | '=' | '>='
  readonly than: number
}

export interface Program {
  readonly goal: 'Maximize' | 'Minimize'
  readonly objective: readonly Term[]
  readonly rows: readonly Row[]
  readonly binaries: readonly string[]
}

/** Older readers of the format broke on long lines. */
const TERMS_A_LINE = 8

export function lpText({ goal, objective, rows, binaries }: Program): string {
  const lines = [goal, ` obj: ${sum(objective)}`, 'Subject To']
  rows.forEach(({ terms, sense, than }, at) => {
    lines.push(` r${at}: ${sum(terms)} ${sense} ${number(than)}`)
  })
  lines.push('Binary', ...inLines(binaries), 'End')
  return lines.join('\n')
}

const sum = (terms: readonly Term[]) => {
  const told = terms.filter(({ times }) => times !== 0)
  if (told.length === 0) return `0 ${terms[0]?.name ?? 'none'}`
  return inLines(told.map(({ name, times }) => `${times < 0 ? '-' : '+'} ${number(Math.abs(times))} ${name}`)).join(
    '\n',
  )
}

const inLines = (words: readonly string[]): string[] =>
  Array.from(
    { length: Math.ceil(words.length / TERMS_A_LINE) },
    (_, at) => ` ${words.slice(at * TERMS_A_LINE, (at + 1) * TERMS_A_LINE).join(' ')}`,
  )

/** Plain digits: the format reads an exponent only by chance. */
const number = (value: number) =>
  Number.isInteger(value) ? String(value) : value.toFixed(15).replace(/0+$/, '').replace(/\.$/, '')
