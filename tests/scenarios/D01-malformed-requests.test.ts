/** Whatever is sent, the answer is a clear one, in time, and what was refused has changed nothing. */
import { setTimeout as pause } from 'node:timers/promises'
import type { InjectOptions } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { REFUSALS } from '../../contract/refusals.ts'
import { seededRandom } from '../../engines/shared/index.ts'
import { openApplication, type TestApplication } from '../fixtures/application.ts'
import { drawFile, drawRequest, pickBy } from '../fixtures/malformed.ts'
import { type Choose, listOperations, type Operation } from '../fixtures/operations.ts'
import { fillEveryRoom } from '../fixtures/tenant-rows.ts'

const REQUESTS = Number(process.env.MALFORMED_REQUESTS ?? 2_000)
const FILES = Number(process.env.MALFORMED_FILES ?? 200)
const SEED = Number(process.env.MALFORMED_SEED ?? 1)
const PATIENCE_MS = 2_000

let application: TestApplication

beforeAll(async () => {
  application = await openApplication()
  await fillEveryRoom(application)
}, 120_000)
afterAll(() => application?.close())

/** What the program does by itself in answer to earlier requests (releasing, proposing) may come at any time. */
/** A partner's message is kept though it is refused, so that it can be looked at and read again; nothing else may stay. */
const countEvents = async () =>
  (
    await application.owner.query<{ n: string }>(
      `SELECT count(*) AS n FROM ledger.event
       WHERE actor NOT LIKE 'system:%' AND NOT (subject_type = 'tracking_message' AND data->>'state' = 'refused')`,
    )
  ).rows[0]!.n

/** Ids that exist, so that a request gets past the first check often enough. */
const KNOWN: Readonly<Record<string, string>> = {
  customer_id: 'NORD',
  product_id: 'PIPE-20',
  location_id: 'CHI',
  site_id: 'CHI',
  carrier_id: 'OWN',
  segment_id: 'PRO',
  order_id: 'SO-3',
  shipment_id: 'SH-FIRST-1',
  invoice_id: 'IN-FIRST-1',
}

test(`${REQUESTS} malformed requests are each refused with a code of the contract, and change nothing`, async () => {
  const { call, first, app } = application
  const random = seededRandom(SEED)
  const pick = pickBy(random)
  // Signing in is slow on purpose, and limited.
  const operations = listOperations(app).filter(({ path }) => !/\/session$/.test(path))
  const wrong: string[] = []
  const codes = new Map<string, number>()
  let fresh = 0
  let events = await countEvents()
  const known: Choose = (name, schema) => {
    if (name === 'id')
      return pick(['NORD', 'PIPE-20', 'CHI', 'SO-3', 'SH-FIRST-1', '00000000-0000-4000-8000-000000000000'])
    if (schema.enum || schema.anyOf || schema.type === 'object') return undefined
    return pick([KNOWN[name], KNOWN[name], name.endsWith('_id') ? `F-${++fresh}` : undefined])
  }
  for (let at = 0; at < REQUESTS; at++) {
    const operation = pick(operations)
    const { request } = drawRequest(operation, pick, known)
    const as = isPersons(operation) ? { cookie: first.cookies.owner } : { key: first.keys[at % first.keys.length]! }
    const begun = Date.now()
    const answer = await call(request, as)
    const tells = `#${at} ${request.method} ${String(request.url).slice(0, 200)} ${String(request.payload ?? '').slice(0, 300)}`
    if (Date.now() - begun > PATIENCE_MS && (await isSlowAgain(request, as))) wrong.push(`slow: ${tells}`)
    const before = events
    events = await countEvents()
    if (answer.statusCode < 400) continue
    const problem = problemOf(answer)
    codes.set(problem, (codes.get(problem) ?? 0) + 1)
    if (!isRefusal(answer)) wrong.push(`${answer.statusCode} ${answer.body.slice(0, 200)}: ${tells}`)
    if (events !== before) wrong.push(`left something behind: ${tells}`)
  }
  expect(wrong).toEqual([])
  expect([...codes.keys()].length).toBeGreaterThan(8)
  // A few addresses, such as the rebuilding of verdicts, have low limits of their own; nearly all else is judged.
  expect(codes.get('too_many_requests') ?? 0).toBeLessThan(REQUESTS / 20)
  expect(await application.mismatches(first)).toEqual([])
}, 300_000)

const isPersons = ({ path }: Operation) => /\/(members|invitations|api-keys|me)\b/.test(path)

/** A busy machine may make one answer late; a request that hangs does so again. */
async function isSlowAgain(request: InjectOptions, as: { key?: string; cookie?: string }): Promise<boolean> {
  const begun = Date.now()
  await application.call(request, as)
  return Date.now() - begun > PATIENCE_MS
}

type Answer = Awaited<ReturnType<TestApplication['call']>>

const problemOf = (answer: Answer): string => {
  try {
    return answer.json().code
  } catch {
    return ''
  }
}

function isRefusal(answer: Answer): boolean {
  const status = REFUSALS[problemOf(answer) as keyof typeof REFUSALS]
  // An answer to HEAD has no body to look at.
  if (answer.raw.req.method === 'HEAD') return answer.statusCode < 500
  return (
    status === answer.statusCode &&
    status < 500 &&
    /^application\/problem\+json/.test(String(answer.headers['content-type']))
  )
}

