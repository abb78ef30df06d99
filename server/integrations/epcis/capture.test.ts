/** What others tell in EPCIS, from the document to the state of our shipment. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import sql from 'sql-template-tag'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { foundCompany } from '../../../tests/fixtures/company.ts'
import { OTHER_TENANT, openTestDatabase, TENANT, type TestDatabase } from '../../../tests/fixtures/database.ts'
import { seenOf, sendShipment } from '../../../tests/fixtures/sent-shipment.ts'
import { verifyLedger } from '../../ledger/index.ts'
import { matchWaiting, recordObservations } from '../../modules/tracking/index.ts'
import type { Context } from '../../platform/context.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { verifiables } from '../../verifiables.ts'
import { getOrderFacts } from '../../views/visibility/order-facts.ts'
import { readCapture } from './capture.ts'
import { captureDocument } from './capture-document.command.ts'
import { epcisDocument } from './document.ts'

let db: TestDatabase
let context: Context
let partner: Context

beforeAll(async () => {
  db = await openTestDatabase()
  context = db.context()
  partner = db.context({ tenantId: OTHER_TENANT })
  await foundCompany(context)
  await foundCompany(partner)
  await sendShipment(context, 'SH-1', '106141412345678908')
  await sendShipment(context, 'SH-2')
})
afterAll(() => db?.close())

const SSCC = 'urn:epc:id:sscc:0614141.1234567890'
const event = (more: object) => ({
  type: 'ObjectEvent',
  action: 'OBSERVE',
  eventTime: '2026-03-15T20:00:00.000+02:00',
  eventTimeZoneOffset: '+02:00',
  epcList: [SSCC],
  ...more,
})
const documentOf = (...eventList: object[]) =>
  JSON.stringify({
    '@context': ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld'],
    type: 'EPCISDocument',
    schemaVersion: '2.0',
    creationDate: '2026-03-16T08:00:00Z',
    epcisBody: { eventList },
  })
const observed = async (one: Context, shipment: string) =>
  (await seenOf(one, shipment)).map(
    (seen) => `${seen.milestone} ${seen.at!.toISOString().slice(5, 16)}${seen.retracts ? ' taken back' : ''}`,
  )

test('events of a handling unit are matched by its number; what a door means depends on whose it is', async () => {
  const at = (location: string) => ({ readPoint: { id: `urn:x-sevenfold:${TENANT}:location:${location}` } })
  const taken = await captureDocument(
    context,
    documentOf(
      event({ eventID: 'urn:uuid:1', bizStep: 'departing', disposition: 'in_transit' }),
      event({ eventID: 'urn:uuid:2', bizStep: 'arriving', eventTime: '2026-03-15T23:00:00+02:00', ...at('IAS') }),
      event({ eventID: 'urn:uuid:3', bizStep: 'arriving', eventTime: '2026-03-16T09:00:00+02:00', ...at('NORD-1') }),
      event({ eventID: 'urn:uuid:4', bizStep: 'stocking', eventTime: '2026-03-16T09:30:00+02:00' }),
      event({ eventID: 'urn:uuid:5', bizStep: 'commissioning', epcList: ['urn:epc:id:sscc:0614141.9999999999'] }),
    ),
    'partner',
  )
  expect(taken).toMatchObject({ state: 'taken', events: 5, added: 4, known: 0, unmatched: 1, unmapped: 2 })
  expect(await observed(context, 'SH-1')).toEqual([
    'departed 03-15T18:00',
    'arrived_facility 03-15T21:00',
    'arrived_consignee 03-16T07:00',
    'unmapped 03-16T07:30',
  ])
})

test('the same events in another document change nothing, and the same document is a duplicate', async () => {
  const again = documentOf(event({ eventID: 'urn:uuid:1', bizStep: 'departing', disposition: 'in_transit' }))
  expect(await captureDocument(context, again, 'partner')).toMatchObject({ added: 0, known: 1 })
  await expect(captureDocument(context, again, 'partner')).rejects.toMatchObject({ code: 'already_exists' })
  expect(await observed(context, 'SH-1')).toHaveLength(4)
})

test('an error declaration under the same id is another record and takes the event back', async () => {
  const wrong = event({
    eventID: 'urn:uuid:3',
    bizStep: 'arriving',
    eventTime: '2026-03-16T09:00:00+02:00',
    errorDeclaration: { declarationTime: '2026-03-16T10:00:00+02:00', reason: 'did_not_occur' },
  })
  expect(await captureDocument(context, documentOf(wrong), 'partner')).toMatchObject({ added: 1, known: 0 })
  expect(await observed(context, 'SH-1')).toContain('arrived_facility 03-16T07:00 taken back')
})

test('events told before their shipment is known wait, and come in once it is', async () => {
  const early = documentOf(event({ bizStep: 'loading', epcList: ['https://id.gs1.org/00/340123450000000017'] }))
  expect(await captureDocument(context, early, 'partner')).toMatchObject({ added: 0, unmatched: 1 })
  expect(await matchWaiting(context)).toBe(0)
  await sendShipment(context, 'SH-3', '340123450000000017')
  expect(await matchWaiting(context)).toBe(1)
  expect(await matchWaiting(context)).toBe(0)
  expect(await observed(context, 'SH-3')).toEqual(['loaded 03-15T18:00'])
})

test('our own export comes into a partner’s program, and back into ours without effect', async () => {
  const seen = { source: 'van', lifecycle: 'actual' } as const
  await recordObservations(context, 'SH-2', [
    { ...seen, source_event_id: '1', milestone: 'departed', occurred_at: '2026-03-15T18:00:00Z', location_id: 'IAS' },
    { ...seen, source_event_id: '2', milestone: 'lost', occurred_at: '2026-03-15T19:00:00Z' },
    { ...seen, source_event_id: '3', milestone: 'lost', occurred_at: '2026-03-15T19:00:00Z', retracts: '2' },
  ])
  const facts = await inSnapshot(context, (tx) => getOrderFacts(tx, 'SO-SH-2', context.principal))
  const exported = JSON.stringify(epcisDocument(facts, TENANT, context.clock.now()))
  await sendShipment(partner, 'THEIRS', 'SH-2')
  const taken = await captureDocument(partner, exported, 'supplier')
  expect(taken).toMatchObject({ state: 'taken', unmatched: 1, unmapped: 0 })
  expect(await observed(partner, 'THEIRS')).toEqual([
    'picked_up 03-15T12:00',
    'departed 03-15T18:00',
    'lost 03-15T19:00 taken back',
  ])
  expect(await captureDocument(context, exported, 'supplier')).toMatchObject({ events: 4, added: 0, known: 4 })
})

test('a document that is wrong is refused whole, with what and where, and kept for whoever looks into it', async () => {
  const { eventTimeZoneOffset: _, ...without } = event({ bizStep: 'departing' })
  const wrong = documentOf(event({ bizStep: 'departing' }), { ...without, action: 'LOOK', bizzStep: 'departing' })
  await expect(captureDocument(context, wrong, 'partner')).rejects.toMatchObject({
    code: 'unsupported_file',
    details: {
      problems: [
        { where: 'epcisBody.eventList[1].eventTimeZoneOffset', code: 'missing' },
        { where: 'epcisBody.eventList[1].action', code: 'bad_value', value: 'LOOK' },
        { where: 'epcisBody.eventList[1].bizzStep', code: 'bad_value', value: 'bizzStep' },
      ],
    },
  })
  const kept = await inSnapshot(context, (tx) =>
    tx.query(sql`SELECT content FROM tracking.message WHERE tenant_id = ${tx.tenantId}::uuid AND state = 'refused'
      ORDER BY received_at DESC, message_id DESC LIMIT 1`),
  )
  expect(kept).toEqual([{ content: wrong }])
})

const xml = (inner: string, head = '') => `<?xml version="1.0"?>${head}
<epcis:EPCISDocument xmlns:epcis="urn:epcglobal:epcis:xsd:2" schemaVersion="2.0" creationDate="2026-03-16T08:00:00Z">
  <EPCISBody><EventList>${inner}</EventList></EPCISBody></epcis:EPCISDocument>`
const XML_EVENT = `<ObjectEvent><eventTime>2026-03-15T20:00:00+02:00</eventTime><eventTimeZoneOffset>+02:00</eventTimeZoneOffset>
  <epcList><epc>${SSCC}</epc></epcList><action>OBSERVE</action><bizStep>urn:epcglobal:cbv:bizstep:departing</bizStep>
  <disposition>urn:epcglobal:cbv:disp:in_transit</disposition></ObjectEvent>`

test('the same event in XML and in JSON-LD is the same event', () => {
  const [inXml] = readCapture(xml(XML_EVENT), TENANT).events
  const [inJson] = readCapture(documentOf(event({ bizStep: 'departing', disposition: 'in_transit' })), TENANT).events
  expect(inXml).toMatchObject({ step: 'departed', shipments: ['106141412345678908'] })
  expect({ ...inXml, raw: null, at: null }).toEqual({ ...inJson, raw: null, at: null })
})

test.each([
  ['an unclosed element', xml('<ObjectEvent>'), 'broken'],
  ['entities of its own', xml('&a;', '<!DOCTYPE x [<!ENTITY a "aaaa">]>'), 'bad_value'],
  ['no event list', '<EPCISMasterDataDocument/>', 'wrong_kind'],
  ['no JSON', '{"type":', 'broken'],
  ['a list', '[]', 'wrong_kind'],
])('refuses %s', (_, content, code) => {
  expect(readCapture(content, TENANT)).toMatchObject({ isRefused: true, events: [], problems: [{ code }] })
})

test('the ledger explains every observation and every message', async () => {
  expect((await verifyLedger(context, verifiables)).mismatches).toEqual([])
})

/** GS1's own examples are not ours to copy; where they lie beside the checkout, they are read from there. */
const EXAMPLES = fileURLToPath(new URL('../../../../shared/data/epcis/', import.meta.url))
const list = (folder: string, pattern: RegExp) =>
  existsSync(EXAMPLES)
    ? readdirSync(join(EXAMPLES, folder), { recursive: true, encoding: 'utf8' }).filter((name) => pattern.test(name))
    : []
