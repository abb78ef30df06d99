/**
 * What an EPCIS 2.0 document must look like to be taken in, after GS1's JSON schema: each departure is named by its path.
 *
 * CBV words may be bare, as JSON-LD writes them, or full names, as XML does. Names with a prefix are somebody's own and
 * are kept unread; a name without one that the standard does not know is refused, since it is most likely mistyped.
 */
import type { TellingProblem, TellingProblemCode } from '../../../contract/tracking.ts'

type Check = (value: unknown, where: string, note: Note) => void
type Note = (where: string, code: TellingProblemCode, value?: unknown) => void
type Fields = Readonly<Record<string, Check>>

const PROBLEMS_MAX = 50
/** A date-time of RFC 3339; XML may leave out the zone, and then no instant is told. */
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/
const OFFSET = /^[+-]((0\d|1[0-3]):[0-5]\d|14:00)$/
const URI = /^[A-Za-z][\w+.-]*:\S+$/
const UNIT = /^[A-Z0-9]{2,3}$/
const HEX = /^[A-Fa-f0-9]+$/
const CBV = /^(urn:epcglobal:cbv:\w+:|https?:\/\/(ns|ref)\.gs1\.org\/cbv\/(BizStep-|Disp-|BTT-|SDT-|ER-|Comp-)?)/i

/** The bare word of a CBV name; anything else as it is. */
export const bareWord = (name: string): string => name.replace(CBV, '')

const matches =
  (pattern: RegExp, code: TellingProblemCode = 'bad_value'): Check =>
  (value, where, note) => {
    if (typeof value !== 'string' || !pattern.test(value)) note(where, code, value)
  }
const time: Check = (value, where, note) => {
  if (typeof value !== 'string' || !TIME.test(value) || Number.isNaN(Date.parse(value))) note(where, 'bad_time', value)
}
const uri = matches(URI)
const text: Check = (value, where, note) => {
  if (typeof value !== 'string') note(where, 'bad_value', value)
}
const number: Check = (value, where, note) => {
  if (typeof value !== 'number' || !Number.isFinite(value)) note(where, 'bad_value', value)
}
const flag: Check = (value, where, note) => {
  if (typeof value !== 'boolean') note(where, 'bad_value', value)
}
const anything: Check = () => undefined
const word =
  (...words: string[]): Check =>
  (value, where, note) => {
    const known =
      typeof value === 'string' && (words.includes(bareWord(value)) || (URI.test(value) && !CBV.test(value)))
    if (!known) note(where, 'bad_value', value)
  }
const exactly =
  (...words: string[]): Check =>
  (value, where, note) => {
    if (typeof value !== 'string' || !words.includes(value)) note(where, 'bad_value', value)
  }
const either =
  (one: Check, many: Check): Check =>
  (value, where, note) =>
    (Array.isArray(value) ? many : one)(value, where, note)

const listOf =
  (check: Check, options: { least?: number; isUnique?: true } = {}): Check =>
  (value, where, note) => {
    if (!Array.isArray(value)) return note(where, 'bad_value', value)
    if (value.length < (options.least ?? 0)) note(where, 'missing')
    if (options.isUnique && new Set(value).size < value.length) note(where, 'not_unique')
    value.forEach((one, index) => {
      check(one, `${where}[${index}]`, note)
    })
  }

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const objectOf =
  (fields: Fields, required: readonly string[], options: { isClosed?: true } = {}): Check =>
  (value, where, note) => {
    if (!isObject(value)) return note(where, 'bad_value', value)
    for (const name of required) if (value[name] === undefined) note(join(where, name), 'missing')
    for (const [name, inner] of Object.entries(value)) {
      const check = Object.hasOwn(fields, name) ? fields[name] : undefined
      if (check) check(inner, join(where, name), note)
      else if (options.isClosed || !name.includes(':')) note(join(where, name), 'bad_value', name)
    }
  }

const join = (where: string, name: string) => (where ? `${where}.${name}` : name)

