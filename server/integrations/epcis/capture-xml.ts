/** EPCIS XML as a tree of elements. Entities that a file declares itself are refused: that is how small XML grows without bound. */
import { SaxesParser } from 'saxes'
import type { TellingProblem } from '../../../contract/tracking.ts'

export interface XmlElement {
  /** With its prefix, as written. */
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: XmlElement[]
  text: string
}

const DEPTH_MAX = 60
/** Twenty thousand events with all they commonly say. */
const ELEMENTS_MAX = 500_000
/** What is wrong is seen after so many letters, not at the end. */
const PIECE = 65_536

export function readXmlTree(text: string): XmlElement | TellingProblem {
  const parser = new SaxesParser({ position: true })
  let problem: TellingProblem | null = null
  let root: XmlElement | null = null
  const open: XmlElement[] = []
  let elements = 0
  const refuse = (code: TellingProblem['code'], value: string) => {
    problem ??= { where: `line ${parser.line}`, code, value: value.slice(0, 200) }
  }
  parser.on('error', (error) => refuse('broken', error.message))
  parser.on('doctype', (declared) => {
    if (declared.includes('[')) refuse('bad_value', 'DOCTYPE')
  })
  parser.on('opentag', ({ name, attributes }) => {
    const element: XmlElement = { name, attributes: attributes as Record<string, string>, children: [], text: '' }
    if (open.length >= DEPTH_MAX || ++elements > ELEMENTS_MAX) refuse('over_limit', name)
    else if (open.length > 0) open.at(-1)!.children.push(element)
    else root = element
    open.push(element)
  })
  const addText = (written: string) => {
    const element = open.at(-1)
    if (element) element.text += written
  }
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('closetag', () => void open.pop())
  try {
    for (let at = 0; at < text.length && !problem; at += PIECE) parser.write(text.slice(at, at + PIECE))
    if (!problem) parser.close()
  } catch {
    refuse('broken', '')
  }
  return problem ?? root ?? { where: 'line 1', code: 'broken' }
}

export const isProblem = (found: XmlElement | TellingProblem): found is TellingProblem => 'code' in found

const localName = ({ name }: XmlElement) => name.slice(name.indexOf(':') + 1)

const QUANTITY_LISTS = ['quantityList', 'childQuantityList', 'inputQuantityList', 'outputQuantityList']
const EPC_LISTS = ['epcList', 'childEPCs', 'inputEPCList', 'outputEPCList']
const NUMBERS = new Set(['value', 'minValue', 'maxValue', 'meanValue', 'sDev', 'percRank', 'percValue'])

/** The document in the shape of its JSON-LD form, so that one set of rules reads both. */
export function documentOf(root: XmlElement): Record<string, unknown> {
  const kind = localName(root)
  const body = root.children.find((one) => localName(one) === 'EPCISBody')
  const list = body && find(body, ['EventList'])
  const results = body && find(body, ['QueryResults', 'resultsBody', 'EventList'])
  return {
    '@context': [],
    type: kind,
    ...picked(root.attributes, ['schemaVersion', 'creationDate']),
    ...(body && {
      epcisBody: results
        ? { queryResults: { queryName: '', resultsBody: { eventList: eventsOf(results) } } }
        : { ...(list && { eventList: eventsOf(list) }) },
    }),
  }
}

const find = (from: XmlElement, path: readonly string[]): XmlElement | undefined =>
  path.reduce<XmlElement | undefined>((at, name) => at?.children.find((one) => localName(one) === name), from)

const picked = (from: Readonly<Record<string, string>>, names: readonly string[]) =>
  Object.fromEntries(names.filter((name) => name in from).map((name) => [name, from[name]]))

/** Version 1 wrapped the younger kinds of event in an extension. */
const eventsOf = (list: XmlElement): Record<string, unknown>[] =>
  list.children.flatMap((one) => (localName(one) === 'extension' ? eventsOf(one) : [eventOf(one)]))

