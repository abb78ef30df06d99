/** Within one customer: who receives sees no price, who pays orders nothing, and an administrator lets colleagues in. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PORTAL_ROLES, type PortalRole } from '../../contract/people.ts'
import { addMember } from '../../server/modules/people/index.ts'
import { openApplication, PASSWORD, signInAs, type TestApplication } from '../fixtures/application.ts'
import { listOperations } from '../fixtures/operations.ts'
import { fillEveryRoom } from '../fixtures/tenant-rows.ts'

let application: TestApplication
const cookies = {} as Record<PortalRole, string>
const userIds = {} as Record<PortalRole, string>

beforeAll(async () => {
  application = await openApplication()
  await fillEveryRoom(application)
  for (const role of PORTAL_ROLES) {
    const email = `${role}@nord-portal.example`
    userIds[role] = await addMember(application.first.context, application.composition.signIn, {
      ...{ email, name: `The ${role} of Nord`, password: PASSWORD, role: 'customer_contact' as const },
      ...{ customerId: 'NORD', portalRoles: [role] },
    })
    cookies[role] = await signInAs(application.app, email)
  }
}, 240_000)
afterAll(() => application?.close())

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
const ask = (role: PortalRole, method: Method, path: string, payload?: object) =>
  application.call({ method, url: `/api/v1/portal${path}`, ...(payload && { payload }) }, { cookie: cookies[role] })
const statusOf = async (...asked: Parameters<typeof ask>) => (await ask(...asked)).statusCode

describe('a receiver', () => {
  test('sees what comes and came, with its proof', async () => {
    const file = (await ask('receiver', 'GET', '/orders/SO-1')).json()
    expect(file.lines[0]).toMatchObject({ product_id: 'PIPE-20', unit_price: null, tax_percent: null })
    expect(file.invoices).toEqual([])
    const past = (await ask('receiver', 'GET', '/deliveries?when=past')).json()
    expect(past.past[0]).toMatchObject({ delivery_id: 'DL-FIRST-1', lines: [{ order_id: 'SO-1', quantity: 10 }] })
    expect(past.past[0].lines).toHaveLength(1)
  })

  test('finds no price and no bill at any address of the portal', async () => {
    const shown = /"(?:unit_price|net_minor|gross_minor|charges_minor|price_minor|tax_percent)":(?!null)/
    const told: string[] = []
    const reading = listOperations(application.app).filter(
      ({ method, path }) => method === 'GET' && path.includes('/portal/') && !path.endsWith('/changes'),
    )
    expect(reading.length).toBeGreaterThan(10)
    for (const { path } of reading) {
      for (const id of ['SO-1', 'IN-FIRST-1']) {
        const url = path.replace(/\{\w+\}/g, id)
        const { statusCode, body } = await application.call({ method: 'GET', url }, { cookie: cookies.receiver })
        if (statusCode === 200 && (shown.test(body) || /IN-FIRST-1|unit_price_micro|"2\.5/.test(body))) told.push(url)
      }
    }
    expect(told).toEqual([])
    // The one who pays does see them: what is looked for is there to be found.
    const paid = await ask('finance', 'GET', '/orders/SO-1')
    expect(shown.test(paid.body)).toBe(true)
  })

  test('orders nothing, cancels nothing and lets nobody in', async () => {
    const line = { line_number: 1, product_id: 'PIPE-20', quantity: 1 }
    expect(await statusOf('receiver', 'POST', '/quotes', { customer_id: 'NORD', lines: [line] })).toBe(403)
    expect(await statusOf('receiver', 'POST', '/orders/SO-1/cancellations', {})).toBe(403)
    expect(await statusOf('receiver', 'POST', '/orders/SO-1/choices', { line_number: 1, choice: 'cancel' })).toBe(403)
    expect(await statusOf('receiver', 'GET', '/invoices')).toBe(403)
    expect(await statusOf('receiver', 'GET', '/lots')).toBe(403)
    expect(await statusOf('receiver', 'GET', '/people')).toBe(403)
  })

  test('says who takes goods in, and claims what came short', async () => {
    const door = { contact_id: null, instructions: 'Ring twice' }
    expect(await statusOf('receiver', 'PUT', '/orders/SO-1/door', door)).not.toBe(403)
    const claim = { order_id: 'SO-1', kind: 'shortage', lines: [{ line_number: 1, quantity: 1 }] }
    expect(await statusOf('receiver', 'POST', '/claims', claim)).toBe(201)
  })

  test('does not read what was asked about a bill, which the asker and the buyer do', async () => {
    const asked = { subject: 'IN-FIRST-1', text: 'Why 25.00?', topic: 'bill', order_id: 'SO-1' }
    expect(await statusOf('finance', 'POST', '/inquiries', asked)).toBe(201)
    const seenBy = async (role: PortalRole) => (await ask(role, 'GET', '/inquiries')).body.includes('Why 25.00?')
    expect([await seenBy('finance'), await seenBy('buyer'), await seenBy('receiver')]).toEqual([true, true, false])
  })
})

describe('who pays', () => {
  test('sees bills with the lines they bill, and buys nothing', async () => {
    const { invoices } = (await ask('finance', 'GET', '/invoices')).json()
    expect(invoices).toMatchObject([
      {
        ...{ invoice_id: 'IN-FIRST-1', kind: 'invoice', net_minor: 2500, gross_minor: 2975 },
        lines: [{ order_id: 'SO-1', product_name: 'Pipe 20 mm', unit_price: '2.500000' }],
      },
    ])
    expect((await ask('finance', 'GET', '/invoices?q=SO-1')).json().total).toBe(1)
    expect((await ask('finance', 'GET', '/invoices?kind=credit')).json().total).toBe(0)
    expect(await statusOf('finance', 'POST', '/quotes', { customer_id: 'NORD', lines: [] })).toBe(403)
    expect(await statusOf('finance', 'POST', '/claims', {})).toBe(403)
  })
})

describe('quality', () => {
  test('sees certificates and lots, and neither price nor bill', async () => {
    expect(await statusOf('quality', 'GET', '/lots')).toBe(200)
    expect(await statusOf('quality', 'GET', '/invoices')).toBe(403)
    expect((await ask('quality', 'GET', '/orders/SO-1')).json().lines[0].unit_price).toBeNull()
  })
})

describe("the customer's own administrator", () => {
  test('sees colleagues of the own company alone', async () => {
    const { members } = (await ask('administrator', 'GET', '/people')).json()
    // The contact of the fixture, of whom nobody has said what they take care of, is one of them.
    expect(members).toHaveLength(PORTAL_ROLES.length + 1)
    expect(members.map(({ email }: { email: string }) => email)).not.toContain('owner@first.example')
  })

  test('invites a colleague for the own company, whatever else is asked for', async () => {
    const wish = {
      email: 'new@nord-portal.example',
      portal_roles: ['receiver', 'quality'],
      role: 'owner',
      customer_id: 'SUD',
    }
    const answer = await ask('administrator', 'POST', '/people', wish)
    expect(answer.statusCode).toBe(201)
    expect(answer.json()).toMatchObject({
      role: 'customer_contact',
      customer_id: 'NORD',
      portal_roles: ['quality', 'receiver'],
    })
    const { token, invitation_id } = answer.json()
    const payload = { token, name: 'New', password: PASSWORD }
    const accepted = await application.call({ method: 'POST', url: '/api/v1/invitations/accept', payload })
    expect(accepted.statusCode).toBe(200)
    const cookie = await signInAs(application.app, wish.email)
    const session = (await application.call({ method: 'GET', url: '/api/v1/session' }, { cookie })).json()
    expect(session).toMatchObject({ customer_id: 'NORD', portal_roles: ['quality', 'receiver'] })
    expect(session.permissions).not.toContain('portal.prices')
    expect(await statusOf('administrator', 'DELETE', `/people/invitations/${invitation_id}`)).toBe(422)
  })

  test('changes what a colleague takes care of, and it holds from the next request on', async () => {
    expect(await statusOf('finance', 'GET', '/invoices')).toBe(200)
    expect(await statusOf('administrator', 'PATCH', `/people/${userIds.finance}`, { portal_roles: ['receiver'] })).toBe(
      200,
    )
    expect(await statusOf('finance', 'GET', '/invoices')).toBe(403)
    expect(await statusOf('administrator', 'PATCH', `/people/${userIds.finance}`, { portal_roles: ['finance'] })).toBe(
      200,
    )
  })

  test('cannot reach people of the company itself, another customer, or the own person', async () => {
    const staff = (
      await application.call({ method: 'GET', url: '/api/v1/members' }, { cookie: application.first.cookies.owner })
    )
      .json()
      .rows.find(({ role }: { role: string }) => role === 'owner').user_id
    expect(await statusOf('administrator', 'PATCH', `/people/${staff}`, { portal_roles: ['receiver'] })).toBe(404)
    expect(await statusOf('administrator', 'DELETE', `/people/${staff}`)).toBe(404)
    expect(await statusOf('administrator', 'DELETE', `/people/${userIds.administrator}`)).toBe(403)
    expect(await statusOf('administrator', 'GET', '/invoices')).toBe(403)
  })

  test('everything that was done stands on the ledger', async () => {
    expect(await application.mismatches(application.first)).toEqual([])
  })
})
