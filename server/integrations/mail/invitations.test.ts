/** Invitations go out by mail: once, in the reader's language, tried again only while it is certain that nobody took them. */
import { Writable } from 'node:stream'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { ROLE_PERMISSIONS } from '../../../contract/people.ts'
import { type MailServer, startMailServer } from '../../../tests/fixtures/mail-server.ts'
import { type House, OWNER, openHouse } from '../../../tests/fixtures/people.ts'
import { changePreferences } from '../../modules/people/change-preferences.command.ts'
import { takeInvitationMail } from '../../modules/people/index.ts'
import { inviteMember } from '../../modules/people/invite-member.command.ts'
import { listOpenInvitations } from '../../modules/people/people.store.ts'
import { withdrawInvitation } from '../../modules/people/withdraw-invitation.command.ts'
import { openSeal } from '../../platform/auth/seal.ts'
import { signedIds } from '../../platform/auth/signed-ids.ts'
import type { Context } from '../../platform/context.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { type RunningJobs, startJobs } from '../../platform/jobs/index.ts'
import { openLog } from '../../platform/log.ts'
import { allJobs } from '../../tasks.ts'
import { sendInvitation } from './send-invitation.ts'

let house: House
let owner: pg.Client
let server: MailServer
const logged: string[] = []
const log = openLog(
  'info',
  new Writable({
    write(line, _, done) {
      logged.push(String(line))
      done()
    },
  }),
)

beforeAll(async () => {
  house = await openHouse()
  owner = new pg.Client({ connectionString: house.db.ownerUrl })
  await owner.connect()
})
afterAll(async () => {
  await server?.close()
  await owner?.end()
  await house?.close()
})
beforeEach(async () => {
  await server?.close()
  server = await startMailServer()
  logged.length = 0
  await owner.query('TRUNCATE platform.outbox, graphile_worker._private_jobs, people.invitation CASCADE')
})

const BASE_URL = 'https://sevenfold.nord.example'
const makeToken = (tenantId: string, invitationId: string) => house.library.makeInvitationToken(tenantId, invitationId)
const asOwner = (): Context =>
  house.as({ role: 'owner', actor: `user:${house.ownerId}`, permissions: new Set(ROLE_PERMISSIONS.owner) })
const invite = (email = 'boris@sud.example', language?: 'hy' | 'zh-TW') =>
  inviteMember(asOwner(), { email, role: 'planner', language }, { isMailed: true, makeToken })
const post = (url = server.url) => ({ mail: { url, from: 'Nord <desk@nord.example>' }, baseUrl: BASE_URL, makeToken })
/** As the job does it, without the queue's pauses. */
const send = (invitationId: string, how: { url?: string; isLast?: boolean } = {}) =>
  sendInvitation({ ...house.context, log }, invitationId, { ...post(how.url), isLast: how.isLast ?? false })
/** Not needed here: nobody tells a customer anything. */
const messagePost = {
  mail: null,
  baseUrl: BASE_URL,
  seal: openSeal('s'),
  stopLinks: signedIds('s', 'stop'),
  allowsLoopback: false,
}
const mailStates = async () =>
  (await inSnapshot(house.context, (tx) => listOpenInvitations(tx, house.db.clock.now()))).map(({ mail }) => mail)

async function withJobs<T>(work: () => Promise<T>, mail = post().mail as ReturnType<typeof post>['mail'] | null) {
  const jobs: RunningJobs = startJobs({
    runtime: { ...house.context, log },
    databaseUrl: house.db.url,
    jobs: allJobs({ spoolDirectory: '', post: { ...post(), mail }, messagePost }),
    recurring: [],
    listTenantIds: async () => [],
  })
  try {
    return await work()
  } finally {
    await jobs.stop()
  }
}

test('an invitation is mailed with a link that opens it', async () => {
  const { token } = await invite()
  await withJobs(() => expect.poll(mailStates, { timeout: 15_000 }).toEqual(['sent']))
  expect(server.taken).toHaveLength(1)
  const [{ to, raw }] = server.taken as [(typeof server.taken)[number]]
  expect(to).toEqual(['boris@sud.example'])
  expect(raw.replaceAll('=\r\n', '').replaceAll('=3D', '=')).toContain(`${BASE_URL}/invitation#${token}`)
  expect(raw).toMatch(/^Subject: Nord invites you to Sevenfold\r$/m)
  expect(raw).toMatch(/^Auto-Submitted: auto-generated\r$/m)
})

