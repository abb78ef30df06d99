/** A process as BPMN 2.0, with its layout, what BPMN has no word for as attributes of our own, and what an import had brought. */
import type { Process, Step } from '../../../contract/processes.ts'
import { keptElement, OURS, spacesOf } from '../../modules/processes/index.ts'
import {
  type Element,
  elementsOf,
  escapeAttribute,
  escapeText,
  standingAlone,
  writeTree,
} from '../../platform/xml/xml-tree.ts'
import { placedOf } from '../../views/process-chart/drawn.ts'
import { isStepType, KIND_OF, TYPE_OF } from './kinds.ts'
import { XmlIds } from './xml-ids.ts'

type Attributes = Readonly<Record<string, string | number | null | undefined>>

const open = (name: string, attributes: Attributes): string =>
  [
    name,
    ...Object.entries(attributes).flatMap(([key, value]) =>
      value == null ? [] : [`${key}="${escapeAttribute(String(value))}"`],
    ),
  ].join(' ')
const element = (name: string, attributes: Attributes, inside: readonly string[] = []): string =>
  inside.length === 0 ? `<${open(name, attributes)}/>` : `<${open(name, attributes)}>${inside.join('')}</${name}>`

/** The steps of the ready process bear no names of their own; other programs are told what their ids say. */
const spoken = (id: string) => (id[0] ?? '').toUpperCase() + id.slice(1).replaceAll('_', ' ')

/** Written once: what was kept, as far as it is what it says it is, and the ids that go with it. */
interface Writing {
  readonly ids: XmlIds
  kept(of: string): string[]
}

export function writeBpmn(process: Process): string {
  const rows = process.kept_bpmn ?? []
  const spaces = spacesOf(rows)
  // Checked on the way in too; what was kept before that is left out here rather than written into a file nobody can read.
  const elements = rows.flatMap((one) => {
    const found = one.of === 'xmlns' ? null : keptElement(one, spaces, isStepType)
    return found ? [{ of: one.of, found }] : []
  })
  const writing: Writing = {
    ids: new XmlIds(elements.flatMap(({ found }) => idsWithin(found))),
    kept: (of) => elements.filter((one) => one.of === of).map(({ found }) => writeTree(standingAlone(found, spaces))),
  }
  const { ids } = writing
  // Steps and arrows first: fragments name them by their ids.
  for (const { step_id } of process.steps) ids.of('step', step_id)
  for (const { arrow_id } of process.arrows) ids.of('arrow', arrow_id)
  for (const { lane_id } of process.lanes) ids.of('lane', lane_id)
  // An imported file may use the standard without a prefix; ours then stand beside its fragments under their own.
  const declared = Object.entries(spaces)
    .filter(([prefix, space]) => prefix !== '' || space !== '')
    .map(([prefix, space]) => `${prefix === '' ? 'xmlns' : `xmlns:${prefix}`}="${escapeAttribute(space)}"`)
  const head = `<?xml version="1.0" encoding="UTF-8"?>\n<bpmn:definitions ${declared.join(' ')} targetNamespace="${OURS}">`
  const processId = ids.of('process', `process-${process.process_id}`)
  const pool = element('bpmn:collaboration', { id: ids.of('own', 'collaboration') }, [
    element('bpmn:participant', { id: ids.of('own', 'pool'), name: process.name, processRef: processId }),
    ...writing.kept('collaboration'),
  ])
  const body = element(
    'bpmn:process',
    {
      ...{ id: processId, name: process.name, isExecutable: 'false' },
      ...{ 'sevenfold:id': process.process_id, 'sevenfold:validFrom': process.valid_from },
    },
    [
      ...documented(process.note),
      ...lanesOf(process, ids),
      ...process.steps.map((step) => stepOf(process, step, writing)),
      ...process.arrows.map((arrow) =>
        element(
          'bpmn:sequenceFlow',
          {
            ...ids.attributes('arrow', arrow.arrow_id),
            ...{
              name: arrow.label,
              sourceRef: ids.of('step', arrow.from_step),
              targetRef: ids.of('step', arrow.to_step),
            },
            ...{ 'sevenfold:standardHours': arrow.standard_hours, 'sevenfold:targetShare': arrow.target_share },
            'sevenfold:seenThrough': arrow.seen_through,
          },
          writing.kept(`arrow ${arrow.arrow_id}`),
        ),
      ),
      ...writing.kept('process'),
    ],
  )
  const end = '</bpmn:definitions>'
  return `${[head, pool, body, ...writing.kept('definitions'), diagramOf(process, ids), end].join('\n')}\n`
}