const bizStep = word(
  ...['accepting', 'arriving', 'assembling', 'collecting', 'commissioning', 'consigning', 'creating_class_instance'],
  ...['cycle_counting', 'decommissioning', 'departing', 'destroying', 'disassembling', 'dispensing', 'encoding'],
  ...['entering_exiting', 'holding', 'inspecting', 'installing', 'killing', 'loading', 'other', 'packing', 'picking'],
  ...['receiving', 'removing', 'repackaging', 'repairing', 'replacing', 'reserving', 'retail_selling', 'shipping'],
  ...['staging_outbound', 'stock_taking', 'stocking', 'storing', 'transporting', 'unloading', 'unpacking'],
  ...['void_shipping', 'sensor_reporting', 'sampling'],
)
const disposition = word(
  ...['active', 'container_closed', 'damaged', 'destroyed', 'dispensed', 'disposed', 'encoded', 'expired'],
  ...['in_progress', 'in_transit', 'inactive', 'no_pedigree_match', 'non_sellable_other', 'partially_dispensed'],
  ...['recalled', 'reserved', 'retail_sold', 'returned', 'sellable_accessible', 'sellable_not_accessible', 'stolen'],
  ...['unknown', 'available', 'completeness_verified', 'completeness_inferred', 'conformant', 'container_open'],
  ...['mismatch_instance', 'mismatch_class', 'mismatch_quantity', 'needs_replacement', 'non_conformant', 'unavailable'],
)
const transactionType = word(
  ...['bol', 'cert', 'desadv', 'inv', 'pedigree', 'po', 'poc', 'prodorder', 'recadv', 'rma', 'testprd', 'testres'],
  'upevt',
)
const partyType = word('owning_party', 'possessing_party', 'location')
const quantityList = listOf(
  objectOf({ epcClass: uri, quantity: number, uom: matches(UNIT) }, ['epcClass'], { isClosed: true }),
)
const uriLists = { any: listOf(uri), unique: listOf(uri, { isUnique: true }) }
const place = objectOf({ id: uri }, ['id'])
const transactions = (least = 0) =>
  listOf(objectOf({ type: transactionType, bizTransaction: uri }, ['bizTransaction'], { isClosed: true }), { least })

const sensorMetadata = objectOf(
  {
    ...{ time, startTime: time, endTime: time, deviceID: uri, deviceMetadata: uri, rawData: uri },
    ...{ dataProcessingMethod: uri, bizRules: uri },
  },
  [],
)
const sensorReport = objectOf(
  {
    ...{ type: text, exception: text, deviceID: uri, deviceMetadata: uri, rawData: uri, dataProcessingMethod: uri },
    ...{
      bizRules: uri,
      time,
      microorganism: uri,
      chemicalSubstance: uri,
      coordinateReferenceSystem: uri,
      value: number,
    },
    ...{ component: text, stringValue: text, booleanValue: flag, hexBinaryValue: matches(HEX), uriValue: uri },
    ...{ minValue: number, maxValue: number, meanValue: number, sDev: number, percRank: number, percValue: number },
    uom: text,
  },
  [],
)

const COMMON: Fields = {
  '@context': anything,
  type: text,
  eventTime: time,
  recordTime: time,
  eventTimeZoneOffset: matches(OFFSET, 'bad_time'),
  eventID: uri,
  certificationInfo: either(uri, uriLists.any),
  errorDeclaration: objectOf(
    {
      declarationTime: time,
      reason: word('did_not_occur', 'incorrect_data'),
      correctiveEventIDs: uriLists.any,
    },
    ['declarationTime'],
  ),
}
const lasting = objectOf(
  {
    set: listOf(disposition, { least: 1, isUnique: true }),
    unset: listOf(disposition, { least: 1, isUnique: true }),
  },
  [],
  { isClosed: true },
)
const ANYWHERE: Fields = {
  bizStep,
  disposition,
  persistentDisposition: lasting,
  readPoint: place,
  bizLocation: place,
  bizTransactionList: transactions(),
  sourceList: listOf(objectOf({ type: partyType, source: uri }, ['type', 'source'], { isClosed: true })),
  destinationList: listOf(objectOf({ type: partyType, destination: uri }, ['type', 'destination'], { isClosed: true })),
  sensorElementList: listOf(
    objectOf({ sensorMetadata, sensorReport: listOf(sensorReport, { least: 1 }) }, ['sensorReport']),
  ),
}
const action = exactly('OBSERVE', 'ADD', 'DELETE')
const ilmd: Check = (value, where, note) => {
  if (!isObject(value)) note(where, 'bad_value', value)
}
const family = { parentID: uri, childEPCs: uriLists.any, childQuantityList: quantityList }

/** What the event must be about, in any one of these ways; `subject` is named where there is none. */
interface EventKind {
  readonly fields: Fields
  readonly required: readonly string[]
  readonly subject: string
  speaksOf(event: EventObject): boolean
}

const has = (event: EventObject, ...names: string[]) =>
  names.some((name) => Array.isArray(event[name]) && (event[name] as unknown[]).length > 0)
/** An empty list of single things says that there are none; an empty list of counted ones says nothing. */
const speaksOfGoods = (event: EventObject) => event.epcList !== undefined || has(event, 'quantityList')
const speaksOfChildren = (event: EventObject) =>
  event.action === 'DELETE' || has(event, 'childEPCs', 'childQuantityList')

