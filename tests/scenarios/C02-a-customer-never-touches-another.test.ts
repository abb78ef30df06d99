/** At every address of the portal: who belongs to one customer neither sees nor changes what is another's. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PORTAL_ROLES } from '../../contract/people.ts'
import { addMember } from '../../server/modules/people/index.ts'
import { openApplication, PASSWORD, signInAs, type TestApplication } from '../fixtures/application.ts'
import { type Choose, listOperations, requestFor } from '../fixtures/operations.ts'
import { fillEveryRoom } from '../fixtures/tenant-rows.ts'

let application: TestApplication
/** Whatever a contact of SUD may be, in one person. */
let cookie: string
/** Of everything that belongs to NORD alone. */
let foreign: string[]

beforeAll(async () => {
  application = await openApplication({ callsPerMinute: 1_000_000 })
  await fillEveryRoom(application)
  const { first, composition, app, owner } = application
  await addMember(first.context, composition.signIn, {
    ...{ email: 'all@sud.example', name: 'All of Sud', password: PASSWORD, role: 'customer_contact' },
    ...{ customerId: 'SUD', portalRoles: [...PORTAL_ROLES] },
  })
  cookie = await signInAs(app, 'all@sud.example')
  const { rows } = await owner.query<{ id: string }>(
    `SELECT order_id AS id FROM orders.customer_order WHERE tenant_id = $1 AND customer_id = 'NORD'
     UNION SELECT invoice_id FROM billing.invoice WHERE tenant_id = $1 AND customer_id = 'NORD'
     UNION SELECT inquiry_id FROM inquiries.inquiry WHERE tenant_id = $1 AND customer_id = 'NORD'
     UNION SELECT claim_id FROM claims.claim WHERE tenant_id = $1 AND customer_id = 'NORD'
     UNION SELECT user_id FROM people.member WHERE tenant_id = $1 AND customer_id IS DISTINCT FROM 'SUD'`,
    [first.context.principal.tenantId],
  )
  foreign = rows.map(({ id }) => id)
}, 240_000)
afterAll(() => application?.close())

const portal = () => listOperations(application.app).filter(({ path }) => path.includes('/portal/'))

test('neither by an id in the address', async () => {
  expect(foreign.length).toBeGreaterThan(5)
  const reached: string[] = []
  for (const operation of portal().filter(({ path }) => path.includes('{'))) {
    for (const id of foreign) {
      const known: Choose = (name) => (name === 'id' || name.endsWith('_id') ? id : undefined)
      const request = requestFor(operation, known)
      const answer = await application.call(request, { cookie })
      if (answer.statusCode < 400 || answer.statusCode >= 500)
        reached.push(`${answer.statusCode} ${operation.method} ${request.url}`)
    }
  }
  expect(reached).toEqual([])
}, 240_000)

test('nor by an id in what is sent or asked for', async () => {
  const told: string[] = []
  for (const operation of portal().filter(({ path }) => !path.includes('{'))) {
    for (const id of foreign.filter((one) => !/^[0-9a-f-]{36}$/.test(one))) {
      const known: Choose = (name) => (name === 'customer_id' ? 'NORD' : name.endsWith('_id') ? id : undefined)
      const answer = await application.call(requestFor(operation, known), { cookie })
      if (
        answer.statusCode < 400 &&
        (operation.method === 'GET' ? answer.body.includes(id) : answer.body.includes('NORD'))
      )
        told.push(`${answer.statusCode} ${operation.method} ${operation.path} with ${id}`)
    }
  }
  expect(told).toEqual([])
}, 240_000)
