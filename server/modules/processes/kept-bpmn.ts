/**
 * What came with a BPMN file and has no place here is kept as it was written. It goes out into other programs again, so only what
 * a reader of a file can have kept is let in: a name space, or one well-formed element at a place where it does not speak for us.
 */
import type { Process } from '../../../contract/processes.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { type Element, localName, readTree, type Spaces } from '../../platform/xml/xml-tree.ts'

export type KeptBpmn = NonNullable<Process['kept_bpmn']>[number]

/** The name space of what a process has here and not in BPMN. */
export const OURS = 'https://sevenfold.example/bpmn'
const BPMN = 'http://www.omg.org/spec/BPMN/20100524/MODEL'
/** The prefixes that an export uses itself. */
const OWN_SPACES: Spaces = {
  bpmn: BPMN,
  bpmndi: 'http://www.omg.org/spec/BPMN/20100524/DI',
  dc: 'http://www.omg.org/spec/DD/20100524/DC',
  di: 'http://www.omg.org/spec/DD/20100524/DI',
  xsi: 'http://www.w3.org/2001/XMLSchema-instance',
  sevenfold: OURS,
}

/** What is read as a process's own at these places, and would count twice if it were kept too. */
const READ_AT = new Map<string, ReadonlySet<string>>([
  ['definitions', new Set(['process', 'collaboration', 'BPMNDiagram'])],
  ['collaboration', new Set(['participant'])],
  ['step', new Set(['documentation', 'incoming', 'outgoing'])],
  ['arrow', new Set<string>()],
])
const SPACE = /^xmlns(?::([A-Za-z_][\w.-]*))?="([^"<&\p{Cc}]*)"$/u

/** Null: no name space that can be kept, or one whose prefix an export uses for another. */
export function spaceOf({ of, xml }: KeptBpmn): { prefix: string; space: string } | null {
  const [, prefix = '', space] = (of === 'xmlns' ? SPACE.exec(xml) : null) ?? []
  if (space === undefined || prefix === 'xml' || prefix === 'xmlns' || (prefix !== '' && space === '')) return null
  const own = Object.hasOwn(OWN_SPACES, prefix) ? OWN_SPACES[prefix] : space
  return own === space ? { prefix, space } : null
}

/** The name spaces of an export: our own, and those that were kept. */
export function spacesOf(kept: readonly KeptBpmn[]): Spaces {
  const found: Record<string, string> = Object.assign(Object.create(null), { '': '' }, OWN_SPACES)
  for (const one of kept) {
    const named = spaceOf(one)
    if (named) found[named.prefix] ??= named.space
    if (named?.prefix === '' && found[''] === '') found[''] = named.space
  }
  return found
}

/** The element, or null where it is none or stands where it could be taken for a step, a lane or an arrow. */
export function keptElement({ of, xml }: KeptBpmn, spaces: Spaces, isStep: (local: string) => boolean): Element | null {
  const place = /^(definitions|collaboration|process|step|arrow)(?: .+)?$/.exec(of)?.[1]
  if (!place || (place === 'step' || place === 'arrow') !== of.includes(' ')) return null
  let element: Element
  try {
    element = readTree(xml, spaces)
  } catch {
    return null
  }
  const local = localName(element.name)
  const isRead =
    place === 'process'
      ? isStep(local) || ['sequenceFlow', 'laneSet', 'documentation'].includes(local)
      : READ_AT.get(place)!.has(local)
  return isRead ? null : element
}

export function checkKept(kept: readonly KeptBpmn[], isStep: (local: string) => boolean): void {
  const spaces = spacesOf(kept)
  const at = kept.findIndex((one) => (one.of === 'xmlns' ? !spaceOf(one) : !keptElement(one, spaces, isStep)))
  if (at >= 0) throw new Refusal('invalid_input', { field: 'kept_bpmn', row: at, of: kept[at]!.of, reason: 'not_kept' })
}
