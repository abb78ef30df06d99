/** The sample company: simulated records brought in through the product's own import, and one login per role. */
import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { setImmediate as nextTurn } from 'node:timers/promises'
import sql from 'sql-template-tag'
import { IMPORT_KINDS } from '../contract/imports.ts'
import { MESSAGE_KINDS, type MessageSetting } from '../contract/messages.ts'
import { PORTAL_ROLES, type PortalRole, ROLES, type Role } from '../contract/people.ts'
import {
  buildWorld,
  COMPANY_NAME,
  MASTER_KINDS,
  masterRecords,
  ORDER_KINDS,
  orderStories,
  type StockKeeper,
  stockKeeper,
  TERM_RECORD_KINDS,
  termRecords,
  type World,
} from '../engines/simulation/index.ts'
import { importFile } from './integrations/files/import-file.command.ts'
import { createRecord } from './ledger/index.ts'
import { contact } from './modules/customers/index.ts'
import { changeSetting, USUAL_SETTING } from './modules/messages/index.ts'
import { addMember, foundOrganization, type SignInLibrary } from './modules/people/index.ts'
import { learnLeadTimesTask } from './planning/lead-times/learn-lead-times.task.ts'
import type { Context, Runtime } from './platform/context.ts'
import { inSnapshot, inTransaction } from './platform/database/transaction.ts'
import { enqueue } from './platform/jobs/index.ts'
import { tellCare } from './sample-care.ts'
import { tellQuestions } from './sample-desk.ts'
import { tellNeeds } from './sample-needs.ts'
import { tellOpinions } from './sample-opinions.ts'
import { tellSteps, tellThoughts } from './sample-plans.ts'
import { tellPromises } from './sample-promises.ts'
import { tellSegments } from './sample-segments.ts'
import { tellVans } from './sample-vans.ts'

export interface SampleLogin {
  readonly role: Role
  readonly email: string
  /** Of a customer's contact. */
  readonly portalRoles?: readonly PortalRole[]
}

export interface Sample {
  readonly context: Context
  readonly logins: readonly SampleLogin[]
  readonly password: string
}

const SEED = 7
const ORDERS = 11_000
/** Orders know nothing of each other, so two halves of them keep two processors busy. */
const PARTS = 2
const STORIES_A_TURN = 50
const NOTHING_TOLD = Object.fromEntries(MESSAGE_KINDS.map((kind) => [kind, 'off'])) as MessageSetting['modes']
/** After this share of the year one site picks better: see the simulation's conditions. */
const REBUILT = 0.55

const dayOf = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10)

interface SampleOptions {
  readonly orders?: number
  /** Ends the load; what is there by then counts as nothing at the next start. */
  readonly signal?: AbortSignal
}

/** Founds the sample organization and loads its twelve months, ending now. */
export async function loadSample(
  runtime: Runtime,
  signIn: SignInLibrary,
  { orders = ORDERS, signal }: SampleOptions = {},
): Promise<Sample> {
  const context = await foundOrganization(runtime, COMPANY_NAME, true)
  const world = buildWorld({ seed: SEED, orders, endInstant: runtime.clock.now().getTime() })
  await bringIn(context, world, signal)
  signal?.throwIfAborted()
  await tellQuestions(context, SEED)
  await tellThoughts(context)
  await tellPromises(context, await busiestCustomer(context))
  // From now on: what the sample's past holds is told to nobody.
  await changeSetting(context, { ...USUAL_SETTING, is_on: true })
  const { people, ...logins } = await addLogins(context, signIn, world)
  // What is told here has happened long ago; nobody is written to about it.
  await changeSetting(context, { ...USUAL_SETTING, is_on: true, modes: NOTHING_TOLD })
  await tellOpinions(context, { seed: SEED, people, signal })
  await changeSetting(context, { ...USUAL_SETTING, is_on: true })
  // Not only in the night to come: the first promise made shall say how likely it is to be kept.
  await inTransaction(context, (tx) => enqueue(tx, learnLeadTimesTask, {}))
  return { context, ...logins }
}

/** Everything a simulated company knows, through the product's own import. */
export async function bringIn(context: Context, world: World, signal?: AbortSignal): Promise<void> {
  const keeper = stockKeeper(world)
  const [parts] = await toTheEnd([
    tellOrders(world, keeper, signal),
    importKinds(context, masterFiles(world), signal).then(() => importKinds(context, termFiles(world), signal)),
  ])
  const { reservations, ...goods } = keeper.tell()
  await toTheEnd([
    ...parts.map((part) => importKinds(context, part, signal)),
    importKinds(context, filesOf(goods), signal),
  ])
  await importKinds(context, filesOf({ reservations }), signal)
}

/** Whoever looks at the portal shall see goods on their way: of whom most is open. */
const busiestCustomer = (context: Context): Promise<string | undefined> =>
  inSnapshot(context, async (tx) => {
    const [found] = await tx.query<{ customer_id: string }>(sql`SELECT o.customer_id
      FROM orders.customer_order o JOIN orders.order_line l USING (tenant_id, order_id)
      WHERE o.tenant_id = ${tx.tenantId}::uuid AND l.cancelled_quantity < l.quantity AND NOT EXISTS (SELECT
        FROM delivery.delivery_line d WHERE d.tenant_id = l.tenant_id AND d.order_id = l.order_id
          AND d.line_number = l.line_number)
      GROUP BY o.customer_id ORDER BY count(*) DESC, o.customer_id LIMIT 1`)
    return found?.customer_id
  })

