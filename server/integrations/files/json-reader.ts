/**
 * Cuts text into flat JSON objects, chunk by chunk: an array of objects, or one object a line.
 * Numbers keep their digits: `JSON.parse` would turn 12345678901234567.89 into something else without a word.
 */
import { Refusal } from '../../../contract/refusals.ts'
import { type RawCell, ROW_CHARACTERS_MAX } from './csv-reader.ts'
import { plainDecimal } from './plain-decimal.ts'

export type FlatObject = Map<string, RawCell>

const STRING = /"[^"\\]*(?:\\.[^"\\]*)*"/y
const SCALAR = /-?\d[\d.eE+-]*|true|false|null/y

/** `start`: nothing read. `array`, `lines`: between objects. `done`: the array is closed and only blanks may follow. */
type State = 'start' | 'array' | 'lines' | 'done'

export class JsonReader {
  #state: State = 'start'
  #carried = ''
  #count = 0
  #needsComma = false

  /** Objects finished so far. */
  get count(): number {
    return this.#count
  }

  push(text: string): FlatObject[] {
    const all = this.#carried + text
    const objects: FlatObject[] = []
    let at = 0
    while (at < all.length) {
      const next = this.#step(all, at, objects)
      if (next === at) break
      at = next
    }
    this.#carried = all.slice(at)
    if (this.#carried.length > ROW_CHARACTERS_MAX) throw this.#refusal('row_too_long')
    return objects
  }

  end(): void {
    const isClosed = this.#state === 'done' || this.#state === 'lines'
    if (!isClosed || this.#carried.trim() !== '')
      throw this.#refusal(this.#state === 'start' ? 'empty_file' : 'cut_off')
  }

  /** Answers the position after one token, or the same position when the rest is not yet there. */
  #step(text: string, at: number, objects: FlatObject[]): number {
    const character = text[at]!
    if (character <= ' ' || character === '\uFEFF') return at + 1
    if (character === '{' && this.#mayOpen()) {
      const end = endOfObject(text, at)
      if (end === -1) return at
      objects.push(this.#parse(text.slice(at, end)))
      this.#count++
      return end
    }
    this.#state = this.#after(character)
    return at + 1
  }

  #mayOpen(): boolean {
    if (this.#state === 'start') this.#state = 'lines'
    if (this.#state === 'done' || this.#needsComma) return false
    this.#needsComma = this.#state === 'array'
    return true
  }

  #after(character: string): State {
    if (character === '[' && this.#state === 'start') return 'array'
    if (character === ']' && this.#state === 'array') return 'done'
    if (character === ',' && this.#needsComma) {
      this.#needsComma = false
      return this.#state
    }
    throw this.#refusal('malformed_json')
  }

  #parse(text: string): FlatObject {
    const found = flatObject(text)
    if (typeof found === 'string') throw this.#refusal(found)
    return found
  }

  #refusal(reason: string): Refusal {
    return new Refusal(reason === 'row_too_long' ? 'too_large' : 'unsupported_file', {
      reason,
      rowNumber: this.#count + 2,
    })
  }
}

/** Position after the brace or bracket that closes the one at `start`; -1 when it is not there yet. */
function endOfObject(text: string, start: number): number {
  let depth = 0
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 34) {
      at = endOfString(text, at)
      if (at === -1) return -1
    } else if (code === 123 || code === 91) depth++
    else if ((code === 125 || code === 93) && --depth === 0) return at + 1
  }
  return -1
}

/** Position of the closing quote, or -1. A quote after an odd number of backslashes is part of the string. */
function endOfString(text: string, open: number): number {
  let quote = text.indexOf('"', open + 1)
  while (quote !== -1) {
    let slashes = 0
    while (text.charCodeAt(quote - 1 - slashes) === 92) slashes++
    if (slashes % 2 === 0) return quote
    quote = text.indexOf('"', quote + 1)
  }
  return -1
}

type JsonFault = 'malformed_json' | 'key_twice'

function flatObject(text: string): FlatObject | JsonFault {
  const cells: FlatObject = new Map()
  let at = skipBlank(text, 1)
  while (text[at] !== '}') {
    const key = match(STRING, text, at)
    const colon = key === undefined ? -1 : skipBlank(text, at + key.length)
    const name = key === undefined ? undefined : parsedString(key)
    if (name === undefined || text[colon] !== ':') return 'malformed_json'
    if (cells.has(name)) return 'key_twice'
    const value = readValue(text, skipBlank(text, colon + 1))
    if (value === undefined) return 'malformed_json'
    cells.set(name, value.cell)
    at = skipBlank(text, value.end)
    if (text[at] === '}') break
    if (text[at] !== ',') return 'malformed_json'
    at = skipBlank(text, at + 1)
    if (text[at] !== '"') return 'malformed_json'
  }
  return at === text.length - 1 ? cells : 'malformed_json'
}

function readValue(text: string, at: number): { cell: RawCell; end: number } | undefined {
  const first = text[at]
  if (first === '"') {
    const raw = match(STRING, text, at)
    const cell = raw === undefined ? undefined : parsedString(raw)
    return cell === undefined ? undefined : { cell, end: at + raw!.length }
  }
  if (first === '{' || first === '[') {
    const end = endOfObject(text, at)
    return end === -1 ? undefined : { cell: { type: 'nested', text: text.slice(at, Math.min(end, at + 200)) }, end }
  }
  const raw = match(SCALAR, text, at)
  const cell = raw === undefined ? undefined : scalar(raw)
  return cell === undefined ? undefined : { cell, end: at + raw!.length }
}

function scalar(raw: string): RawCell | undefined {
  if (raw === 'null') return ''
  if (raw === 'true' || raw === 'false') return { type: 'boolean', text: raw }
  return isJson(raw) ? { type: 'number', text: plainDecimal(raw) ?? raw } : undefined
}

function parsedString(raw: string): string | undefined {
  return isJson(raw) ? (JSON.parse(raw) as string) : undefined
}

function isJson(raw: string): boolean {
  try {
    JSON.parse(raw)
    return true
  } catch {
    return false
  }
}

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0]
}

function skipBlank(text: string, start: number): number {
  let at = start
  while (at < text.length && text.charCodeAt(at) <= 32) at++
  return at
}