describe('files', () => {
  test(`${FILES} broken files are refused or end with a report, and nothing is half imported`, async () => {
    const { call, first } = application
    const random = seededRandom(SEED)
    const pick = pickBy(random)
    const kinds = (await call({ url: '/api/v1/import-kinds' }, { key: first.keys[0]! })).json() as { kind: string }[]
    const wrong: string[] = []
    const ends = new Map<string, number>()
    for (let at = 0; at < FILES; at++) {
      const { name, content } = drawFile(random, pick)
      const kind = pick(['history', 'history', 'history', pick(kinds).kind])
      const before = await countEvents()
      const begun = Date.now()
      const outcome = await bring(at, { kind, name, content })
      if (Date.now() - begun > 5 * PATIENCE_MS) wrong.push(`#${at} slow`)
      ends.set(outcome.state, (ends.get(outcome.state) ?? 0) + 1)
      const shown = `#${at} ${kind} ${JSON.stringify(name.slice(0, 30))} ${JSON.stringify(content.subarray(0, 80).toString())}`
      if (outcome.problem) wrong.push(`${outcome.problem}: ${shown}`)
      if (outcome.state !== 'done' && (await countEvents()) !== before) wrong.push(`left something behind: ${shown}`)
    }
    expect(wrong).toEqual([])
    expect(ends.get('done')).toBeGreaterThan(FILES / 20)
    expect(await application.mismatches(first)).toEqual([])
  }, 300_000)

  interface Outcome {
    readonly state: string
    /** What ought not to have happened. */
    readonly problem?: string
  }

  async function bring(at: number, file: { kind: string; name: string; content: Buffer }): Promise<Outcome> {
    const { call, first } = application
    const as = { key: first.keys[at % first.keys.length]! }
    const uploaded = await call({ method: 'POST', url: `/api/v1/imports?kind=${file.kind}`, ...multipart(file) }, as)
    if (uploaded.statusCode !== 201) return judge(uploaded)
    const { import_id, mapping } = uploaded.json()
    const guessed = { zone: 'UTC', createMissing: ['customers', 'products'], dateFormat: 'iso', ...mapping }
    const url = `/api/v1/imports/${import_id}`
    const previewed = await call({ method: 'POST', url: `${url}/preview`, payload: { mapping: guessed } }, as)
    if (previewed.statusCode >= 400 && !isRefusal(previewed)) return judge(previewed)
    const started = await call({ method: 'POST', url: `${url}/start`, payload: { mapping: guessed } }, as)
    if (started.statusCode !== 202) return judge(started)
    for (let tries = 0; tries < 2_000; tries++) {
      const run = (await call({ url }, { key: first.keys[(at + tries) % first.keys.length]! })).json()
      if (run.problem?.code === 'internal_error') return { state: run.state, problem: JSON.stringify(run.problem) }
      if (['done', 'refused', 'cancelled'].includes(run.state)) return { state: run.state }
      await pause(5)
    }
    return { state: 'running', problem: 'it never ended' }
  }

  const judge = (answer: Answer): Outcome =>
    isRefusal(answer)
      ? { state: problemOf(answer) }
      : { state: 'wrong', problem: `${answer.statusCode} ${answer.body.slice(0, 200)}` }

  function multipart({ name, content }: { name: string; content: Buffer }) {
    const head = `--cut\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: text/csv\r\n\r\n`
    return {
      headers: { 'content-type': 'multipart/form-data; boundary=cut' },
      payload: Buffer.concat([Buffer.from(head), content, Buffer.from('\r\n--cut--\r\n')]),
    }
  }
})

describe('the same request twice', () => {
  const order = (customer_id = 'NORD') => ({
    customer_id,
    lines: [{ line_number: 1, product_id: 'PIPE-20', quantity: 1 }],
  })
  const place = (key: string, payload: object = order()) =>
    application.call(
      { method: 'POST', url: '/api/v1/orders', payload, headers: { 'idempotency-key': key } },
      { key: application.first.keys[0]! },
    )
  const countOrders = async () =>
    (await application.owner.query<{ n: string }>('SELECT count(*) AS n FROM orders.customer_order')).rows[0]!.n

  test('with one key has one effect and the same answer', async () => {
    const before = Number(await countOrders())
    const [once, again] = [await place('twice'), await place('twice')]
    expect([once.statusCode, again.statusCode]).toEqual([201, 201])
    expect(again.json()).toEqual(once.json())
    expect(again.headers['idempotent-replay']).toBe('true')
    expect(Number(await countOrders())).toBe(before + 1)
  })

  test('with one key and another body is refused', async () => {
    await place('other-body')
    const answer = await place('other-body', order('SUD'))
    expect([answer.statusCode, answer.json().code]).toEqual([409, 'idempotency_mismatch'])
  })

  test('after a refusal is tried anew', async () => {
    expect((await place('late', order('NOBODY-YET'))).json().code).toBe('unknown_customer')
    expect((await place('late')).statusCode).toBe(201)
  })

  test('forty times at once has one effect, and nobody waits for ever', async () => {
    const before = Number(await countOrders())
    const answers = await Promise.all(Array.from({ length: 40 }, () => place('at-once')))
    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([201]))
    expect(new Set(answers.map((answer) => answer.json().order_id)).size).toBe(1)
    expect(Number(await countOrders())).toBe(before + 1)
  })

  test('belongs to its organization: another may use the same key', async () => {
    const { call, second } = application
    const asked = {
      method: 'POST',
      url: '/api/v1/orders',
      payload: order(),
      headers: { 'idempotency-key': 'twice' },
    } as const
    const answer = await call(asked, { key: second.keys[0]! })
    expect(answer.statusCode).toBe(201)
    expect(answer.headers['idempotent-replay']).toBe(undefined)
  })

  test('leaves a ledger that explains every row', async () => {
    expect(await application.mismatches(application.first)).toEqual([])
    expect(await application.mismatches(application.second)).toEqual([])
  })
})
