import { describe, expect, test } from 'vitest'
import { type Process, Process as ProcessBody } from '../../../contract/processes.ts'
import { READY_PROCESS } from '../../../contract/ready-process.ts'
import { checkChart } from '../../../engines/process-chart/index.ts'
import { checkParts } from '../../modules/processes/process.ts'
import { readTree } from '../../platform/xml/xml-tree.ts'
import { chartOf } from '../../views/process-chart/drawn.ts'
import { readBpmn } from './read-bpmn.ts'
import { writeBpmn } from './write-bpmn.ts'

const FOREIGN = `<?xml version="1.0"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"
    xmlns:acme="http://acme.example" id="d" targetNamespace="http://acme.example">
  <collaboration id="c">
    <participant id="p1" name="Our company" processRef="ours"/>
    <participant id="p2" name="Supplier" processRef="theirs"/>
    <messageFlow id="m" name="Order &amp; terms" sourceRef="buy" targetRef="make"/>
  </collaboration>
  <process id="ours" name="Sell">
    <laneSet id="s"><lane id="l1" name="Warehouse"><flowNodeRef>pick</flowNodeRef></lane>
      <lane id="l2" name="Some team"><flowNodeRef>begin</flowNodeRef><flowNodeRef>buy</flowNodeRef></lane></laneSet>
    <startEvent id="begin"/>
    <userTask id="buy" name="Buy"><documentation>By noon</documentation></userTask>
    <subProcess id="pick" name="Pick"><task id="inner"/></subProcess>
    <intermediateCatchEvent id="wait" name="Wait a day"><timerEventDefinition id="t"/></intermediateCatchEvent>
    <endEvent id="over"><terminateEventDefinition id="x"/></endEvent>
    <sequenceFlow id="f1" sourceRef="begin" targetRef="buy"/>
    <sequenceFlow id="f2" sourceRef="buy" targetRef="wait"/>
    <sequenceFlow id="f3" sourceRef="wait" targetRef="buy" name="again"><conditionExpression>late</conditionExpression></sequenceFlow>
    <sequenceFlow id="f4" sourceRef="buy" targetRef="pick"/>
    <sequenceFlow id="f5" sourceRef="pick" targetRef="over"/>
    <sequenceFlow id="f6" sourceRef="pick" targetRef="nowhere"/>
    <dataObject id="bill"/>
  </process>
  <process id="theirs"><task id="make" name="Make"/></process>
  <acme:colors value="blue"/>
  <bpmndi:BPMNDiagram id="dia"/>
</definitions>`

/** Nulls and absent are the same; order of rows says nothing. */
const plain = (process: Process) => {
  const bare = (row: object) => Object.fromEntries(Object.entries(row).filter(([, value]) => value != null))
  const sorted = (rows: readonly object[]) =>
    rows.map(bare).sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)))
  return {
    ...bare(process),
    lanes: sorted(process.lanes),
    steps: sorted(process.steps),
    arrows: sorted(process.arrows),
  }
}

describe('round trip', () => {
  test('our own process comes back as it was', () => {
    const { process, warnings } = readBpmn(writeBpmn(READY_PROCESS))
    expect(plain(process)).toEqual(plain({ ...READY_PROCESS, kept_bpmn: process.kept_bpmn }))
    expect(warnings.filter(({ code }) => code !== 'layout_ours')).toEqual([])
  })

  test('so do names with marks of XML, ids that XML does not allow, and every setting', () => {
    const drawn: Process = {
      ...{ process_id: 'P 1', name: 'A < B & "C"', valid_from: '2026-02-03', note: 'first\nsecond' },
      lanes: [{ lane_id: 'lane 1', lane_number: 1, department: 'finance', name: 'Books' }],
      steps: [
        {
          ...{
            step_id: '1/α',
            kind: 'task',
            lane_id: 'lane 1',
            name: 'Bill <it>',
            owner: 'Head of books',
            note: 'why',
          },
          ...{
            activities: ['invoiced', 'credited'],
            measure: 'price',
            target_share: 0.97,
            floor_share: 0.9,
            bpmn_type: 'userTask',
          },
        },
        { step_id: 'e', kind: 'end', lane_id: null, name: null, activities: [] },
      ],
      arrows: [
        {
          arrow_id: '1->e',
          from_step: '1/α',
          to_step: 'e',
          label: 'ok',
          standard_hours: 4.5,
          target_share: 0.8,
          seen_through: 'order',
        },
      ],
    }
    const { process } = readBpmn(writeBpmn(drawn))
    expect(plain(process)).toEqual(plain({ ...drawn, kept_bpmn: process.kept_bpmn }))
  })

  test('what a foreign file says and we do not is kept, said, and written again', () => {
    const first = readBpmn(FOREIGN)
    const out = writeBpmn(first.process)
    for (const fragment of [
      '<messageFlow',
      'terminateEventDefinition',
      'conditionExpression',
      '<dataObject',
      'acme:colors',
      'timerEventDefinition',
      '<task id="inner"',
    ])
      expect(out).toContain(fragment)
    const again = readBpmn(out)
    expect(plain(again.process).steps).toEqual(plain(first.process).steps)
    expect(plain(again.process).arrows).toEqual(plain(first.process).arrows)
    const kept = ({ process }: typeof first) =>
      process
        .kept_bpmn!.filter(({ of }) => of !== 'xmlns')
        .map(({ xml }) => xml)
        .sort()
    expect(kept(again)).toEqual(kept(first))
  })
})