const EVENTS: Readonly<Record<string, EventKind>> = {
  ObjectEvent: {
    fields: { action, epcList: uriLists.unique, quantityList, ilmd },
    required: ['action'],
    subject: 'epcList',
    speaksOf: (event) => speaksOfGoods(event) || (has(event, 'sensorElementList') && event.readPoint !== undefined),
  },
  AggregationEvent: {
    fields: { action, ...family },
    required: ['action'],
    subject: 'childEPCs',
    speaksOf: speaksOfChildren,
  },
  AssociationEvent: {
    fields: { action, ...family },
    required: ['action', 'parentID'],
    subject: 'childEPCs',
    speaksOf: speaksOfChildren,
  },
  TransactionEvent: {
    fields: { action, parentID: uri, epcList: uriLists.any, quantityList, bizTransactionList: transactions(1) },
    required: ['action', 'bizTransactionList'],
    subject: 'epcList',
    speaksOf: (event) => event.action === 'DELETE' || speaksOfGoods(event),
  },
  TransformationEvent: {
    fields: {
      inputEPCList: uriLists.unique,
      inputQuantityList: quantityList,
      outputEPCList: uriLists.unique,
      outputQuantityList: quantityList,
      transformationID: uri,
      ilmd,
    },
    required: [],
    subject: 'outputEPCList',
    speaksOf(event) {
      const isFrom = has(event, 'inputEPCList', 'inputQuantityList')
      const isTo = has(event, 'outputEPCList', 'outputQuantityList')
      // Under one id, what goes in and what comes out may be told in events of their own.
      return event.transformationID === undefined ? isFrom && isTo : isFrom || isTo
    },
  },
}

const event: Check = (value, where, note) => {
  if (!isObject(value)) return note(where, 'bad_value', value)
  const { type } = value
  if (typeof type !== 'string') return note(join(where, 'type'), type === undefined ? 'missing' : 'bad_value', type)
  const known = Object.hasOwn(EVENTS, type) ? EVENTS[type]! : null
  const always = ['eventTime', 'eventTimeZoneOffset']
  if (known) {
    objectOf({ ...COMMON, ...ANYWHERE, ...known.fields }, [...always, ...known.required])(value, where, note)
    if (!known.speaksOf(value)) note(join(where, known.subject), 'missing')
    if (value.ilmd !== undefined && value.action !== 'ADD' && type === 'ObjectEvent')
      note(join(where, 'ilmd'), 'bad_value')
    return
  }
  // A kind of event of somebody's own must be named with a prefix; of it only what every event has is read.
  if (!type.includes(':')) return note(join(where, 'type'), 'bad_value', type)
  for (const name of always) if (value[name] === undefined) note(join(where, name), 'missing')
  for (const name of Object.keys(COMMON))
    if (value[name] !== undefined) COMMON[name]!(value[name], join(where, name), note)
}

const eventList = listOf(event)
const DOCUMENT_FIELDS: Fields = {
  ...{ '@context': anything, id: uri, type: text, schemaVersion: matches(/^\d+(\.\d+)*$/), creationDate: time },
  ...{ instanceIdentifier: text, sender: text, receiver: text, epcisHeader: ilmd },
}
const DOCUMENTS: Readonly<Record<string, Check>> = {
  EPCISDocument: objectOf({ ...DOCUMENT_FIELDS, epcisBody: objectOf({ eventList }, ['eventList']) }, [
    '@context',
    'type',
    'schemaVersion',
    'creationDate',
    'epcisBody',
  ]),
  EPCISQueryDocument: objectOf(
    {
      ...DOCUMENT_FIELDS,
      epcisBody: objectOf(
        {
          queryResults: objectOf(
            {
              ...{ queryName: text, subscriptionID: text },
              resultsBody: objectOf({ eventList, vocabularyList: anything }, ['eventList']),
            },
            ['queryName', 'resultsBody'],
          ),
        },
        ['queryResults'],
      ),
    },
    ['@context', 'type', 'epcisBody'],
  ),
}

export type EventObject = Record<string, unknown>

export interface ReadDocument {
  readonly events: readonly EventObject[]
  readonly problems: readonly TellingProblem[]
}

/** A document, or one event that stands alone. */
export function checkDocument(document: unknown): ReadDocument {
  const problems: TellingProblem[] = []
  const note: Note = (where, code, value) => {
    if (problems.length < PROBLEMS_MAX)
      problems.push({ where, code, ...(value !== undefined && { value: said(value) }) })
  }
  if (!isObject(document)) return { events: [], problems: [{ where: '', code: 'wrong_kind' }] }
  const type = String(document.type ?? '')
  if (Object.hasOwn(DOCUMENTS, type)) DOCUMENTS[type]!(document, '', note)
  else if (Object.hasOwn(EVENTS, type)) event(document, '', note)
  else note('type', document.type === undefined ? 'missing' : 'wrong_kind', document.type)
  return { events: problems.length ? [] : eventsOf(document), problems }
}

const said = (value: unknown) => (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).slice(0, 200)

function eventsOf(document: EventObject): EventObject[] {
  const body = document.epcisBody as EventObject | undefined
  if (!body) return [document]
  const results = (body.queryResults as EventObject | undefined)?.resultsBody as EventObject | undefined
  return (results ?? body).eventList as EventObject[]
}
