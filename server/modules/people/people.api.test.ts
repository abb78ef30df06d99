/** Signing in, asking with a cookie or a key, and what is refused. */
import sql from 'sql-template-tag'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type House, OWNER, openHouse, PASSWORD } from '../../../tests/fixtures/people.ts'
import { sessionTokenOf } from '../../platform/auth/sign-in.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { addMember } from './add-member.command.ts'
import { foundOrganization } from './found-organization.command.ts'

let house: House
/** A session of the owner that no test ends. */
let owner: string
beforeAll(async () => {
  house = await openHouse()
  owner = await house.enter(OWNER)
})
afterAll(() => house?.close())

const invite = async (cookie: string, body: object) => (await house.call('POST', '/invitations', body, { cookie })).body

describe('signing in', () => {
  test('opens a session that says who, where and with which rights', async () => {
    const { status, cookies } = await house.call('POST', '/session', { email: OWNER.toUpperCase(), password: PASSWORD })
    expect(status).toBe(200)
    expect(cookies).toEqual([expect.stringMatching(/^sevenfold\.session_token=.+HttpOnly; SameSite=Lax$/)])
    const session = await house.call('GET', '/session', undefined, { cookie: cookies[0]!.split(';')[0]! })
    expect(session.body).toMatchObject({
      user: { name: 'Anna', email: OWNER },
      organization: { name: 'Nord' },
      role: 'owner',
      organizations: [{ name: 'Nord', role: 'owner' }],
    })
  })

  test('answers a wrong password and an unknown address alike', async () => {
    const wrong = await house.call('POST', '/session', { email: OWNER, password: 'wrong' })
    const unknown = await house.call('POST', '/session', { email: 'nobody@nord.example', password: 'wrong' })
    expect([wrong.status, wrong.body.code]).toEqual([401, 'not_signed_in'])
    expect([unknown.status, unknown.body.code]).toEqual([401, 'not_signed_in'])
    expect(wrong.cookies).toEqual([])
  })

  test('closes after ten failures of one account from one address, whatever headers are made up, and for it alone', async () => {
    const { email } = await addPerson('guessed@nord.example')
    const guess = (password: string, number: number) =>
      house.call('POST', '/session', { email, password }, { cookie: `x=${number}`, authorization: `Bearer ${number}` })
    for (let count = 0; count < 10; count++) expect((await guess('wrong', count)).status).toBe(401)
    expect((await guess(PASSWORD, 11)).body.code).toBe('too_many_requests')
    expect(await house.enter(OWNER)).not.toBe('')
    house.db.clock.moveTo(new Date(house.db.clock.now().getTime() + 16 * 60_000))
    expect((await guess(PASSWORD, 12)).status).toBe(200)
  })

  test('slows down whoever tries keys and sessions, and lets a good one beside them pass', async () => {
    const ask = (headers: Record<string, string>) =>
      house.app.inject({ url: '/api/v1/session', headers, remoteAddress: '198.51.100.7' })
    expect((await ask({ cookie: owner })).statusCode).toBe(200)
    const statuses = []
    for (let at = 0; at < 60; at++) statuses.push(await ask({ authorization: `Bearer sf_guess${at}` }))
    expect(statuses.map(({ statusCode }) => statusCode)).toEqual([...Array(50).fill(401), ...Array(10).fill(429)])
    expect(Number(statuses.at(-1)!.headers['retry-after'])).toBeGreaterThan(0)
    const forged = await ask({ cookie: 'sevenfold.session_token=made.up' })
    expect(forged.statusCode).toBe(429)
    expect((await ask({ cookie: owner })).statusCode).toBe(200)
    const other = await house.app.inject({ url: '/api/v1/session', headers: { authorization: 'Bearer sf_guess0' } })
    expect(other.statusCode).toBe(401)
  })

  test('nobody without a membership gets anywhere', async () => {
    const { email, userId } = await addPerson('gone@nord.example')
    const own = await house.enter(email)
    expect((await house.call('GET', '/session', undefined, { cookie: own })).status).toBe(200)
    expect((await house.call('DELETE', `/members/${userId}`, undefined, { cookie: owner })).status).toBe(204)
    expect((await house.call('GET', '/session', undefined, { cookie: own })).status).toBe(401)
  })

  test('signing out ends the session everywhere the cookie was copied to', async () => {
    const cookie = await house.enter(OWNER)
    expect((await house.call('GET', '/session', undefined, { cookie })).status).toBe(200)
    const out = await house.call('DELETE', '/session', undefined, { cookie })
    expect(out.status).toBe(204)
    expect(out.cookies[0]).toMatch(/Max-Age=0/)
    expect((await house.call('GET', '/session', undefined, { cookie })).status).toBe(401)
  })

  test('a session in use is prolonged once a day, its cookie with it; one not used for a week is over', async () => {
    const cookie = await house.enter(OWNER)
    const token = sessionTokenOf(cookie)
    const age = async (days: number) => {
      house.library.recent.forget()
      await inTransaction(house.context, (tx) =>
        tx.execute(
          sql`UPDATE auth.session SET "expiresAt" = now() + (7 - ${days}::int) * interval '1 day' WHERE token = ${token}`,
        ),
      )
      const { status, cookies } = await house.call('GET', '/session', undefined, { cookie })
      return [status, cookies.map((one) => one.replace(/=[^;]+/, '=…'))]
    }
    expect(await age(0)).toEqual([200, []])
    expect(await age(2)).toEqual([
      200,
      [expect.stringMatching(/^sevenfold\.session_token=…; Max-Age=604800; .*HttpOnly/)],
    ])
    const [row] = await inTransaction(house.context, (tx) =>
      tx.query<{ days: number }>(sql`SELECT extract(epoch FROM "expiresAt" - now())::float8 / 86400 AS days
        FROM auth.session WHERE token = ${token}`),
    )
    expect(row!.days).toBeCloseTo(7, 2)
    expect((await age(8))[0]).toBe(401)
  })

  test('a forged or altered cookie is nobody', async () => {
    for (const forged of [`${owner}x`, 'sevenfold.session_token=abc.def', 'sevenfold.session_token=%', 'nonsense']) {
      expect((await house.call('GET', '/session', undefined, { cookie: forged })).status).toBe(401)
    }
  })
})

