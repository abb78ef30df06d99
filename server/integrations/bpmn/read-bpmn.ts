/**
 * A drawing in BPMN 2.0 as a process: lanes, steps and arrows are read; everything else is kept as it was written and goes out
 * again with the next export. Circles and missing lanes are no obstacle: they are read, and said.
 */
import {
  ACTIVITIES,
  type Activity,
  MEASURES,
  type Measure,
  OBJECT_KINDS,
  type ObjectKind,
} from '../../../contract/process-words.ts'
import { type Arrow, type Lane, Process, type ReadProcess, type Step } from '../../../contract/processes.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { Code, Day } from '../../../contract/values.ts'
import { OURS, spaceOf, spacesOf } from '../../modules/processes/index.ts'
import {
  BrokenXml,
  type Element,
  elementsOf,
  escapeAttribute,
  localName,
  readTree,
  type Spaces,
  standingAlone,
  textOf,
  writeTree,
} from '../../platform/xml/xml-tree.ts'
import { departmentNamed } from './departments.ts'
import { isStepType, KIND_OF } from './kinds.ts'

type Warnings = ReadProcess['warnings']
type Kept = NonNullable<Process['kept_bpmn']>

const STEPS_MAX = 200
const ARROWS_MAX = 400
const LANES_MAX = 40
const XML_MAX = 20_000
const NAME_MAX = 500
const NOTE_MAX = 4_000
const KEPT_MAX = 300
const ACTIVITIES_MAX = 20

/** Refuses (`unsupported_file`, `too_large`) what is no BPMN, holds no process, or is larger than a chart can show. */
export function readBpmn(text: string): ReadProcess {
  const root = treeOf(text.replace(/^\uFEFF/, ''))
  if (localName(root.name) !== 'definitions')
    throw new Refusal('unsupported_file', { reason: 'not_bpmn', value: root.name })
  const processes = elementsOf(root, 'process')
  if (processes.length === 0) throw new Refusal('unsupported_file', { reason: 'no_process' })
  const prefix = Object.entries(root.attributes).find(
    ([name, value]) => name.startsWith('xmlns:') && value === OURS,
  )?.[0]
  const own = prefix ? `${prefix.slice('xmlns:'.length)}:` : 'sevenfold:'
  const spaces = Object.entries(root.attributes)
    .filter(([name, value]) => /^xmlns(:|$)/.test(name) && value !== OURS)
    .map(([name, value]) => ({ of: 'xmlns', xml: `${name}="${escapeAttribute(value)}"` }))
    .filter((one) => spaceOf(one))
  const reading = new Reading(own, spacesOf(spaces))
  for (const { of, xml } of spaces) reading.keep(of, xml)
  const pools = elementsOf(root, 'collaboration').flatMap((one) => elementsOf(one, 'participant'))
  for (const element of processes) {
    const pool = pools.find(({ attributes }) => attributes.processRef === element.attributes.id)
    reading.readProcess(element, pool?.attributes.name ?? element.attributes.name ?? null, processes.length > 1)
  }
  for (const child of elementsOf(root)) {
    const local = localName(child.name)
    if (local === 'collaboration') reading.readCollaboration(child)
    else if (local === 'BPMNDiagram') reading.warn('layout_ours', child.attributes.name ?? child.attributes.id ?? local)
    else if (local !== 'process') reading.keepUnread('definitions', child)
  }
  return reading.result(root, processes[0]!)
}

class Reading {
  readonly lanes: Lane[] = []
  readonly steps: Step[] = []
  readonly arrows: Arrow[] = []
  readonly kept: Kept = []
  readonly warnings: Warnings = []
  readonly own: string
  /** What prefixes will mean where it is written again. */
  readonly spaces: Spaces
  /** The ids of the file and what they became: its arrows speak of steps by them. */
  readonly stepOf = new Map<string, string>()
  private readonly taken = { lane: new Set<string>(), step: new Set<string>(), arrow: new Set<string>() }

  constructor(own: string, spaces: Spaces) {
    this.own = own
    this.spaces = spaces
  }

  warn(code: Warnings[number]['code'], about: string): void {
    this.warnings.push({ code, about: about.slice(0, 200) })
  }

  keep(of: string, xml: string): void {
    if (xml.length > XML_MAX) throw new Refusal('too_large', { of, characters_max: XML_MAX })
    if (this.kept.length >= KEPT_MAX) throw new Refusal('too_large', { of, kept_max: KEPT_MAX })
    this.kept.push({ of, xml })
  }

  keepElement(of: string, element: Element): void {
    this.keep(of, writeTree(standingAlone(element, this.spaces)))
  }

