/** The wall between organizations, and between people within one: every address of the program is tried against it. */
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ROLE_PERMISSIONS, ROLES } from '../../contract/people.ts'
import { allEndpoints } from '../../server/endpoints.ts'
import { openSeal } from '../../server/platform/auth/seal.ts'
import { signedIds } from '../../server/platform/auth/signed-ids.ts'
import { openApplication, type TestApplication } from '../fixtures/application.ts'
import { type Choose, listOperations, type Operation, requestFor } from '../fixtures/operations.ts'
import { fillEveryRoom, type Rows, rowsOf, secretsOf, tenantTables } from '../fixtures/tenant-rows.ts'

let application: TestApplication
let operations: Operation[]
let rows: Rows

beforeAll(async () => {
  application = await openApplication({ callsPerMinute: 1_000_000 })
  await fillEveryRoom(application)
  await application.settle()
  operations = listOperations(application.app)
  rows = await rowsOf(application.owner, application.first.context.principal.tenantId)
}, 240_000)
afterAll(() => application?.close())

const owned = (operation: Operation) => !operation.isPublic
const address = ({ method, path }: Operation) => `${method} ${path}`

test('every room of the first organization is filled, so that there is something to see', async () => {
  const empty = (await tenantTables(application.owner)).filter((table) => !rows.has(table))
  // What nobody has written yet: work for later and answers kept for repetition.
  expect(empty.filter((table) => !/^(platform|imports)\./.test(table))).toEqual([])
})

describe('another organization', () => {
  test('sees nothing of the first at any address, whatever ids it asks for, and changes nothing there', async () => {
    const { second, call, owner, first, settle } = application
    const before = await rowsOf(owner, first.context.principal.tenantId)
    const secrets = secretsOf(rows, await rowsOf(owner, second.context.principal.tenantId))
    const ids = idsOf(rows)
    const sent = new Set<string>()
    const leaks: string[] = []
    let asked = 0
    let turnedAway = 0
    // Reading first: what is written later under the same numbers belongs to the second organization.
    for (const operation of [...operations].filter(isForeignSafe).sort(readingFirst)) {
      for (const request of requestsWithForeignIds(operation, ids)) {
        const said = `${decodeURIComponent(request.url as string)} ${request.payload ?? ''}`
        for (const id of [...ids.values()].flat()) if (said.includes(id)) sent.add(id)
        // A program and a person by turns; only a person reaches the addresses of people and keys.
        const key = second.keys[asked++ % second.keys.length]!
        const isPersons = /\/(members|invitations|api-keys|me)\b/.test(operation.path)
        const answer = await call(request, asked % 2 && !isPersons ? { key } : { cookie: second.cookies.owner })
        if (answer.statusCode === 429) turnedAway++
        const seen = secrets.filter((secret) => !isSaidBack(secret, sent) && answer.body.includes(secret))
        if (seen.length) leaks.push(`${address(operation)} ${request.url}: ${seen.slice(0, 3)}`)
        if (answer.statusCode >= 500) leaks.push(`${address(operation)} ${request.url}: ${answer.body}`)
      }
    }
    expect(leaks).toEqual([])
    expect(secrets.length).toBeGreaterThan(80)
    expect(asked).toBeGreaterThan(200)
    // Who is turned away for asking too often proves nothing; only a few addresses have narrow limits of their own.
    expect(turnedAway).toBeLessThan(asked / 20)
    await settle()
    expect(await rowsOf(owner, first.context.principal.tenantId)).toEqual(before)
    expect(await application.mismatches(first)).toEqual([])
    expect(await application.mismatches(second)).toEqual([])
  }, 400_000)

  test('would have been found out: asking the same, the first sees most of what is its own', async () => {
    const { first, second, call, owner } = application
    const secrets = secretsOf(rows, await rowsOf(owner, second.context.principal.tenantId))
    const seen = new Set<string>()
    for (const operation of operations.filter(({ method }) => method === 'GET')) {
      for (const request of requestsWithForeignIds(operation, idsOf(rows))) {
        const answer = await call(request, { cookie: first.cookies.owner })
        for (const secret of secrets) if (answer.body.includes(secret)) seen.add(secret)
      }
    }
    expect(seen.size).toBeGreaterThan(secrets.length / 2)
  }, 400_000)

  test('cannot choose the first organization by a header', async () => {
    const { call, second, first } = application
    const headers = { 'x-organization': first.context.principal.tenantId }
    const answer = await call({ url: '/api/v1/orders', headers }, { cookie: second.cookies.owner })
    expect(answer.statusCode).toBe(401)
  })
})

