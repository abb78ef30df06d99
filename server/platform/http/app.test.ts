/** What the web server owes whoever stands beside a caller that means no good. */
import { expect, test } from 'vitest'
import { z } from 'zod'
import type { Runtime } from '../context.ts'
import { randomIds } from '../ids.ts'
import { silentLog } from '../log.ts'
import { createApp } from './app.ts'
import { type AnyEndpoint, EventStream, endpoint } from './endpoint.ts'

const STATUS: Record<string, number> = { invalid_input: 400, wrong_method: 405, not_found: 404, time_order: 422 }
const refuse = (code: string, details: object = {}) =>
  Object.assign(new Error(code), { name: 'Refusal', code, status: STATUS[code] ?? 429, details })

function open(endpoints: AnyEndpoint[], callsPerMinute = 3_000) {
  return createApp({
    runtime: { log: silentLog, ids: randomIds } as Runtime,
    endpoints,
    authenticate: async () => ({
      tenantId: '00000000-0000-4000-8000-000000000000',
      actor: 'user:1',
      role: 'customer_contact',
      permissions: new Set(['*']),
      customerId: 'NORD',
    }),
    refuse,
    isReady: async () => true,
    version: 'test',
    callsPerMinute,
  })
}

const shape = { method: 'GET', tag: 'x', summary: 'x', permission: 'signed_in', params: z.object({}) } as const

test('who pads the cookie anew for each call is still one caller', async () => {
  const app = await open([endpoint({ ...shape, path: '/x', answer: null, handle: async () => ({ is: 1 }) })], 3)
  const call = (padding: number) =>
    app.inject({
      url: '/api/v1/x',
      headers: { cookie: `a=${padding}; sevenfold.session_token=one.signed; b=${padding}` },
    })
  const statuses = []
  for (let at = 0; at < 5; at++) statuses.push((await call(at)).statusCode)
  expect(statuses).toEqual([200, 200, 200, 429, 429])
  const other = await app.inject({ url: '/api/v1/x', headers: { cookie: 'sevenfold.session_token=two.signed' } })
  expect(other.statusCode).toBe(200)
  await app.close()
})

test('one caller holds no more than thirty streams open, and may open another once one has ended', async () => {
  const ends: (() => void)[] = []
  async function* tell(stopping: AbortSignal) {
    yield 'data: open\n\n'
    await new Promise<void>((end) => {
      ends.push(end)
      stopping.addEventListener('abort', () => end())
    })
  }
  const app = await open([
    endpoint({ ...shape, path: '/s', answer: null, isStream: true, handle: async () => new EventStream(tell) }),
  ])
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  const ask = () => fetch(`${url}/api/v1/s`)
  const asked = await Promise.all(Array.from({ length: 40 }, ask))
  const statuses = asked.map(({ status }) => status)
  expect(statuses.filter((status) => status === 200)).toHaveLength(30)
  expect(statuses.filter((status) => status === 429)).toHaveLength(10)
  const first = asked.find(({ status }) => status === 200)!
  await expect.poll(() => ends.length).toBe(30)
  for (const end of ends.splice(0)) end()
  await first.text()
  await expect.poll(async () => (await ask()).status).toBe(200)
  await app.close()
})

test('a known address asked by another method says which it knows; an unknown one is not there', async () => {
  const app = await open([
    endpoint({ ...shape, path: '/things/:id', answer: null, handle: async () => ({ is: 1 }) }),
    endpoint({ ...shape, method: 'PATCH', path: '/things/:id', answer: null, handle: async () => ({ is: 1 }) }),
  ])
  const wrong = await app.inject({ method: 'DELETE', url: '/api/v1/things/a%2Fb?x=/y' })
  expect([wrong.statusCode, wrong.json().code, wrong.headers.allow]).toEqual([405, 'wrong_method', 'GET, HEAD, PATCH'])
  expect(wrong.headers['content-type']).toContain('application/problem+json')
  for (const url of ['/api/v1/things', '/api/v1/things/a/b', '/api/v1/thingsx/a'])
    expect((await app.inject({ method: 'DELETE', url })).statusCode).toBe(404)
  await app.close()
})

test('a span that ends before it begins is refused', async () => {
  const query = z.object({ from: z.string().optional(), to: z.string().optional() })
  const app = await open([endpoint({ ...shape, path: '/x', query, answer: null, handle: async () => ({ is: 1 }) })])
  const ask = async (span: string) => (await app.inject({ url: `/api/v1/x?${span}` })).statusCode
  expect(await ask('from=2026-02-01&to=2026-01-31')).toBe(422)
  expect(await ask('from=2026-02-01&to=2026-02-01')).toBe(200)
  expect(await ask('from=2026-02-01')).toBe(200)
  await app.close()
})

test('a NUL in an address is refused before a file is begun', async () => {
  const query = z.object({ q: z.string().optional() })
  const params = z.object({ id: z.string() })
  const answer = { answer: null, handle: async () => ({ is: 1 }) }
  const app = await open([endpoint({ ...shape, ...answer, path: '/x/:id', query, params })])
  for (const url of ['/api/v1/x/a?q=a%00', '/api/v1/x/%00']) expect((await app.inject({ url })).statusCode).toBe(400)
  expect((await app.inject({ url: '/api/v1/x/a?q=a' })).statusCode).toBe(200)
  await app.close()
})
