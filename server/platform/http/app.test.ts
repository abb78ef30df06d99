/** What the web server owes whoever stands beside a caller that means no good. */
import { expect, test } from 'vitest'
import { z } from 'zod'
import type { Runtime } from '../context.ts'
import { randomIds } from '../ids.ts'
import { silentLog } from '../log.ts'
import { createApp } from './app.ts'
import { type AnyEndpoint, EventStream, endpoint } from './endpoint.ts'

const refuse = (code: string) => Object.assign(new Error(code), { name: 'Refusal', code, status: 429, details: {} })

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