describe('a foreign file', () => {
  const { process, warnings } = readBpmn(FOREIGN)
  test('has its lanes, a pool without lanes as one, and departments by their names', () => {
    expect(process.lanes.map(({ name, department }) => [name, department])).toEqual([
      ['Warehouse', 'warehouse'],
      ['Some team', 'management'],
      ['theirs', 'partner'].map((text, at) => (at ? text : 'Supplier')),
    ])
    expect(warnings).toContainEqual({ code: 'department_guessed', about: 'Some team' })
    expect(warnings).toContainEqual({ code: 'arrow_dropped', about: 'f6' })
    expect(warnings).toContainEqual({ code: 'read_as_step', about: 'intermediateCatchEvent Wait a day' })
  })

  test('with a circle and without lanes is read, and its problems are named', () => {
    expect(checkChart(chartOf(process)).map(({ code }) => code)).toContain('circle')
    const bare = readBpmn(
      '<definitions><process id="p"><startEvent id="a"/><task id="b"/><sequenceFlow id="f" sourceRef="a" targetRef="b"/></process></definitions>',
    )
    expect(checkChart(chartOf(bare.process)).map(({ code }) => code)).toEqual(
      expect.arrayContaining(['no_end', 'no_lane']),
    )
  })
})

test.each([
  ['', 'not_xml'],
  ['{"a": 1}', 'not_xml'],
  ['<html/>', 'not_bpmn'],
  ['<definitions/>', 'no_process'],
  ['<!DOCTYPE d [<!ENTITY a "aaaa">]><definitions/>', 'not_xml'],
  ['<definitions><process><task/></process></definitions>', 'no_id'],
])('%s is refused with a reason', (text, reason) => {
  expect(() => readBpmn(text)).toThrow(
    expect.objectContaining({ code: 'unsupported_file', details: expect.objectContaining({ reason }) }),
  )
})

