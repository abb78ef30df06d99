/** Documents that nobody sends but to do harm: each is answered, and nothing of ours is touched. */
import { expect, test } from 'vitest'
import { readCapture } from './capture.ts'

const read = (content: string) => readCapture(content, '00000000-0000-4000-8000-000000000000')

const xml = (inside: string) => `<epcis:EPCISDocument xmlns:epcis="urn:epcglobal:epcis:xsd:2" schemaVersion="2.0"
  creationDate="2026-03-16T08:00:00Z"><EPCISBody><EventList><ObjectEvent><eventTime>2026-03-16T08:00:00Z</eventTime>
  <eventTimeZoneOffset>+00:00</eventTimeZoneOffset><epcList><epc>urn:epc:id:sscc:4000000.0000000001</epc></epcList>
  <action>OBSERVE</action><bizStep>shipping</bizStep>${inside}</ObjectEvent></EventList></EPCISBody></epcis:EPCISDocument>`

const json = (own: string) =>
  JSON.stringify({
    '@context': ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld'],
    type: 'EPCISDocument',
    schemaVersion: '2.0',
    creationDate: '2026-03-16T08:00:00Z',
    epcisBody: {
      eventList: [
        {
          ...{ type: 'ObjectEvent', eventTime: '2026-03-16T08:00:00Z', eventTimeZoneOffset: '+00:00' },
          ...{ epcList: ['urn:epc:id:sscc:4000000.0000000001'], action: 'OBSERVE', bizStep: 'shipping', 'x:y': 'OWN' },
        },
      ],
    },
  }).replace('"OWN"', own)

test.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])(
  'an element named %s is text like any other',
  (name) => {
    const { events } = read(xml(`<x:y xmlns:x="u"><${name}>1</${name}></x:y>`))
    const { raw } = events[0]! as unknown as { raw: Record<string, Record<string, unknown>> }
    expect(JSON.stringify(raw['x:y'])).toBe(`{"${name}":["1"]}`)
    for (const place of ['persistentDisposition', 'errorDeclaration'])
      expect(read(xml(`<${place}><${name}>1</${name}></${place}>`)).isRefused).toBe(true)
    expect(read(xml(`<${name}>1</${name}>`)).problems).toMatchObject([{ code: 'bad_value', value: name }])
  },
)

test('neither outer entities nor those that grow are read', () => {
  expect(read(`<!DOCTYPE a SYSTEM "file:///etc/passwd">${xml('&a;')}`).isRefused).toBe(true)
  expect(read(`<!DOCTYPE a [<!ENTITY a "aaaa">]>${xml('&a;')}`).problems).toMatchObject([{ value: 'DOCTYPE' }])
})

test('elements without end stop at the limit, and what is broken at the start is not read to its end', () => {
  expect(read(xml(`<x:y xmlns:x="u">${'<a/>'.repeat(500_001)}</x:y>`)).problems).toMatchObject([{ code: 'over_limit' }])
  expect(read(`<a><b></a>${'<'.repeat(5_000_000)}`).isRefused).toBe(true)
})

test('JSON is taken two hundred deep, and refused when it could not be written again', () => {
  const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`
  expect(read(json(nested(100))).isRefused).toBe(false)
  expect(read(json(`"${'['.repeat(300)}\\""`)).isRefused).toBe(false)
  for (const depth of [300, 5_000, 1_000_000])
    expect(read(json(nested(depth))).problems).toEqual([{ where: '', code: 'broken', value: 'nested deeper than 200' }])
})
