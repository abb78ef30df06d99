import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { codeLog, discover, variantsOf } from '../../../../engines/mining/index.ts'
import { asLogged } from './as-logged.ts'
import { openProcessLog } from './open-process-log.ts'

const folder = mkdtempSync(join(tmpdir(), 'sevenfold-logs-'))
afterAll(() => rmSync(folder, { recursive: true }))
const NOW = Date.parse('2026-03-16T09:00:00Z')

let files = 0
function open(content: string | Buffer) {
  const path = join(folder, `log-${files++}`)
  writeFileSync(path, content)
  return openProcessLog(path, {}, { now: NOW })
}
const eventsOf = async (content: string | Buffer) => {
  const log = await open(content)
  if (log.format === 'ocel') throw new Error('not expected')
  return log
}

const xesEvent = (name: string, time: string, transition = 'complete') => `<event>
  <string key="concept:name" value="${name}"/><string key="lifecycle:transition" value="${transition}"/>
  <date key="time:timestamp" value="${time}"/><list key="parts"><string key="concept:name" value="inside"/></list></event>`
const xes = (...traces: string[]) => `<?xml version="1.0"?><log xmlns="http://www.xes-standard.org/">
  <global scope="event"><string key="concept:name" value="GLOBAL"/></global>
  ${traces.map((events, nth) => `<trace><string key="concept:name" value="T${nth}"/>${events}</trace>`).join('\n')}</log>`

const ORDERS = xes(
  xesEvent('Pick', '2026-03-02T10:00:00+02:00', 'START') + xesEvent('Pick', '2026-03-02T09:00:00Z'),
  xesEvent('Order', '1948-01-26T00:00:00Z') + xesEvent('Pick', '2026-03-02T09:00:00'),
)

test('XES: what stands in other attributes is no name, zones are kept, odd times are said', async () => {
  const { events, problems } = await eventsOf(gzipSync(ORDERS))
  expect(events.map(({ caseId, activity, transition }) => [caseId, activity, transition])).toEqual([
    ['T0', 'Pick', 'start'],
    ['T0', 'Pick', 'complete'],
    ['T1', 'Order', 'complete'],
    ['T1', 'Pick', 'complete'],
  ])
  expect(problems).toMatchObject({ suspect: 1, zoneless: 1, leftOut: {} })
  const paired = asLogged(events, 'paired')
  expect(paired[0]).toMatchObject({
    activity: 'Pick',
    end: Date.parse('2026-03-02T09:00:00Z'),
    start: Date.parse('2026-03-02T08:00:00Z'),
  })
  expect(asLogged(events, 'as_is')).toHaveLength(4)
  expect(asLogged(events, 'complete')).toHaveLength(3)
})

test('what has no activity or no time is left out and counted, never guessed', async () => {
  const { events, problems } = await eventsOf(xes(xesEvent('', '2026-03-02T09:00:00Z') + xesEvent('Pick', 'yesterday')))
  expect(events).toEqual([])
  expect(problems.leftOut).toEqual({ no_activity: 1, no_time: 1 })
})

test('a table with an event a row is read by its usual headers', async () => {
  const { events, problems } = await eventsOf(
    'case_id,activity,timestamp,start\nA,Pick,2026-03-02T10:00:00Z,2026-03-02T09:00:00Z\nA,Order,2026-03-02T08:00:00Z,\n,Pick,2026-03-02T10:00:00Z,\n',
  )
  expect(problems.leftOut).toEqual({ no_case: 1 })
  const graph = discover(codeLog(asLogged(events, 'paired')))
  expect(graph.arcs.map(({ from, to, waiting }) => [from, to, waiting.p50])).toEqual([['Order', 'Pick', 3_600_000]])
})

const OCEL = {
  objectTypes: [{ name: 'order', attributes: [{ name: 'value', type: 'float' }] }],
  eventTypes: [{ name: 'place', attributes: [] }],
  objects: [
    {
      id: 'o1',
      type: 'order',
      attributes: [{ name: 'value', time: '2026-01-01T00:00:00Z', value: 3.5 }],
      relationships: [{ objectId: 'gone', qualifier: 'of' }],
    },
  ],
  events: [
    {
      id: 'e1',
      type: 'place',
      time: '2026-01-01T00:00:00Z',
      attributes: [],
      relationships: [
        { objectId: 'o1', qualifier: 'creates' },
        { objectId: 'lost', qualifier: 'x' },
      ],
      maker: { own: true },
    },
  ],
  note: 'kept',
}

test('OCEL goes out as it came in, and what points at nothing is reported', async () => {
  const log = await open(JSON.stringify(OCEL))
  if (log.format !== 'ocel') throw new Error('not expected')
  expect(log.ocel.document).toEqual(OCEL)
  expect(log.ocel.danglingEvents).toEqual([{ from: 'e1', to: 'lost' }])
  expect(log.ocel.danglingObjects).toEqual([{ from: 'o1', to: 'gone' }])
})

test.each([
  ['nothing', ''],
  ['no log', '<?xml version="1.0"?><html/>'],
  ['XML cut off', ORDERS.slice(0, 500)],
  ['an entity of its own', '<?xml version="1.0"?><!DOCTYPE log [<!ENTITY a "b">]><log><trace/></log>'],
  ['other JSON', '{"events": 3}'],
  ['broken JSON', '{"events": ['],
  ['a table without cases', 'a,b\n1,2\n'],
  ['no text', Buffer.from([0xff, 0xfe, 0xfd, 0x3c])],
])('%s is refused in words', async (_, content) => {
  await expect(open(content)).rejects.toMatchObject({ name: 'Refusal' })
})

const DATA = new URL('../../../../../shared/data/', import.meta.url).pathname

/** Cases, events, activities and ways as published with the logs. */
test.skipIf(!existsSync(`${DATA}event-logs`)).each([
  ['receipt', [1_434, 8_577, 27, 116]],
  ['bpic2013_incidents', [7_554, 65_533, 4, 1_511]],
])(
  'the public log %s has its published size',
  async (name, size) => {
    const log = await openProcessLog(`${DATA}event-logs/${name}.xes.gz`, {}, { now: NOW })
    if (log.format === 'ocel') throw new Error('not expected')
    const coded = codeLog(asLogged(log.events, 'as_is'))
    const graph = discover(coded)
    expect([graph.cases, graph.events, graph.activities.length, variantsOf(coded).count]).toEqual(size)
    expect(graph.arcs.reduce((sum, { count }) => sum + count, 0)).toBe(graph.events - graph.cases)
  },
  120_000,
)

test.skipIf(!existsSync(`${DATA}ocel`)).each([
  ['order-management', 18_211, 0],
  ['procure-to-pay', 14_671, 2_028],
])(
  'the public log %s is read whole, and its relations to nothing are counted',
  async (name, events, dangling) => {
    const log = await openProcessLog(`${DATA}ocel/${name}.ocel2.json.gz`, {}, { now: NOW })
    if (log.format !== 'ocel') throw new Error('not expected')
    expect(log.ocel.log.events).toHaveLength(events)
    expect(log.ocel.danglingObjects).toHaveLength(dangling)
  },
  120_000,
)