async function addPerson(email: string) {
  const person = { email, name: email, password: PASSWORD, role: 'coordinator' } as const
  return { email, userId: await addMember(house.context, house.library, person) }
}

describe("another site's page", () => {
  test('cannot write with the cookie, nor sign anybody in', async () => {
    const cookie = owner
    const foreign = { origin: 'https://evil.example' }
    const invited = await house.call(
      'POST',
      '/invitations',
      { email: 'a@b.example', role: 'driver' },
      { cookie, ...foreign },
    )
    expect([invited.status, invited.body.code]).toEqual([403, 'not_allowed'])
    expect((await house.call('POST', '/session', { email: OWNER, password: PASSWORD }, foreign)).status).toBe(403)
  })
})

describe('several organizations', () => {
  test('one is picked by the header, and one opens first', async () => {
    const south = await foundOrganization(house.context, 'South')
    await addMember(south, house.library, { email: OWNER, name: 'ignored', password: 'ignored-too', role: 'finance' })
    house.library.recent.forget()
    const cookie = owner
    const id = south.principal.tenantId
    const picked = await house.call('GET', '/session', undefined, { cookie, 'x-organization': id })
    expect(picked.body).toMatchObject({ organization: { name: 'South' }, role: 'finance' })
    const foreign = await foundOrganization(house.context, 'Foreign')
    const refused = await house.call('GET', '/session', undefined, {
      cookie,
      'x-organization': foreign.principal.tenantId,
    })
    expect(refused.status).toBe(401)
    await house.call('PATCH', '/session', { organization_id: id, language: 'ro' }, { cookie })
    const opened = await house.call('GET', '/session', undefined, { cookie })
    expect(opened.body).toMatchObject({ organization: { name: 'South' }, language: 'ro' })
    await house.call('PATCH', '/session', { organization_id: house.context.principal.tenantId }, { cookie })
  })
})