const read = (folder: string, name: string) => readFileSync(join(EXAMPLES, folder, name), 'utf8')

describe.skipIf(!existsSync(EXAMPLES))(
  'examples of the standard (skipped where they are not beside the checkout)',
  () => {
    test('every JSON-LD document comes in', () => {
      const read_ = list('json', /\.jsonld$/).map((name) => [name, readCapture(read('json', name), TENANT)] as const)
      expect(read_.filter(([, { isRefused }]) => isRefused).map(([name, { problems }]) => [name, problems])).toEqual([])
      expect(read_.flatMap(([, { events }]) => events)).toHaveLength(42)
    })

    test('every XML document with events comes in, and what is no such document is refused as such', () => {
      const refused = list('xml', /\.(xml|json)$/)
        .map((name) => [name, readCapture(read('xml', name), TENANT)] as const)
        .filter(([, { isRefused }]) => isRefused)
      expect(refused.map(([name, { problems }]) => `${name.split('/').at(-1)} ${problems[0]!.code}`).sort()).toEqual([
        'CBV-11.4-2020-06-16a.xml wrong_kind',
        'Example-CaptureJobRunning.xml wrong_kind',
        'Example-CaptureJobWithErrorFile.xml wrong_kind',
        'Example-CaptureJobWithErrors.xml wrong_kind',
        'Example-masterData.xml wrong_kind',
      ])
    })

    test('the same event written in seven ways is one event', () => {
      const files = list('xml/WithEventHashID', /\.(xml|json)$/)
      const ids = files.map((name) => readCapture(read('xml/WithEventHashID', name), TENANT).events[0]!.eventId)
      expect(files.length).toBeGreaterThan(4)
      expect(new Set(ids).size).toBe(1)
    })

    test('what the schema of the standard refuses in a changed document, we refuse too', () => {
      const ajv = addFormats.default(new Ajv({ strict: false }))
      const isValid = ajv.compile(JSON.parse(readFileSync(join(EXAMPLES, 'schema/EPCIS-JSON-Schema.json'), 'utf8')))
      const missed: string[] = []
      let refused = 0
      for (const name of list('json', /\.jsonld$/)) {
        for (const [what, broken] of brokenForms(JSON.parse(read('json', name)))) {
          if (isValid(broken)) continue
          refused++
          if (!readCapture(JSON.stringify(broken), TENANT).isRefused) missed.push(`${name} ${what}`)
        }
      }
      expect(refused).toBeGreaterThan(300)
      expect(missed).toEqual([])
    })
  },
)

/** The document with each part of its first event left out, and with each replaced by a number. */
function* brokenForms(document: Record<string, unknown>): Generator<[string, unknown]> {
  const body = document.epcisBody as { eventList?: Record<string, unknown>[] } | undefined
  const [first] = body?.eventList ?? []
  if (!first) return
  const put = (event_: object) => ({ ...document, epcisBody: { ...body, eventList: [event_] } })
  for (const name of Object.keys(first)) {
    const { [name]: _, ...rest } = first
    yield [`without ${name}`, put(rest)]
    yield [`${name} is 7`, put({ ...rest, [name]: 7 })]
    yield [`${name} misspelled`, put({ ...rest, [`${name}s`]: first[name] })]
  }
  for (const name of ['@context', 'type', 'schemaVersion', 'creationDate', 'epcisBody']) {
    const { [name]: _, ...rest } = document
    yield [`document without ${name}`, rest]
  }
}
