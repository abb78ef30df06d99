/** Who asks in the wrong way is told what was wrong, not that nothing is there. */
import type { InjectOptions } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openApplication, type TestApplication } from '../fixtures/application.ts'

let application: TestApplication

beforeAll(async () => {
  application = await openApplication()
}, 120_000)
afterAll(() => application?.close())

const ask = (request: InjectOptions) => application.call(request, { cookie: application.first.cookies.owner })

describe('a program', () => {
  test.each([
    ['/trips?cursor=zzz', 400, 'invalid_input'],
    ['/feedback-figures?from=2026-02-02&to=2026-02-01', 422, 'time_order'],
    ['/feedback-figures?from=2199-02-02', 422, 'time_order'],
    ['/how-handled?from=2199-02-02', 422, 'time_order'],
    ['/loyalty?segment_id=NONE', 422, 'unknown_segment'],
    ['/loyalty?currency=QQQ', 422, 'unknown_currency'],
  ])('%s', async (path, status, code) => {
    const answer = await ask({ url: `/api/v1${path}` })
    expect([answer.statusCode, answer.json().code]).toEqual([status, code])
  })

  test.each([
    ['DELETE', '/api/v1/orders/SO-1', 'GET, HEAD'],
    ['PUT', '/api/v1/session', 'DELETE, GET, HEAD, PATCH, POST'],
    ['PUT', '/mcp', 'DELETE, GET, HEAD, POST'],
    ['PUT', '/t/abc', 'GET, HEAD, POST'],
  ] as const)('%s %s is told what the address knows', async (method, url, allow) => {
    const answer = await ask({ method, url })
    expect([answer.statusCode, answer.json().code]).toEqual([405, 'wrong_method'])
    for (const one of allow.split(', ')) expect(answer.headers.allow).toContain(one)
  })
})

describe('a person with a form', () => {
  const send = (path: string, type: string, payload: string) =>
    application.app.inject({ method: 'POST', url: `${path}abc?l=en`, payload, headers: { 'content-type': type } })
  test.each(['/s/', '/t/', '/f/'])(
    '%s says that it is too long, or no form, and not that the link is dead',
    async (path) => {
      const long = await send(path, 'application/x-www-form-urlencoded', `a=${'x'.repeat(300_000)}`)
      expect([long.statusCode, /longer than can be taken/.test(long.body)]).toEqual([413, true])
      const other = await send(path, 'application/json', '{}')
      expect([other.statusCode, /did not come from the form/.test(other.body)]).toEqual([415, true])
      for (const { body } of [long, other]) expect(body).not.toMatch(/leads nowhere|is not open/)
    },
  )
})