function eventOf(element: XmlElement): Record<string, unknown> {
  const event: Record<string, unknown> = Object.assign(bare(), { type: element.name })
  for (const child of fieldsOf(element)) addField(event, child)
  return event
}

const fieldsOf = (element: XmlElement): XmlElement[] =>
  element.children.flatMap((one) => (/^(base)?[eE]xtension$/.test(one.name) ? fieldsOf(one) : [one]))

function addField(event: Record<string, unknown>, field: XmlElement): void {
  const { name, children } = field
  const value = field.text.trim()
  if (name.includes(':')) put(event, name, plain(field))
  else if (EPC_LISTS.includes(name)) event[name] = children.map((one) => one.text.trim())
  else if (QUANTITY_LISTS.includes(name)) event[name] = children.map(quantityOf)
  else if (name === 'bizTransactionList') event[name] = children.map((one) => typed(one, 'bizTransaction'))
  else if (name === 'sourceList') event[name] = children.map((one) => typed(one, 'source'))
  else if (name === 'destinationList') event[name] = children.map((one) => typed(one, 'destination'))
  else if (name === 'readPoint' || name === 'bizLocation') event[name] = record(field)
  else if (name === 'persistentDisposition') event[name] = grouped(field)
  else if (name === 'errorDeclaration') event[name] = declarationOf(field)
  else if (name === 'sensorElementList') event[name] = children.map(sensorOf)
  else if (name === 'ilmd') event[name] = Object.fromEntries(children.map((one) => [one.name, plain(one)]))
  else put(event, name, value)
}

/** What the sender names must not be found among what every object has, such as `constructor`. */
const bare = <T = unknown>(): Record<string, T> => Object.create(null)

function put(into: Record<string, unknown>, name: string, value: unknown): void {
  const known = into[name]
  into[name] = known === undefined ? value : [...(Array.isArray(known) ? known : [known]), value]
}

/** Names of others are kept as they are written; nothing is read from them. */
const plain = (element: XmlElement): unknown =>
  element.children.length ? grouped(element, plain) : element.text.trim()

const typed = (element: XmlElement, name: string) => ({
  ...picked(element.attributes, ['type']),
  [name]: element.text.trim(),
})

const record = (element: XmlElement) =>
  Object.fromEntries(fieldsOf(element).map((one) => [one.name, one.name.includes(':') ? plain(one) : one.text.trim()]))

function quantityOf(element: XmlElement) {
  const { quantity, ...rest } = record(element) as Record<string, string>
  return { ...rest, ...(quantity !== undefined && { quantity: Number(quantity) }) }
}

function grouped(element: XmlElement, of: (child: XmlElement) => unknown = (child) => child.text.trim()) {
  const groups = bare<unknown[]>()
  for (const child of element.children) {
    groups[child.name] ??= []
    groups[child.name]!.push(of(child))
  }
  return groups
}

function declarationOf(element: XmlElement) {
  const declaration = bare()
  for (const one of fieldsOf(element)) {
    if (one.name === 'correctiveEventIDs') declaration[one.name] = one.children.map((id) => id.text.trim())
    else put(declaration, one.name, one.name.includes(':') ? plain(one) : one.text.trim())
  }
  return declaration
}

function sensorOf(element: XmlElement) {
  const own = element.children.filter((one) => one.name.includes(':'))
  const metadata = element.children.find((one) => one.name === 'sensorMetadata')
  return {
    ...(metadata && { sensorMetadata: metadata.attributes }),
    sensorReport: element.children.filter((one) => one.name === 'sensorReport').map((one) => reportOf(one.attributes)),
    ...Object.fromEntries(own.map((one) => [one.name, plain(one)])),
  }
}

const reportOf = (attributes: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [
      name,
      NUMBERS.has(name) ? Number(value) : name === 'booleanValue' ? value === 'true' || value === '1' : value,
    ]),
  )