describe('SQL as the application itself', () => {
  const asTenant = async <T>(tenant: string | null, work: (client: pg.ClientBase) => Promise<T>): Promise<T> => {
    const client = await application.db.database.pool.connect()
    try {
      await client.query(tenant === null ? 'BEGIN' : `BEGIN; SET LOCAL app.tenant = '${tenant}'`)
      return await work(client)
    } finally {
      await client.query('ROLLBACK')
      client.release()
    }
  }

  test('sees no row of any table when no tenant was set, and of the first none when the second was', async () => {
    const { first, second } = application
    const seen: string[] = []
    for (const table of rows.keys()) {
      const count = async (tenant: string | null) =>
        (
          await asTenant(tenant, (client) =>
            client.query(`SELECT FROM ${table} WHERE tenant_id = $1`, [first.context.principal.tenantId]),
          )
        ).rowCount
      const own = await count(first.context.principal.tenantId)
      if (own !== rows.get(table)!.length) seen.push(`${table}: ${own} of its own`)
      for (const tenant of [null, '', second.context.principal.tenantId]) {
        const others = await count(tenant)
        if (others) seen.push(`${table}: ${others} as ${tenant ?? 'nobody'}`)
      }
    }
    expect(seen).toEqual([])
  })

  test('can neither change nor take over nor plant a row across the wall', async () => {
    const [ours, theirs] = [application.second.context.principal.tenantId, application.first.context.principal.tenantId]
    const done: string[] = []
    for (const table of rows.keys()) {
      for (const statement of [
        `DELETE FROM ${table} WHERE tenant_id = '${theirs}'`,
        `UPDATE ${table} SET tenant_id = '${ours}' WHERE tenant_id = '${theirs}'`,
        `INSERT INTO ${table} SELECT * FROM jsonb_populate_record(NULL::${table}, $1)`,
      ]) {
        const values = statement.startsWith('INSERT') ? [rows.get(table)![0]] : []
        const outcome = await asTenant(ours, (client) => client.query(statement, values)).then(
          ({ rowCount }) => rowCount,
          (error: { code: string }) => error.code,
        )
        // No row found, or refused: no right (42501, also past the wall), or a column only the database writes.
        if (outcome !== 0 && outcome !== '42501' && outcome !== '428C9') done.push(`${statement}: ${outcome}`)
      }
    }
    expect(done).toEqual([])
  })
})

describe('nobody', () => {
  test('is answered anywhere but at the doors that are open to the public', async () => {
    const { app } = application
    const strangers = [
      {},
      { authorization: 'Bearer sf_nobody-has-this-key' },
      { authorization: 'Bearer ' },
      { authorization: 'Basic b3duZXI6b3duZXI=' },
      { cookie: 'sevenfold.session_token=made.up' },
      { cookie: 'sevenfold.session_token=%00%ff; sevenfold.session_data=e30=' },
    ]
    const wrong: string[] = []
    for (const operation of operations.filter(owned)) {
      for (const headers of strangers) {
        const { method, url } = requestFor(operation, () => undefined)
        const answer = await app.inject({ method, url, headers })
        if (answer.statusCode !== 401 || answer.json().code !== 'not_signed_in')
          wrong.push(`${address(operation)} ${JSON.stringify(headers)}: ${answer.statusCode}`)
      }
    }
    expect(wrong).toEqual([])
  })

  test('finds more public doors than signing in and out, taking up an invitation, stopping messages by a signed link, a carrier telling and a mail service handing over', () => {
    const doors = operations.filter((operation) => operation.isPublic).map(address)
    expect(
      doors.filter(
        (door) =>
          !/\/api\/v1\/(session|carrier-events\/\{connection\}|incoming-mail\/doors\/\{door\}|invitations\/(accept|look-?up)|message-stop(\/look-up)?)$/.test(
            door,
          ),
      ),
    ).toEqual([])
  })
})

