/** XML as a tree, and a tree as XML again. Entities that a file declares itself are refused: that is how small XML grows without bound. */
import { SaxesParser } from 'saxes'
import { Refusal } from '../../../contract/refusals.ts'

export interface Element {
  /** With its prefix, as written. */
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: (Element | string)[]
}

const DEPTH_MAX = 60
const ELEMENTS_MAX = 50_000

/** Refuses (`unsupported_file`) what is no XML, or larger or deeper than any drawing. */
export function readTree(text: string): Element {
  const refuse = (reason: string, value?: string): never => {
    throw new Refusal('unsupported_file', { reason, ...(value && { value: value.slice(0, 200) }) })
  }
  const parser = new SaxesParser({ position: true })
  let root: Element | null = null
  let elements = 0
  const open: Element[] = []
  parser.on('error', (error) => refuse('not_xml', error.message))
  parser.on('doctype', (declared) => declared.includes('[') && refuse('not_xml', 'DOCTYPE'))
  parser.on('opentag', ({ name, attributes }) => {
    if (open.length >= DEPTH_MAX || ++elements > ELEMENTS_MAX) refuse('too_large')
    const element: Element = { name, attributes: attributes as Record<string, string>, children: [] }
    open.at(-1)?.children.push(element)
    root ??= element
    open.push(element)
  })
  parser.on('closetag', () => void open.pop())
  const addText = (written: string) => void open.at(-1)?.children.push(written)
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.write(text).close()
  return root ?? refuse('not_xml')
}

export const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

export const elementsOf = (element: Element, local?: string): Element[] =>
  element.children.filter(
    (child): child is Element => typeof child !== 'string' && (local === undefined || localName(child.name) === local),
  )

export const textOf = (element: Element): string =>
  element.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('')

export const escapeText = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
export const escapeAttribute = (text: string): string =>
  escapeText(text).replace(/"/g, '&quot;').replace(/\n/g, '&#10;').replace(/\t/g, '&#9;')

export function writeTree({ name, attributes, children }: Element): string {
  const head = [name, ...Object.entries(attributes).map(([key, value]) => `${key}="${escapeAttribute(value)}"`)].join(
    ' ',
  )
  if (children.length === 0) return `<${head}/>`
  const inside = children.map((child) => (typeof child === 'string' ? escapeText(child) : writeTree(child))).join('')
  return `<${head}>${inside}</${name}>`
}
