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
import type { Arrow, Lane, Process, ReadProcess, Step } from '../../../contract/processes.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { departmentNamed } from './departments.ts'
import { KIND_OF, OURS, READ_AS_STEP } from './kinds.ts'
import { type Element, elementsOf, localName, readTree, textOf, writeTree } from './xml-tree.ts'

type Warnings = ReadProcess['warnings']
type Kept = NonNullable<Process['kept_bpmn']>

const STEPS_MAX = 200
const ARROWS_MAX = 400
const LANES_MAX = 40
const XML_MAX = 20_000
const NAME_MAX = 500

/** Refuses (`unsupported_file`, `too_large`) what is no BPMN, holds no process, or is larger than a chart can show. */
export function readBpmn(text: string): ReadProcess {
  const root = readTree(text.replace(/^\uFEFF/, ''))
  if (localName(root.name) !== 'definitions')
    throw new Refusal('unsupported_file', { reason: 'not_bpmn', value: root.name })
  const processes = elementsOf(root, 'process')
  if (processes.length === 0) throw new Refusal('unsupported_file', { reason: 'no_process' })
  const prefix = Object.entries(root.attributes).find(
    ([name, value]) => name.startsWith('xmlns:') && value === OURS,
  )?.[0]
  const own = prefix ? `${prefix.slice('xmlns:'.length)}:` : 'sevenfold:'
  const reading = new Reading(own)
  for (const [name, value] of Object.entries(root.attributes))
    if (/^xmlns(:|$)/.test(name) && value !== OURS) reading.keep('xmlns', `${name}="${value}"`)
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

  constructor(own: string) {
    this.own = own
  }

  warn(code: Warnings[number]['code'], about: string): void {
    this.warnings.push({ code, about: about.slice(0, 200) })
  }

  keep(of: string, xml: string): void {
    if (xml.length > XML_MAX) throw new Refusal('too_large', { of, characters_max: XML_MAX })
    this.kept.push({ of, xml })
  }

  keepUnread(of: string, element: Element): void {
    this.keep(of, writeTree(element))
    this.warn(
      'kept_unread',
      [localName(element.name), element.attributes.name ?? element.attributes.id].filter(Boolean).join(' '),
    )
  }

  /** An attribute of ours, which only our own files have. */
  mine({ attributes }: Element, name: string): string | undefined {
    return attributes[`${this.own}${name}`]
  }

  idOf(element: Element): string {
    const id = this.mine(element, 'id') ?? element.attributes.id
    if (!id || id.length > 64) throw new Refusal('unsupported_file', { reason: 'no_id', value: element.name })
    return id
  }

  readProcess(element: Element, poolName: string | null, isOneOfSeveral: boolean): void {
    const laneOf = this.readLanes(element)
    const nodes = elementsOf(element).filter(
      ({ name }) => localName(name) in KIND_OF || READ_AS_STEP.has(localName(name)),
    )
    if (nodes.length > 0 && laneOf.size === 0 && (isOneOfSeveral || poolName !== null)) {
      const lane = this.addLane(element.attributes.id ?? `lane-${this.lanes.length + 1}`, poolName, undefined)
      for (const node of nodes) laneOf.set(node.attributes.id ?? '', lane)
      this.warn('lanes_made', lane)
    }
    for (const child of elementsOf(element)) {
      const local = localName(child.name)
      if (nodes.includes(child)) this.readStep(child, laneOf.get(child.attributes.id ?? '') ?? null)
      else if (local === 'sequenceFlow') this.readArrow(child)
      else if (local !== 'laneSet' && local !== 'documentation') this.keepUnread('process', child)
    }
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
        const id = this.addLane(this.idOf(lane), lane.attributes.name ?? null, this.mine(lane, 'department'))
        for (const ref of elementsOf(lane, 'flowNodeRef')) found.set(textOf(ref).trim(), id)
      }
    }
    for (const set of elementsOf(element, 'laneSet')) visit(set)
    return found
  }

  addLane(id: string, name: string | null, told: string | undefined): string {
    if (this.lanes.length >= LANES_MAX) throw new Refusal('too_large', { lanes_max: LANES_MAX })
    const named = departmentNamed(told ?? name ?? '')
    if (!named) this.warn('department_guessed', name ?? id)
    const department = named ?? 'management'
    // A lane of ours without a name of its own bears its department's, which every reader sees in the own language.
    const own = told !== undefined && (name === null || name === told) ? null : (name?.slice(0, NAME_MAX) ?? id)
    this.lanes.push({ lane_id: id, lane_number: this.lanes.length + 1, department, name: own })
    return id
  }

  readStep(element: Element, lane: string | null): void {
    if (this.steps.length >= STEPS_MAX) throw new Refusal('too_large', { steps_max: STEPS_MAX })
    const type = localName(element.name)
    const step_id = this.idOf(element)
    const kind = KIND_OF[type] ?? 'task'
    if (!(type in KIND_OF)) this.warn('read_as_step', `${type} ${element.attributes.name ?? step_id}`)
    const name =
      this.mine(element, 'unnamed') === undefined ? element.attributes.name?.trim().slice(0, NAME_MAX) : undefined
    const share = (key: string) => numberOf(this.mine(element, key), 1)
    const measure = this.mine(element, 'measure')
    this.steps.push({
      ...{ step_id, kind, lane_id: lane, name: name || null, owner: this.mine(element, 'owner') ?? null },
      activities: (this.mine(element, 'activities') ?? '')
        .split(' ')
        .filter((one): one is Activity => ACTIVITIES.includes(one as Activity)),
      measure: MEASURES.includes(measure as Measure) ? (measure as Measure) : null,
      ...{ target_share: share('targetShare'), floor_share: share('floorShare') },
      note: elementsOf(element, 'documentation').map(textOf).join('\n').slice(0, 4000) || null,
      bpmn_type: type === 'task' || (type !== 'subProcess' && isPlain(kind, type)) ? null : type,
    })
    for (const child of elementsOf(element))
      if (!['documentation', 'incoming', 'outgoing'].includes(localName(child.name)))
        this.keep(`step ${step_id}`, writeTree(child))
  }

  readArrow(element: Element): void {
    if (this.arrows.length >= ARROWS_MAX) throw new Refusal('too_large', { arrows_max: ARROWS_MAX })
    const { sourceRef, targetRef, name } = element.attributes
    if (!sourceRef || !targetRef) {
      this.warn('arrow_dropped', element.attributes.id ?? 'sequenceFlow')
      return
    }
    const arrow_id = this.idOf(element)
    const through = this.mine(element, 'seenThrough')
    this.arrows.push({
      ...{ arrow_id, from_step: sourceRef, to_step: targetRef, label: name?.slice(0, NAME_MAX) || null },
      standard_hours: numberOf(this.mine(element, 'standardHours'), 100_000),
      target_share: numberOf(this.mine(element, 'targetShare'), 1),
      seen_through: OBJECT_KINDS.includes(through as ObjectKind) ? (through as ObjectKind) : null,
    })
    for (const child of elementsOf(element)) this.keep(`arrow ${arrow_id}`, writeTree(child))
  }

  /** Pools become lanes; what flows between them and notes beside them are kept. */
  readCollaboration(element: Element): void {
    for (const child of elementsOf(element))
      if (localName(child.name) !== 'participant') this.keepUnread('collaboration', child)
  }

  result(root: Element, process: Element): ReadProcess {
    const byRef = new Map(this.steps.map(({ step_id }) => [idOfRef(step_id), step_id]))
    const refOf = (ref: string) => byRef.get(ref) ?? ref
    const known = new Set(this.steps.map(({ step_id }) => step_id))
    const arrows = this.arrows.map((one) => ({ ...one, from_step: refOf(one.from_step), to_step: refOf(one.to_step) }))
    const held = arrows.filter(({ from_step, to_step }) => known.has(from_step) && known.has(to_step))
    for (const { arrow_id } of arrows.filter((one) => !held.includes(one))) this.warn('arrow_dropped', arrow_id)
    const name = process.attributes.name ?? root.attributes.name ?? process.attributes.id ?? 'BPMN'
    const [lanes, steps] = [this.lanes, this.steps]
    return {
      process: {
        process_id: (this.mine(process, 'id') ?? process.attributes.id ?? 'BPMN').slice(0, 64),
        name: name.slice(0, NAME_MAX),
        valid_from: this.mine(process, 'validFrom') ?? '2000-01-01',
        note: elementsOf(process, 'documentation').map(textOf).join('\n').slice(0, 4000) || null,
        ...{ lanes, steps, arrows: held },
        kept_bpmn: this.kept.length > 0 ? this.kept.slice(0, 300) : null,
      },
      warnings: this.warnings,
    }
  }
}

const isPlain = (kind: string, type: string) => kind !== 'task' && type in KIND_OF

function numberOf(text: string | undefined, most: number): number | null {
  const value = text === undefined ? Number.NaN : Number(text)
  return Number.isFinite(value) && value >= 0 && value <= most ? value : null
}

/** The id a code of ours is written as: XML allows fewer letters in ids than we do. */
export function idOfRef(code: string): string {
  if (/^[A-Za-z_][\w.-]*$/.test(code)) return code
  return `_${[...code].map((letter) => (/[\w.-]/.test(letter) ? letter : `-x${letter.codePointAt(0)!.toString(16)}-`)).join('')}`
}