describe('roles', () => {
  test('every address lets in exactly the roles whose rights name it', async () => {
    const { call, first, composition } = application
    const messages = {
      mail: null,
      isMailed: false,
      baseUrl: 'http://localhost',
      seal: openSeal('s'),
      stopLinks: signedIds('s', 'stop'),
      allowsLoopback: false,
    }
    const setting = {
      signIn: composition.signIn,
      people: { isMailed: false },
      imports: { spoolDirectory: '' },
      messages,
      tracking: { baseUrl: 'http://localhost', trackingLinks: signedIds('s', 'tracking page') },
      surveys: { baseUrl: 'http://localhost', surveyLinks: signedIds('s', 'survey page') },
    }
    const permissions = new Map(
      allEndpoints(setting)
        .filter(({ isStream }) => !isStream)
        .map(({ method, path, permission }) => [`${method} /api/v1${path.replace(/:(\w+)/g, '{$1}')}`, permission]),
    )
    expect([...permissions.keys()].sort()).toEqual(operations.map(address).sort())
    const wrong: string[] = []
    for (const operation of operations.filter(owned)) {
      const permission = permissions.get(address(operation))!
      for (const role of ROLES) {
        const { method, url } = requestFor(operation, () => undefined)
        const answer = await call({ method, url }, { cookie: first.cookies[role] })
        const isRefusedAtTheDoor = answer.statusCode === 403 && answer.json().details?.permission === permission
        const mayEnter =
          permission === 'signed_in' || (ROLE_PERMISSIONS[role] as readonly string[]).includes(permission)
        if (isRefusedAtTheDoor === mayEnter || answer.statusCode === 401 || answer.statusCode >= 500)
          wrong.push(`${role} at ${address(operation)}: ${answer.statusCode} ${answer.body.slice(0, 200)}`)
      }
    }
    expect(wrong).toEqual([])
  }, 200_000)

  test('a driver hands over and does not bill, a customer sees the portal alone, a manager makes no keys', async () => {
    const { call, first } = application
    const statusOf = async (role: (typeof ROLES)[number], method: 'GET' | 'POST', url: string) =>
      (await call({ method, url: `/api/v1${url}` }, { cookie: first.cookies[role] })).statusCode
    expect(await statusOf('driver', 'POST', '/deliveries')).toBe(400)
    expect(await statusOf('driver', 'POST', '/invoices')).toBe(403)
    expect(await statusOf('driver', 'GET', '/scorecard')).toBe(403)
    expect(await statusOf('customer_contact', 'GET', '/portal/orders')).toBe(200)
    expect(await statusOf('customer_contact', 'GET', '/orders')).toBe(403)
    expect(await statusOf('customer_contact', 'GET', '/customers')).toBe(403)
    expect(await statusOf('manager', 'POST', '/api-keys')).toBe(403)
    expect(await statusOf('finance', 'POST', '/orders')).toBe(403)
  })

  test('a file opens no door that is shut by hand: prices and standards neither come in nor go out by one', async () => {
    const { call, first } = application
    const ask = async (role: (typeof ROLES)[number], method: 'GET' | 'POST', url: string) => {
      const answer = await call({ method, url: `/api/v1${url}` }, { cookie: first.cookies[role] })
      return answer.statusCode === 403 ? answer.json().details.permission : answer.statusCode
    }
    expect(await ask('coordinator', 'POST', '/imports?kind=prices')).toBe('prices.write')
    expect(await ask('coordinator', 'POST', '/imports?kind=standards')).toBe('standards.write')
    expect(await ask('coordinator', 'POST', '/imports?kind=history')).toBe(415)
    expect(await ask('planner', 'GET', '/exports/competitor_prices')).toBe('prices.read')
    expect(await ask('finance', 'GET', '/exports/competitor_prices')).toBe(200)
  })

  test('who may not see bills does not find them in the file of an order', async () => {
    const { call, first } = application
    const fileFor = async (role: 'driver' | 'finance') =>
      (await call({ url: '/api/v1/orders/SO-1' }, { cookie: first.cookies[role] })).json()
    const [seen, hidden] = [await fileFor('finance'), await fileFor('driver')]
    expect(seen.invoices).toHaveLength(1)
    expect(hidden.invoices).toEqual([])
    expect(JSON.stringify(hidden)).not.toContain('InvoiceIssued')
  })
})