const CONTACTS: readonly (readonly [string, PortalRole])[] = [
  ['receiver', 'receiver'],
  ['quality', 'quality'],
  ['bills', 'finance'],
]

async function addLogins(context: Context, signIn: SignInLibrary, world: World) {
  const password = randomBytes(9).toString('base64url')
  const customers = masterRecords(world).customers.map(({ customer_id }) => customer_id)
  const customerId = (await busiestCustomer(context)) ?? customers[0]!
  const people = {} as Record<Role, string>
  const addressOf = (name: string) => `${name}@sample.sevenfold.example`
  const logins: SampleLogin[] = ROLES.map((role) =>
    role === 'customer_contact'
      ? { role, email: addressOf('buyer'), portalRoles: PORTAL_ROLES }
      : { role, email: addressOf(role) },
  )
  // One contact who cares for everything, and one for each thing alone.
  for (const [name, role] of CONTACTS)
    logins.push({ role: 'customer_contact', email: addressOf(name), portalRoles: [role] })
  for (const { role, email, portalRoles } of logins) {
    const person = {
      email,
      name: email.split('@')[0]!,
      password,
      role,
      customerId: role === 'customer_contact' ? customerId : null,
      portalRoles: portalRoles ?? null,
    }
    people[role] = await addMember(context, signIn, person)
  }
  await tellCare(context, customers, people)
  await tellNeeds(context, people, SEED)
  await tellSegments(context, dayOf(world.firstDay + 330))
  await tellVans(context, SEED, people.driver)
  await tellSteps(context, people, dayOf(world.firstDay + Math.round(REBUILT * 364)))
  // Whoever looks at the portal can choose what to hear.
  await inTransaction(context, (tx) =>
    createRecord(context, tx, contact, {
      contact_id: `${customerId}-BUYER`,
      customer_id: customerId,
      name: 'Buyer',
      buying_role: 'purchasing',
      email: 'buyer@sample.sevenfold.example',
      channel: 'email',
    }),
  )
  return { logins, password, people }
}

/** Waits for all of them, also when one fails: nothing goes on behind the back of whoever closes the database then. */
async function toTheEnd<Works extends readonly Promise<unknown>[]>(works: [...Works]) {
  await Promise.allSettled(works)
  // Not before: one that failed early would be a failure nobody looks at yet, which ends the process.
  return Promise.all(works)
}

type Files = Map<string, string[]>

const masterFiles = (world: World): Files => filesOf(pick(masterRecords(world), MASTER_KINDS))
const termFiles = (world: World): Files => filesOf(pick(termRecords(world), TERM_RECORD_KINDS))

const pick = <Kind extends string>(records: Record<Kind, readonly object[]>, kinds: readonly Kind[]) =>
  Object.fromEntries(kinds.map((kind) => [kind, records[kind]]))

const filesOf = (records: Readonly<Record<string, readonly object[]>>): Files =>
  new Map(Object.entries(records).map(([kind, rows]) => [kind, linesOf(kind, rows)]))

/** Tells all orders in parts, giving way to what else is being loaded. */
async function tellOrders(world: World, keeper: StockKeeper, signal: AbortSignal | undefined): Promise<Files[]> {
  const parts = Array.from({ length: PARTS }, (): Files => new Map(ORDER_KINDS.map((kind) => [kind, [headerOf(kind)]])))
  let told = 0
  for (const story of orderStories(world)) {
    keeper.hear(story)
    const files = parts[told % PARTS]!
    for (const kind of ORDER_KINDS) {
      const records = story[kind] as readonly object[] | object
      for (const record of Array.isArray(records) ? records : [records]) files.get(kind)!.push(lineOf(kind, record))
    }
    if (++told % STORIES_A_TURN === 0) await nextTurn()
    signal?.throwIfAborted()
  }
  return parts
}

const namesOf = (kind: string) => IMPORT_KINDS.find((one) => one.kind === kind)!.fields.map((field) => field.name)
const headerOf = (kind: string) => `${namesOf(kind).join(',')}\n`
const linesOf = (kind: string, records: readonly object[]) => [
  headerOf(kind),
  ...records.map((record) => lineOf(kind, record)),
]

function lineOf(kind: string, record: object): string {
  const values = record as Record<string, unknown>
  return `${namesOf(kind)
    .map((name) => cell(values[name]))
    .join(',')}\n`
}

const cell = (value: unknown) => {
  const text = value === null || value === undefined ? '' : String(value)
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

async function importKinds(context: Context, files: Files, signal: AbortSignal | undefined): Promise<void> {
  for (const [kind, lines] of files) {
    signal?.throwIfAborted()
    const columns = Object.fromEntries(namesOf(kind).map((name) => [name, name]))
    const report = await importFile(context, {
      open: () => Readable.from(batches(lines)),
      fileName: `sample-${kind}.csv`,
      signal,
      mapping: { kind, format: 'csv', delimiter: ',', columns, dateFormat: 'iso', zone: 'UTC' },
    })
    if (report.rowsRejected)
      throw new Error(`The sample's ${kind} had ${report.rowsRejected} rejects: ${JSON.stringify(report.rejects[0])}`)
  }
}

function* batches(lines: readonly string[]): Generator<Buffer> {
  for (let at = 0; at < lines.length; at += 500) yield Buffer.from(lines.slice(at, at + 500).join(''))
}
