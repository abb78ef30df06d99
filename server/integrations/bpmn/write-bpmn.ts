/** A process as BPMN 2.0, with its layout, what BPMN has no word for as attributes of our own, and what an import had brought. */
import type { Process, Step } from '../../../contract/processes.ts'
import { placedOf } from '../../views/process-chart/drawn.ts'
import { BPMN, OURS, TYPE_OF } from './kinds.ts'
import { idOfRef } from './read-bpmn.ts'
import { escapeAttribute, escapeText } from './xml-tree.ts'

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

/** Ids that XML does not allow are written otherwise, and named as they are. */
const ids = (code: string) => ({ id: idOfRef(code), 'sevenfold:id': idOfRef(code) === code ? null : code })

/** The steps of the ready process bear no names of their own; other programs are told what their ids say. */
const spoken = (id: string) => (id[0] ?? '').toUpperCase() + id.slice(1).replaceAll('_', ' ')

export function writeBpmn(process: Process): string {
  const kept = (of: string) => (process.kept_bpmn ?? []).filter((one) => one.of === of).map(({ xml }) => xml)
  const named = new Set(kept('xmlns').map((one) => one.split('=')[0]))
  const spaces = [...SPACES.filter((one) => !named.has(one.split('=')[0])), ...kept('xmlns')].join(' ')
  // An imported file may use the standard without a prefix; ours then stand beside its fragments under their own.
  const head = `<?xml version="1.0" encoding="UTF-8"?>\n<bpmn:definitions ${spaces} targetNamespace="${OURS}">`
  const processId = idOfRef(`process-${process.process_id}`)
  const pool = element('bpmn:collaboration', { id: 'collaboration' }, [
    element('bpmn:participant', { id: 'pool', name: process.name, processRef: processId }),
    ...kept('collaboration'),
  ])
  const body = element(
    'bpmn:process',
    {
      ...{ id: processId, name: process.name, isExecutable: 'false' },
      ...{ 'sevenfold:id': process.process_id, 'sevenfold:validFrom': process.valid_from },
    },
    [
      ...documented(process.note),
      ...lanesOf(process),
      ...process.steps.map((step) => stepOf(process, step, kept(`step ${step.step_id}`))),
      ...process.arrows.map((arrow) =>
        element(
          'bpmn:sequenceFlow',
          {
            ...ids(arrow.arrow_id),
            ...{ name: arrow.label, sourceRef: idOfRef(arrow.from_step), targetRef: idOfRef(arrow.to_step) },
            ...{ 'sevenfold:standardHours': arrow.standard_hours, 'sevenfold:targetShare': arrow.target_share },
            'sevenfold:seenThrough': arrow.seen_through,
          },
          kept(`arrow ${arrow.arrow_id}`),
        ),
      ),
      ...kept('process'),
    ],
  )
  return `${[head, pool, body, ...kept('definitions'), diagramOf(process), '</bpmn:definitions>'].join('\n')}\n`
}

const SPACES = [
  `xmlns:bpmn="${BPMN}"`,
  'xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"',
  'xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"',
  'xmlns:di="http://www.omg.org/spec/DD/20100524/DI"',
  'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
  `xmlns:sevenfold="${OURS}"`,
]

const documented = (note: string | null | undefined): string[] =>
  note ? [`<bpmn:documentation>${escapeText(note)}</bpmn:documentation>`] : []

function lanesOf({ lanes, steps }: Process): string[] {
  if (lanes.length === 0) return []
  const inOrder = [...lanes].sort((a, b) => a.lane_number - b.lane_number)
  return [
    element(
      'bpmn:laneSet',
      { id: 'lanes' },
      inOrder.map(({ lane_id, name, department }) =>
        element(
          'bpmn:lane',
          { ...ids(lane_id), name: name ?? department, 'sevenfold:department': department },
          steps
            .filter((step) => step.lane_id === lane_id)
            .map(({ step_id }) => `<bpmn:flowNodeRef>${escapeText(idOfRef(step_id))}</bpmn:flowNodeRef>`),
        ),
      ),
    ),
  ]
}

function stepOf({ arrows }: Process, step: Step, kept: readonly string[]): string {
  const flows = (end: 'to_step' | 'from_step', name: string) =>
    arrows
      .filter((arrow) => arrow[end] === step.step_id)
      .map(({ arrow_id }) => `<bpmn:${name}>${escapeText(idOfRef(arrow_id))}</bpmn:${name}>`)
  return element(
    `bpmn:${step.bpmn_type ?? TYPE_OF[step.kind]}`,
    {
      ...ids(step.step_id),
      ...{ name: step.name ?? spoken(step.step_id), 'sevenfold:unnamed': step.name == null ? 'true' : null },
      ...{ 'sevenfold:owner': step.owner, 'sevenfold:activities': step.activities.join(' ') || null },
      ...{ 'sevenfold:measure': step.measure, 'sevenfold:targetShare': step.target_share },
      'sevenfold:floorShare': step.floor_share,
    },
    [...documented(step.note), ...flows('to_step', 'incoming'), ...flows('from_step', 'outgoing'), ...kept],
  )
}

function diagramOf(process: Process): string {
  const { lanes, steps, arrows, width, height } = placedOf(process)
  const bounds = (box: { x: number; y: number; width: number; height: number }) =>
    element('dc:Bounds', { x: box.x, y: box.y, width: box.width, height: box.height })
  const shape = (id: string, box: Parameters<typeof bounds>[0], isLane = false) =>
    element('bpmndi:BPMNShape', { id: `${id}-shape`, bpmnElement: id, isHorizontal: isLane ? 'false' : null }, [
      bounds(box),
    ])
  const known = new Set(process.lanes.map(({ lane_id }) => lane_id))
  return element('bpmndi:BPMNDiagram', { id: 'diagram' }, [
    element('bpmndi:BPMNPlane', { id: 'plane', bpmnElement: 'collaboration' }, [
      shape('pool', { x: 0, y: 0, width, height }, true),
      ...lanes.filter(({ id }) => known.has(id)).map((lane) => shape(idOfRef(lane.id), lane, true)),
      ...steps.map((step) => shape(idOfRef(step.id), step)),
      ...arrows.map(({ id, points }) =>
        element(
          'bpmndi:BPMNEdge',
          { id: `${idOfRef(id)}-edge`, bpmnElement: idOfRef(id) },
          points.map(([x, y]) => element('di:waypoint', { x, y })),
        ),
      ),
    ]),
  ])
}