  keepUnread(of: string, element: Element): void {
    this.keepElement(of, element)
    this.warn(
      'kept_unread',
      [localName(element.name), element.attributes.name ?? element.attributes.id].filter(Boolean).join(' '),
    )
  }

  /** An attribute of ours, which only our own files have. */
  mine({ attributes }: Element, name: string): string | undefined {
    return attributes[`${this.own}${name}`]
  }

  /** Refuses what is no code, and what another of its kind is called already: nobody could say which of them an arrow means. */
  idOf(element: Element, kind: keyof Reading['taken']): string {
    const id = this.mine(element, 'id') ?? element.attributes.id
    const value = id?.slice(0, 200) ?? element.name
    if (!id) throw new Refusal('unsupported_file', { reason: 'no_id', value })
    if (!Code.safeParse(id).success) throw new Refusal('unsupported_file', { reason: 'bad_id', value })
    const isTaken = this.taken[kind].has(id) || (kind === 'arrow' && this.taken.step.has(id))
    if (isTaken) throw new Refusal('unsupported_file', { reason: 'repeated_id', value })
    this.taken[kind].add(id)
    return id
  }

  readProcess(element: Element, poolName: string | null, isOneOfSeveral: boolean): void {
    const laneOf = this.readLanes(element)
    const nodes = elementsOf(element).filter(({ name }) => isStepType(localName(name)))
    if (nodes.length > 0 && laneOf.size === 0 && (isOneOfSeveral || poolName !== null)) {
      const lane = this.addLane(this.freshLane(element.attributes.id), poolName, undefined)
      for (const node of nodes) laneOf.set(node.attributes.id ?? '', lane)
      this.warn('lanes_made', lane)
    }
    for (const child of nodes) this.readStep(child, laneOf.get(child.attributes.id ?? '') ?? null)
    for (const child of elementsOf(element)) {
      const local = localName(child.name)
      if (isStepType(local)) continue
      if (local === 'sequenceFlow') this.readArrow(child)
      else if (local !== 'laneSet' && local !== 'documentation') this.keepUnread('process', child)
    }
  }

  /** For a lane that we make: the id of its process where that is a code that no lane has. */
  freshLane(wanted: string | undefined): string {
    let [id, nth] = [wanted ?? '', this.lanes.length]
    while (!Code.safeParse(id).success || this.taken.lane.has(id)) id = `lane-${++nth}`
    this.taken.lane.add(id)
    return id
  }

  /** Which lane each node stands in. Lanes within lanes are read as lanes of their own. */
  readLanes(element: Element): Map<string, string> {
    const found = new Map<string, string>()
    const visit = (set: Element) => {
      for (const lane of elementsOf(set, 'lane')) {
        const inner = elementsOf(lane, 'childLaneSet')
        if (inner.length > 0) {
          for (const one of inner) visit(one)
          continue
        }
        const id = this.addLane(this.idOf(lane, 'lane'), lane.attributes.name ?? null, this.mine(lane, 'department'))
        for (const ref of elementsOf(lane, 'flowNodeRef')) found.set(textOf(ref).trim(), id)
      }
    }
    for (const set of elementsOf(element, 'laneSet')) visit(set)
    return found
  }

  addLane(id: string, name: string | null, told: string | undefined): string {
    if (this.lanes.length >= LANES_MAX) throw new Refusal('too_large', { lanes_max: LANES_MAX })
    const own = cleaned(name, NAME_MAX)
    const named = departmentNamed(told ?? own ?? '')
    if (!named) this.warn('department_guessed', own ?? id)
    const department = named ?? 'management'
    // A lane of ours without a name of its own bears its department's, which every reader sees in the own language.
    const isOurs = told !== undefined && (own === null || own === told)
    this.lanes.push({ lane_id: id, lane_number: this.lanes.length + 1, department, name: isOurs ? null : (own ?? id) })
    return id
  }

  readStep(element: Element, lane: string | null): void {
    if (this.steps.length >= STEPS_MAX) throw new Refusal('too_large', { steps_max: STEPS_MAX })
    const type = localName(element.name)
    const step_id = this.idOf(element, 'step')
    if (element.attributes.id) this.stepOf.set(element.attributes.id, step_id)
    const kind = KIND_OF.get(type) ?? 'task'
    if (!KIND_OF.has(type)) this.warn('read_as_step', `${type} ${element.attributes.name ?? step_id}`)
    const name = this.mine(element, 'unnamed') === undefined ? cleaned(element.attributes.name, NAME_MAX) : null
    const share = (key: string) => numberOf(this.mine(element, key), 1)
    const measure = this.mine(element, 'measure')
    this.steps.push({
      ...{ step_id, kind, lane_id: lane, name, owner: cleaned(this.mine(element, 'owner'), NAME_MAX) },
      activities: [...new Set((this.mine(element, 'activities') ?? '').split(' '))]
        .filter((one): one is Activity => ACTIVITIES.includes(one as Activity))
        .slice(0, ACTIVITIES_MAX),
      measure: MEASURES.includes(measure as Measure) ? (measure as Measure) : null,
      ...{ target_share: share('targetShare'), floor_share: share('floorShare') },
      note: noteOf(element),
      bpmn_type: type === 'task' || isPlain(kind, type) || !isStepType(type) ? null : type,
    })
    for (const child of elementsOf(element))
      if (!['documentation', 'incoming', 'outgoing'].includes(localName(child.name)))
        this.keepElement(`step ${step_id}`, child)
  }