const idsWithin = (element: Element): string[] => [
  ...(element.attributes.id === undefined ? [] : [element.attributes.id]),
  ...elementsOf(element).flatMap(idsWithin),
]

const documented = (note: string | null | undefined): string[] =>
  note ? [`<bpmn:documentation>${escapeText(note)}</bpmn:documentation>`] : []

function lanesOf({ lanes, steps }: Process, ids: XmlIds): string[] {
  if (lanes.length === 0) return []
  const inOrder = [...lanes].sort((a, b) => a.lane_number - b.lane_number)
  return [
    element(
      'bpmn:laneSet',
      { id: ids.of('own', 'lanes') },
      inOrder.map(({ lane_id, name, department }) =>
        element(
          'bpmn:lane',
          { ...ids.attributes('lane', lane_id), name: name ?? department, 'sevenfold:department': department },
          steps
            .filter((step) => step.lane_id === lane_id)
            .map(({ step_id }) => `<bpmn:flowNodeRef>${escapeText(ids.of('step', step_id))}</bpmn:flowNodeRef>`),
        ),
      ),
    ),
  ]
}

/** What it was read as, unless it has become another kind since. */
function typeOf({ bpmn_type: type, kind }: Step): string {
  const isStill = type != null && isStepType(type) && (KIND_OF.get(type) ?? 'task') === kind
  return isStill ? type : TYPE_OF[kind]
}

function stepOf({ arrows }: Process, step: Step, { ids, kept }: Writing): string {
  const flows = (end: 'to_step' | 'from_step', name: string) =>
    arrows
      .filter((arrow) => arrow[end] === step.step_id)
      .map(({ arrow_id }) => `<bpmn:${name}>${escapeText(ids.of('arrow', arrow_id))}</bpmn:${name}>`)
  return element(
    `bpmn:${typeOf(step)}`,
    {
      ...ids.attributes('step', step.step_id),
      ...{ name: step.name ?? spoken(step.step_id), 'sevenfold:unnamed': step.name == null ? 'true' : null },
      ...{ 'sevenfold:owner': step.owner, 'sevenfold:activities': step.activities.join(' ') || null },
      ...{ 'sevenfold:measure': step.measure, 'sevenfold:targetShare': step.target_share },
      'sevenfold:floorShare': step.floor_share,
    },
    [
      ...documented(step.note),
      ...flows('to_step', 'incoming'),
      ...flows('from_step', 'outgoing'),
      ...kept(`step ${step.step_id}`),
    ],
  )
}

function diagramOf(process: Process, ids: XmlIds): string {
  const { lanes, steps, arrows, width, height } = placedOf(process)
  const bounds = (box: { x: number; y: number; width: number; height: number }) =>
    element('dc:Bounds', { x: box.x, y: box.y, width: box.width, height: box.height })
  const shape = (id: string, box: Parameters<typeof bounds>[0], isLane = false) =>
    element(
      'bpmndi:BPMNShape',
      { id: ids.of('shape', `${id}-shape`), bpmnElement: id, isHorizontal: isLane ? 'false' : null },
      [bounds(box)],
    )
  const known = new Set(process.lanes.map(({ lane_id }) => lane_id))
  return element('bpmndi:BPMNDiagram', { id: ids.of('own', 'diagram') }, [
    element('bpmndi:BPMNPlane', { id: ids.of('own', 'plane'), bpmnElement: ids.of('own', 'collaboration') }, [
      shape(ids.of('own', 'pool'), { x: 0, y: 0, width, height }, true),
      ...lanes.filter(({ id }) => known.has(id)).map((lane) => shape(ids.of('lane', lane.id), lane, true)),
      ...steps.map((step) => shape(ids.of('step', step.id), step)),
      ...arrows.map(({ id, points }) =>
        element(
          'bpmndi:BPMNEdge',
          { id: ids.of('edge', `${ids.of('arrow', id)}-edge`), bpmnElement: ids.of('arrow', id) },
          points.map(([x, y]) => element('di:waypoint', { x, y })),
        ),
      ),
    ]),
  ])
}