describe("a customer's contact", () => {
  test("sees the own customer's orders and no others", async () => {
    const { call, first } = application
    const contact = { cookie: first.cookies.customer_contact }
    const listed = async (query: string) =>
      (await call({ url: `/api/v1/portal/orders${query}` }, contact))
        .json()
        .rows.map((row: { order_id: string }) => row.order_id)
    expect(await listed('')).toEqual(['SO-1'])
    expect(await listed('?customer_id=SUD')).toEqual([])
    expect(await listed('?q=SO-2')).toEqual([])
    expect(await listed('?q=Sud')).toEqual([])
    expect((await call({ url: '/api/v1/portal/orders/SO-2' }, contact)).statusCode).toBe(404)
  })

  test('does not learn what else rode in the same van, stood on the same list or was signed for together', async () => {
    const { call, first } = application
    const file = await call({ url: '/api/v1/portal/orders/SO-1' }, { cookie: first.cookies.customer_contact })
    expect(file.statusCode).toBe(200)
    expect(file.json().shipments).toHaveLength(1)
    for (const word of ['SO-2', 'SUD', 'Sud', 'PUMP-1']) expect(file.body).not.toContain(word)
  })
})

/** Sign-in and sign-out would end the session in use. */
const isForeignSafe = ({ path }: Operation) => !/\/(session|password)$/.test(path)
const readingFirst = (a: Operation, b: Operation) => orderOf(a) - orderOf(b)
const orderOf = ({ method }: Operation) => ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].indexOf(method)

/** By column: the ids that stand in it. */
function idsOf(all: Rows): Map<string, string[]> {
  const ids = new Map<string, Set<string>>()
  for (const row of [...all.values()].flat()) {
    for (const [name, value] of Object.entries(row)) {
      if (!/_id$/.test(name) || typeof value !== 'string' || name === 'tenant_id') continue
      ids.set(name, (ids.get(name) ?? new Set()).add(value))
    }
  }
  return new Map([...ids].map(([name, values]) => [name, [...values]]))
}

/** What was sent may come back, also put together to the name of a subject: a code with its day or its line. */
const isSaidBack = (secret: string, sent: ReadonlySet<string>) =>
  secret.split(/[@/]/).every((part) => sent.has(part) || /^[\d-]+$/.test(part)) || sent.has(secret)

/** One request for every id of the first organization where an address takes one, and one with ids throughout the body. */
function requestsWithForeignIds(operation: Operation, ids: Map<string, string[]>) {
  const everyId = [...new Set([...ids.values()].map(([id]) => id!))]
  const inPath = operation.parameters.find(({ in: place }) => place === 'path')
  const foreign =
    (turn: number): Choose =>
    (name) => {
      const known = ids.get(name)
      if (known) return known[turn % known.length]
      return name === 'q' ? everyId[turn % everyId.length] : undefined
    }
  if (!inPath) return [0, 1, 2].map((turn) => requestFor(operation, foreign(turn)))
  const takesCode = inPath.schema.enum === undefined
  return (takesCode ? everyId : (inPath.schema.enum as string[])).map((id, turn) =>
    requestFor(operation, (name, schema) => (name === inPath.name ? id : foreign(turn)(name, schema))),
  )
}