test('neither the outbox, nor the ledger, nor the log, nor the queue hold the address or the link', async () => {
  const { token, invitation_id } = await invite()
  const { rows: waiting } = await owner.query('SELECT payload FROM platform.outbox')
  expect(waiting).toEqual([{ payload: { invitation_id } }])
  server.behave('postpone')
  await withJobs(() => expect.poll(() => server.connections(), { timeout: 15_000 }).toBeGreaterThan(0))
  server.behave('refuse')
  await send(invitation_id)
  const { rows: kept } = await owner.query(`SELECT (SELECT json_agg(e) FROM ledger.event e)::text AS ledger,
    (SELECT json_agg(j) FROM graphile_worker._private_jobs j)::text AS queue`)
  expect(kept[0].queue).toContain('451')
  expect(logged.join('')).toMatch(/451[\s\S]*550/)
  for (const text of [kept[0].ledger, kept[0].queue, logged.join('')])
    for (const secret of ['boris', token.slice(3, 20)]) expect(text).not.toContain(secret)
})

test('a mail that the server has taken is not sent again, whatever happens after', async () => {
  const { invitation_id } = await invite()
  await send(invitation_id)
  await send(invitation_id)
  expect(server.taken).toHaveLength(1)
  expect(await mailStates()).toEqual(['sent'])
})

test('a process that ended between handing the mail over and noting it leaves it uncertain, and nobody sends it again', async () => {
  const { invitation_id } = await invite()
  await takeInvitationMail(house.context, invitation_id, makeToken)
  expect(await mailStates()).toEqual(['waiting'])
  await send(invitation_id)
  await send(invitation_id)
  expect([server.connections(), await mailStates()]).toEqual([0, ['uncertain']])
})

test('a connection that breaks after the content leaves the mail uncertain, and it is not sent again', async () => {
  const { invitation_id } = await invite()
  server.behave('break')
  await send(invitation_id)
  server.behave('take')
  await send(invitation_id)
  expect([server.taken.length, await mailStates()]).toEqual([1, ['uncertain']])
})

test('a server that cannot be reached, or asks for patience, is tried again, until it takes the mail', async () => {
  const { invitation_id } = await invite()
  await expect(send(invitation_id, { url: 'smtp://127.0.0.1:9' })).rejects.toMatchObject({ name: 'JobFailure' })
  server.behave('postpone')
  await expect(send(invitation_id)).rejects.toThrow('the mail server did not take it: EENVELOPE 451')
  expect(await mailStates()).toEqual(['waiting'])
  server.behave('take')
  await send(invitation_id)
  expect([server.taken.length, await mailStates()]).toEqual([1, ['sent']])
})

test('after the last attempt the mail has failed, and an operator who mends the server can have it sent', async () => {
  const { invitation_id } = await invite()
  await expect(send(invitation_id, { url: 'smtp://127.0.0.1:9', isLast: true })).rejects.toThrow()
  expect(await mailStates()).toEqual(['failed'])
  await send(invitation_id)
  expect(await mailStates()).toEqual(['sent'])
})

test('an address that the server refuses is not tried again', async () => {
  const { invitation_id } = await invite()
  server.behave('refuse')
  await send(invitation_id)
  expect([server.taken.length, await mailStates()]).toEqual([0, ['failed']])
})

test('an invitation withdrawn while its mail waited is not mailed', async () => {
  const { invitation_id } = await invite()
  await withdrawInvitation(asOwner(), invitation_id)
  await send(invitation_id)
  expect(server.connections()).toBe(0)
})

test('a link that a changed secret has made useless is not mailed', async () => {
  const { invitation_id } = await invite()
  const changed = { ...post(), makeToken: () => 'si_of-another-secret', isLast: false }
  await sendInvitation(house.context, invitation_id, changed)
  expect([server.connections(), await mailStates()]).toEqual([0, ['failed']])
})

test('without a mail server nothing is put off, and the mail is shown as not sent', async () => {
  const answer = await inviteMember(
    asOwner(),
    { email: 'boris@sud.example', role: 'planner' },
    { isMailed: false, makeToken },
  )
  expect([answer.mail, await mailStates()]).toEqual(['not_sent', ['not_sent']])
  expect((await owner.query('SELECT FROM platform.outbox')).rowCount).toBe(0)
})

test('a server set up without mail says so of an invitation that another one meant to mail', async () => {
  await invite()
  await withJobs(() => expect.poll(mailStates, { timeout: 15_000 }).toEqual(['not_sent']), null)
})

test("the mail speaks the reader's language where there is a login, else the one asked for, else the inviter's", async () => {
  const subjectOf = async (invitationId: string) => {
    await send(invitationId)
    const raw = server.taken.at(-1)!.raw
    return /^Content-Language: (\S+)\r$/m.exec(raw)?.[1]
  }
  await changePreferences(asOwner(), { language: 'ro' })
  expect(await subjectOf((await invite()).invitation_id)).toBe('ro')
  expect(await subjectOf((await invite('b@sud.example', 'hy')).invitation_id)).toBe('hy')
  expect(await subjectOf((await invite(OWNER, 'zh-TW')).invitation_id)).toBe('ro')
})
