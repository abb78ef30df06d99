/** Reads an EPCIS document that somebody hands over, JSON-LD or XML: whole, or not at all. */
import type { TellingProblem } from '../../../contract/tracking.ts'
import { EVENTS_MAX, parseTelling, type ReadMessage } from '../../modules/tracking/index.ts'
import { checkDocument, type EventObject } from './capture-shape.ts'
import { documentOf, isProblem, readXmlTree } from './capture-xml.ts'
import { toldEvent } from './told-events.ts'

export function readCapture(content: string, tenantId: string): ReadMessage {
  const document = parse(content)
  if (isBroken(document)) return refused([document.problem])
  const { events, problems } = checkDocument(document.document)
  if (problems.length) return refused(problems)
  if (events.length > EVENTS_MAX)
    return refused([{ where: 'epcisBody.eventList', code: 'over_limit', value: String(EVENTS_MAX) }])
  return { key: null, events: events.map((event) => toldEvent(event, tenantId)), problems: [], isRefused: false }
}

const refused = (problems: readonly TellingProblem[]): ReadMessage => ({
  key: null,
  events: [],
  problems,
  isRefused: true,
})

type Parsed = { document: unknown } | { problem: TellingProblem }
const isBroken = (parsed: Parsed): parsed is { problem: TellingProblem } => 'problem' in parsed

function parse(content: string): Parsed {
  const text = content.replace(/^\ufeff/, '')
  if (/^\s*</.test(text)) {
    const tree = readXmlTree(text)
    return isProblem(tree) ? { problem: tree } : { document: documentOf(tree) }
  }
  try {
    return { document: parseTelling(text) as EventObject }
  } catch (error) {
    return { problem: { where: '', code: 'broken', value: (error as Error).message.slice(0, 200) } }
  }
}
