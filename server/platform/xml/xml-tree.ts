/** XML as a tree, and a tree as XML again. Entities that a file declares itself are refused: that is how small XML grows without bound. */
import { SaxesParser } from 'saxes'

/** Prefixes and the name spaces they stand for; '' is the one without a prefix. */
export type Spaces = Readonly<Record<string, string>>

export interface Element {
  /** With its prefix, as written. */
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: (Element | string)[]
  /** What prefixes mean here. */
  readonly spaces: Spaces
}

/** What is no XML, or larger or deeper than any drawing. */
export class BrokenXml extends Error {
  readonly reason: 'not_xml' | 'too_large'
  readonly value: string | undefined
  constructor(reason: 'not_xml' | 'too_large', value?: string) {
    super(reason)
    this.name = 'BrokenXml'
    this.reason = reason
    this.value = value?.slice(0, 200)
  }
}

const DEPTH_MAX = 60
const ELEMENTS_MAX = 50_000
const NONE: Spaces = Object.freeze(Object.assign(Object.create(null), { '': '' }))

/** `known`: prefixes that stand outside of the text, for a piece of a document. Throws `BrokenXml`. */
export function readTree(text: string, known: Spaces = NONE): Element {
  const refuse = (reason: BrokenXml['reason'], value?: string): never => {
    throw new BrokenXml(reason, value)
  }
  const parser = new SaxesParser({ xmlns: true, position: true, additionalNamespaces: { ...known } })
  let root: Element | null = null
  let elements = 0
  const open: Element[] = []
  parser.on('error', (error) => refuse('not_xml', error.message))
  parser.on('doctype', (declared) => declared.includes('[') && refuse('not_xml', 'DOCTYPE'))
  parser.on('opentag', ({ name, attributes, ns }) => {
    if (open.length >= DEPTH_MAX || ++elements > ELEMENTS_MAX) refuse('too_large')
    const outside = open.at(-1)?.spaces ?? known
    const spaces = Object.keys(ns).length > 0 ? Object.assign(Object.create(null), outside, ns) : outside
    const written = Object.assign(
      Object.create(null),
      Object.fromEntries(Object.entries(attributes).map(([key, { value }]) => [key, value])),
    )
    const element: Element = { name, attributes: written, children: [], spaces }
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

/** XML 1.0 has no way to write these, not even as numbers (section 2.2). */
const UNWRITABLE = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu

export const escapeText = (text: string): string =>
  text
    .replace(UNWRITABLE, '\uFFFD')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/\r/g, '&#13;')
export const escapeAttribute = (text: string): string =>
  escapeText(text).replace(/"/g, '&quot;').replace(/\n/g, '&#10;').replace(/\t/g, '&#9;')

export function writeTree({ name, attributes, children }: Omit<Element, 'spaces'>): string {
  const head = [name, ...Object.entries(attributes).map(([key, value]) => `${key}="${escapeAttribute(value)}"`)].join(
    ' ',
  )
  if (children.length === 0) return `<${head}/>`
  const inside = children.map((child) => (typeof child === 'string' ? escapeText(child) : writeTree(child))).join('')
  return `<${head}>${inside}</${name}>`
}

/** The element with a declaration for each prefix that it uses and that means something else, or nothing, where it will stand. */
export function standingAlone(element: Element, where: Spaces): Omit<Element, 'spaces'> {
  const missing = [...prefixesOf(element)].filter((prefix) => {
    const meant = element.spaces[prefix]
    return prefix !== 'xml' && prefix !== 'xmlns' && meant !== undefined && where[prefix] !== meant
  })
  const declared = missing.flatMap((prefix) => {
    const attribute = prefix === '' ? 'xmlns' : `xmlns:${prefix}`
    return attribute in element.attributes ? [] : [[attribute, element.spaces[prefix]!] as const]
  })
  return { ...element, attributes: { ...element.attributes, ...Object.fromEntries(declared) } }
}

function prefixesOf({ name, attributes, children }: Element, found = new Set<string>()): Set<string> {
  const prefixOf = (written: string) => (written.includes(':') ? written.slice(0, written.indexOf(':')) : '')
  found.add(prefixOf(name))
  for (const key of Object.keys(attributes)) if (key.includes(':')) found.add(prefixOf(key))
  for (const child of children) if (typeof child !== 'string') prefixesOf(child, found)
  return found
}