describe('what a file brings that is meant to mislead', () => {
  const around = (inside: string, more = '') =>
    `<b:definitions xmlns:b="http://www.omg.org/spec/BPMN/20100524/MODEL" ${more}><b:process id="p" name="P">${inside}</b:process></b:definitions>`
  const idsOf = (xml: string) => [...xml.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id)

  test('members of every object are neither steps nor kinds of step', () => {
    const { process } = readBpmn(
      around('<b:constructor id="c"/><b:__proto__ id="d"/><b:toString id="e"/><b:task id="f"/>'),
    )
    expect(process.steps.map(({ step_id }) => step_id)).toEqual(['f'])
    expect(process.kept_bpmn!.filter(({ of }) => of === 'process')).toHaveLength(3)
    expect(() => readBpmn(around('<constructor:task id="c"/>'))).toThrow(
      expect.objectContaining({ code: 'unsupported_file' }),
    )
  })

  test('and steps may bear their names', () => {
    const ids = ['constructor', '__proto__', 'toString', 'hasOwnProperty']
    const arrows = ids
      .slice(1)
      .map((id, at) => `<b:sequenceFlow id="f${at}" sourceRef="${ids[at]}" targetRef="${id}"/>`)
    const drawing = around([...ids.map((id) => `<b:task id="${id}" name="${id}"/>`), ...arrows].join(''))
    const first = readBpmn(drawing).process
    const again = readBpmn(writeBpmn(first)).process
    expect(again.steps).toEqual(first.steps)
    expect(again.arrows).toEqual(first.arrows)
  })

  test.each([
    ['<b:task id="a b"/><b:task id=" a"/>', 'bad_id'],
    [`<b:task id="${'x'.repeat(65)}"/>`, 'bad_id'],
    ['<b:task id="a"/><b:userTask id="a"/>', 'repeated_id'],
    ['<b:task id="a"/><b:sequenceFlow id="a" sourceRef="a" targetRef="a"/>', 'repeated_id'],
    ['<b:laneSet><b:lane id="l" name="A"/><b:lane id="l" name="B"/></b:laneSet>', 'repeated_id'],
  ])('%s is refused with the id', (inside, reason) => {
    expect(() => readBpmn(around(inside))).toThrow(
      expect.objectContaining({ code: 'unsupported_file', details: expect.objectContaining({ reason }) }),
    )
  })

  test('a prefix that stands for something else in the file is written where it is used', () => {
    const { process } = readBpmn(
      around(
        '<b:task id="a"><b:extensionElements><sevenfold:x sevenfold:y="1"/><q:z/></b:extensionElements></b:task>',
        'xmlns:sevenfold="urn:other" xmlns:q="urn:a&amp;b&lt;&quot;"',
      ),
    )
    const out = writeBpmn(process)
    const task = readTree(out).children.flatMap((one) => (typeof one === 'string' ? [] : [one]))
    expect(task).toBeTruthy()
    expect(out).toContain('xmlns:sevenfold="urn:other"')
    expect(out).toContain('xmlns:q="urn:a&amp;b&lt;&quot;"')
    expect(readBpmn(out).process.steps).toEqual(process.steps)
  })

  test('names with line breaks and much too long ones are cleaned, so that what was read can be kept', () => {
    const { process } = readBpmn(
      around(`<b:task id="a" name="Pick&#10;and&#9;pack"/><b:task id="b" name="${'😀'.repeat(400)}"/>`),
    )
    expect(process.steps.map(({ name }) => name)).toEqual(['Pick and pack', '😀'.repeat(250)])
  })

  test('no two elements of an export have the same id', () => {
    const out = writeBpmn({
      ...READY_PROCESS,
      lanes: [{ lane_id: 'pool', lane_number: 1, department: 'finance' }],
      steps: ['pool', 'lanes', '_-x2f-', '/', 'diagram'].map((step_id) => ({
        ...{ step_id, kind: 'task' as const, lane_id: 'pool', activities: [] },
      })),
      arrows: [{ arrow_id: 'plane', from_step: 'pool', to_step: '/' }],
      kept_bpmn: [{ of: 'process', xml: '<bpmn:dataObject id="collaboration"/>' }],
    })
    expect(new Set(idsOf(out)).size).toBe(idsOf(out).length)
    const { process } = readBpmn(out)
    expect(process.steps.map(({ step_id }) => step_id)).toEqual(['pool', 'lanes', '_-x2f-', '/', 'diagram'])
    expect(process.arrows[0]).toMatchObject({ from_step: 'pool', to_step: '/' })
  })
})

describe('an export', () => {
  test.each([
    [{ of: 'process', xml: '</bpmn:process><bpmn:process id="evil">' }],
    [{ of: 'process', xml: '<bpmn:task id="hidden"/>' }],
    [{ of: 'definitions', xml: '<unknown:a/>' }],
    [{ of: 'definitions', xml: 'text' }],
    [{ of: 'definitions', xml: '<a/><b/>' }],
    [{ of: 'definitions', xml: '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>' }],
    [{ of: 'collaboration', xml: '<bpmn:participant id="x"/>' }],
    [{ of: 'xmlns', xml: 'xmlns:x="a" onload="b"' }],
    [{ of: 'xmlns', xml: 'xmlns:bpmn="urn:not-bpmn"' }],
    [{ of: 'xmlns', xml: 'xmlns:x="a&b"' }],
    [{ of: 'anywhere', xml: '<a/>' }],
  ])('is well-formed whatever was kept, and %j is refused on the way in', (kept) => {
    const drawn = { ...READY_PROCESS, note: 'a\u0001b\uFFFEc', kept_bpmn: [kept] }
    const out = writeBpmn(drawn)
    expect(out).not.toContain(kept.xml)
    expect(readBpmn(out).process.steps).toHaveLength(READY_PROCESS.steps.length)
    expect(() => checkParts(drawn)).toThrow(expect.objectContaining({ code: 'invalid_input' }))
  })

  test('calls a step what its kind is, once it has become another', () => {
    const steps = READY_PROCESS.steps.map((step) => ({ ...step, bpmn_type: 'userTask' as const }))
    const out = writeBpmn({ ...READY_PROCESS, steps })
    expect(readBpmn(out).process.steps.map(({ kind }) => kind)).toEqual(READY_PROCESS.steps.map(({ kind }) => kind))
    expect(
      ProcessBody.safeParse({ ...READY_PROCESS, steps: [{ ...steps[0], bpmn_type: 'x onload="y"' }] }).success,
    ).toBe(false)
  })

  test('of what a file brought can be kept again', () => {
    expect(() => checkParts(readBpmn(FOREIGN).process as never)).not.toThrow()
  })
})