  readArrow(element: Element): void {
    if (this.arrows.length >= ARROWS_MAX) throw new Refusal('too_large', { arrows_max: ARROWS_MAX })
    const { sourceRef, targetRef, name } = element.attributes
    if (!sourceRef || !targetRef) {
      this.warn('arrow_dropped', element.attributes.id ?? 'sequenceFlow')
      return
    }
    const arrow_id = this.idOf(element, 'arrow')
    const through = this.mine(element, 'seenThrough')
    this.arrows.push({
      ...{ arrow_id, from_step: sourceRef, to_step: targetRef, label: cleaned(name, NAME_MAX) },
      standard_hours: numberOf(this.mine(element, 'standardHours'), 100_000) || null,
      target_share: numberOf(this.mine(element, 'targetShare'), 1),
      seen_through: OBJECT_KINDS.includes(through as ObjectKind) ? (through as ObjectKind) : null,
    })
    for (const child of elementsOf(element)) this.keepElement(`arrow ${arrow_id}`, child)
  }

  /** Pools become lanes; what flows between them and notes beside them are kept. */
  readCollaboration(element: Element): void {
    for (const child of elementsOf(element))
      if (localName(child.name) !== 'participant') this.keepUnread('collaboration', child)
  }

  result(root: Element, process: Element): ReadProcess {
    const refOf = (ref: string) => this.stepOf.get(ref) ?? ref
    const known = new Set(this.steps.map(({ step_id }) => step_id))
    const arrows = this.arrows.map((one) => ({ ...one, from_step: refOf(one.from_step), to_step: refOf(one.to_step) }))
    const held = arrows.filter(({ from_step, to_step }) => known.has(from_step) && known.has(to_step))
    for (const { arrow_id } of arrows.filter((one) => !held.includes(one))) this.warn('arrow_dropped', arrow_id)
    const id = this.mine(process, 'id') ?? process.attributes.id
    const validFrom = this.mine(process, 'validFrom')
    const [lanes, steps] = [this.lanes, this.steps]
    const read = {
      process_id: Code.safeParse(id).success ? id : cleaned(id, 64) || 'BPMN',
      name: cleaned(process.attributes.name ?? root.attributes.name ?? id, NAME_MAX) ?? 'BPMN',
      valid_from: Day.safeParse(validFrom).success ? validFrom : '2000-01-01',
      note: noteOf(process),
      ...{ lanes, steps, arrows: held },
      kept_bpmn: this.kept.length > 0 ? this.kept : null,
    }
    const checked = Process.safeParse(read)
    if (!checked.success) {
      const [issue] = checked.error.issues
      throw new Refusal('unsupported_file', {
        reason: 'bad_value',
        field: issue?.path.join('.'),
        value: issue?.message,
      })
    }
    return { process: checked.data, warnings: this.warnings }
  }
}

function treeOf(text: string): Element {
  try {
    return readTree(text)
  } catch (error) {
    if (!(error instanceof BrokenXml)) throw error
    throw new Refusal('unsupported_file', { reason: error.reason, ...(error.value && { value: error.value }) })
  }
}

/** Line breaks within names, which other programs write, become blanks; nothing is cut in the middle of a letter. */
function cleaned(text: string | null | undefined, most: number): string | null {
  const line = (text ?? '').replace(/[\p{Cc}\s]+/gu, ' ').trim()
  return (
    line
      .slice(0, most)
      .replace(/[\uD800-\uDBFF]$/, '')
      .trim() || null
  )
}

const noteOf = (element: Element): string | null =>
  elementsOf(element, 'documentation')
    .map(textOf)
    .join('\n')
    .slice(0, NOTE_MAX)
    .replace(/[\uD800-\uDBFF]$/, '') || null

const isPlain = (kind: string, type: string) => kind !== 'task' && KIND_OF.has(type)

function numberOf(text: string | undefined, most: number): number | null {
  const value = text === undefined ? Number.NaN : Number(text)
  return Number.isFinite(value) && value >= 0 && value <= most ? value : null
}