describe('invitations', () => {
  test('the link leads to a login of one’s own', async () => {
    const { token } = await invite(owner, { email: 'new@nord.example', role: 'warehouse' })
    expect((await house.call('POST', '/invitations/look-up', { token })).body).toMatchObject({ organization: 'Nord' })
    const short = await house.call('POST', '/invitations/accept', { token, name: 'New', password: 'too short' })
    expect(short.status).toBe(400)
    const accepted = await house.call('POST', '/invitations/accept', {
      token,
      name: 'New',
      password: PASSWORD,
      language: 'hy',
    })
    expect(accepted.body).toEqual({ accepted: true })
    const cookie = await house.enter('new@nord.example')
    const session = await house.call('GET', '/session', undefined, { cookie })
    expect(session.body).toMatchObject({ role: 'warehouse', language: 'hy' })
    expect((await house.call('GET', '/members', undefined, { cookie })).body.code).toBe('not_allowed')
  })
})

describe('keys', () => {
  const make = async (permissions: string[], more: object = {}) => {
    const cookie = owner
    return house.call('POST', '/api-keys', { name: 'Shop', permissions, ...more }, { cookie, 'idempotency-key': 'k1' })
  }
  const ask = (key: string, path = '/session') => house.call('GET', path, undefined, { authorization: `Bearer ${key}` })

  test('a key has its permissions and no more, and its use is noted', async () => {
    const { body } = await make(['people.read'])
    expect((await ask(body.key)).body).toMatchObject({ role: 'key', permissions: ['people.read'] })
    expect((await ask(body.key, '/members')).status).toBe(200)
    expect((await ask(body.key, '/audit')).body.code).toBe('not_allowed')
    expect((await ask(`${body.key.slice(0, -1)}!`)).status).toBe(401)
    const cookie = owner
    const { rows } = (await house.call('GET', '/api-keys', undefined, { cookie })).body
    expect(rows[0].last_used_at).not.toBeNull()
  })

  test('no key may let people or keys in', async () => {
    expect((await make(['people.manage'])).status).toBe(400)
    expect((await make(['keys.manage'])).status).toBe(400)
  })

  test('a revoked key is nobody at once, an expired one too', async () => {
    const revoked = (await make(['people.read'])).body
    expect((await ask(revoked.key)).status).toBe(200)
    await house.call('DELETE', `/api-keys/${revoked.api_key_id}`, undefined, { cookie: owner })
    expect((await ask(revoked.key)).status).toBe(401)
    const soon = new Date(house.db.clock.now().getTime() + 60_000)
    const expiring = (await make(['people.read'], { expires_at: soon.toISOString() })).body
    expect((await ask(expiring.key)).status).toBe(200)
    house.db.clock.moveTo(soon)
    expect((await ask(expiring.key)).status).toBe(401)
  })

  test('no copy of a key is kept to answer a repeated request', async () => {
    const { body } = await make(['people.read'])
    const second = await make(['people.read'])
    expect(second.body.key).not.toBe(body.key)
  })
})

describe('the own password', () => {
  test('is changed with the present one; every other session ends', async () => {
    const { email } = await addPerson('careful@nord.example')
    const [here, elsewhere] = [await house.enter(email), await house.enter(email)]
    const change = (body: object) => house.call('POST', '/session/password', body, { cookie: here })
    expect((await change({ current: 'wrong', next: 'another long one' })).body.code).toBe('not_allowed')
    expect((await change({ current: PASSWORD, next: 'short' })).status).toBe(400)
    expect((await change({ current: PASSWORD, next: 'another long one' })).status).toBe(204)
    expect((await house.call('GET', '/session', undefined, { cookie: here })).status).toBe(200)
    expect((await house.call('GET', '/session', undefined, { cookie: elsewhere })).status).toBe(401)
    expect(await house.enter(email)).toBe('')
    expect(await house.enter(email, 'another long one')).not.toBe('')
  })
})
