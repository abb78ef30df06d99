/** Members, invitations and keys on a real database. */
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ChangeColleague, type PortalRole, ROLE_PERMISSIONS, type Role } from '../../../contract/people.ts'
import { foundCompany } from '../../../tests/fixtures/company.ts'
import { NOW } from '../../../tests/fixtures/database.ts'
import { type House, OWNER, openHouse, PASSWORD } from '../../../tests/fixtures/people.ts'
import { verifyLedger } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { verifiables } from '../../verifiables.ts'
import { acceptInvitation, lookUpInvitation } from './accept-invitation.command.ts'
import { addMember, hasLogin } from './add-member.command.ts'
import { listAudit } from './audit.store.ts'
import { changePreferences } from './change-preferences.command.ts'
import { changeRole } from './change-role.command.ts'
import { inviteColleague } from './colleague.command.ts'
import { createApiKey } from './create-api-key.command.ts'
import { foundOrganization } from './found-organization.command.ts'
import { inviteMember } from './invite-member.command.ts'
import { findMemberships, listApiKeys, listMembers, listOpenInvitations } from './people.store.ts'
import { removeMember } from './remove-member.command.ts'
import { revokeApiKey } from './revoke-api-key.command.ts'
import { withdrawInvitation } from './withdraw-invitation.command.ts'

let house: House
const asRole = (role: Role, actor = 'user:somebody') =>
  house.as({ role, actor, permissions: new Set(ROLE_PERMISSIONS[role]) })
const accept = (token: string, more: { password?: string; name?: string } = {}) =>
  acceptInvitation(house.context, house.library, { token, name: 'Boris', password: PASSWORD, ...more })
const invite = (context: Context, wish: Parameters<typeof inviteMember>[1]) =>
  inviteMember(context, wish, { isMailed: false, makeToken: house.library.makeInvitationToken })
const members = () => inSnapshot(house.context, listMembers)

beforeAll(async () => {
  house = await openHouse()
  await foundCompany(house.context)
})
afterAll(() => house?.close())

describe('invitations', () => {
  test('an invited person joins with the role, once', async () => {
    const { token, expires_at } = await invite(asRole('manager'), {
      email: 'Boris@nord.example',
      role: 'planner',
    })
    expect(expires_at).toBe('2026-03-23T09:00:00.000Z')
    expect(await lookUpInvitation(house.context, token)).toEqual({
      organization: 'Nord',
      email: 'boris@nord.example',
      role: 'planner',
      has_login: false,
    })
    await accept(token)
    expect(await members()).toMatchObject([{ email: OWNER }, { email: 'boris@nord.example', role: 'planner' }])
    await expect(accept(token)).rejects.toMatchObject({ code: 'invitation_invalid' })
  })

  test('two who hold the same link cannot both use it', async () => {
    const { token } = await invite(asRole('owner'), { email: 'twice@nord.example', role: 'driver' })
    const outcomes = await Promise.allSettled([accept(token), accept(token)])
    expect(outcomes.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
  })

  test('an unknown, expired or withdrawn one is refused alike', async () => {
    await expect(accept(`si_${'x'.repeat(43)}`)).rejects.toMatchObject({ code: 'invitation_invalid' })
    const late = await invite(asRole('owner'), { email: 'late@nord.example', role: 'driver' })
    house.db.clock.moveTo(new Date('2026-03-24T09:00:00Z'))
    await expect(accept(late.token)).rejects.toMatchObject({ code: 'invitation_invalid' })
    await expect(withdrawInvitation(asRole('owner'), late.invitation_id)).rejects.toMatchObject({ code: 'wrong_state' })
    house.db.clock.moveTo(NOW)
    const taken = await invite(asRole('owner'), { email: 'taken@nord.example', role: 'driver' })
    await withdrawInvitation(asRole('owner'), taken.invitation_id)
    await expect(accept(taken.token)).rejects.toMatchObject({ code: 'invitation_invalid' })
    const open = await inSnapshot(house.context, (tx) => listOpenInvitations(tx, NOW))
    expect(open.map((one) => one.email)).toEqual(['late@nord.example'])
  })

  test('a manager invites no owner', async () => {
    await expect(invite(asRole('manager'), { email: 'x@nord.example', role: 'owner' })).rejects.toMatchObject({
      code: 'not_allowed',
    })
  })

  test("a customer's contact is invited for a customer that exists", async () => {
    const wish = { email: 'buyer@nord.example', role: 'customer_contact' } as const
    await expect(invite(asRole('owner'), { ...wish, customer_id: 'NOBODY' })).rejects.toMatchObject({
      code: 'unknown_customer',
    })
    const { token } = await invite(asRole('owner'), { ...wish, customer_id: 'NORD' })
    await accept(token, { name: 'Buyer' })
    expect(await members()).toContainEqual(expect.objectContaining({ role: 'customer_contact', customer_id: 'NORD' }))
  })

  test('a person with a login joins another organization with that password only, and keeps it', async () => {
    const south = await foundOrganization(house.context, 'South')
    const { token } = await invite(south, { email: OWNER, role: 'finance' })
    expect(await lookUpInvitation(house.context, token)).toMatchObject({ has_login: true })
    await expect(accept(token, { password: 'somebody else’s' })).rejects.toMatchObject({ code: 'not_signed_in' })
    await accept(token)
    expect(await findMemberships(house.context, house.ownerId)).toMatchObject([
      { organization_name: 'Nord', role: 'owner' },
      { organization_name: 'South', role: 'finance' },
    ])
    expect((await members()).filter((one) => one.email === OWNER)).toHaveLength(1)
  })
})

describe("a customer's people", () => {
  const administrator = (customerId: string): Context => ({
    ...house.context,
    principal: {
      ...house.context.principal,
      ...{ actor: 'user:admin', role: 'customer_contact', customerId, permissions: new Set(['portal.people']) },
    },
  })
  const wish = (email: string) => ({ email, portal_roles: ['buyer' as const] })
  const mailed = {
    isMailed: true,
    makeToken: (tenant: string, id: string) => house.library.makeInvitationToken(tenant, id),
  }

  test('an address is invited once, whatever the case of its letters', async () => {
    const shown = { ...mailed, isMailed: false }
    const { token } = await inviteColleague(administrator('NORD'), wish('Colleague@nord.example'), shown)
    for (const email of ['colleague@nord.example', 'COLLEAGUE@NORD.EXAMPLE'])
      await expect(inviteColleague(administrator('NORD'), wish(email), shown)).rejects.toMatchObject({
        code: 'already_exists',
      })
    await accept(token!)
    await expect(inviteColleague(administrator('NORD'), wish('colleague@nord.example'), shown)).rejects.toMatchObject({
      code: 'already_exists',
    })
  })

  test('whether an address has a login, and an invitation elsewhere, is told to no customer', async () => {
    await invite(asRole('owner'), { email: 'staff-to-be@nord.example', role: 'planner' })
    for (const email of [OWNER, 'staff-to-be@nord.example', 'nobody-at-all@nord.example']) {
      const { token, mail } = await inviteColleague(administrator('NORD'), wish(email), { ...mailed, isMailed: false })
      expect(mail).toBe('not_sent')
      expect(await lookUpInvitation(house.context, token!)).toMatchObject({ has_login: null, email })
    }
    expect(await inviteColleague(administrator('NORD'), wish('by-mail@nord.example'), mailed)).toMatchObject({
      ...{ mail: 'waiting', token: null },
    })
  })

  test('the last one who lets people in goes only where that is meant', async () => {
    const join = async (email: string, portalRoles: PortalRole[]) =>
      addMember(house.context, house.library, {
        ...{ email, name: email, password: PASSWORD, role: 'customer_contact', customerId: 'NORD', portalRoles },
      })
    const last = await join('lets@nord.example', ['administrator', 'buyer'])
    await join('buys@nord.example', ['buyer'])
    await expect(removeMember(asRole('owner'), last)).rejects.toMatchObject({ code: 'last_administrator' })
    const asBuyer = { role: 'customer_contact', customer_id: 'NORD', portal_roles: ['buyer'] } as const
    await expect(changeRole(asRole('owner'), last, asBuyer)).rejects.toMatchObject({ code: 'last_administrator' })
    const second = await join('lets-too@nord.example', ['administrator'])
    await changeRole(asRole('owner'), last, asBuyer)
    await removeMember(asRole('owner'), second, true)
  })

  test('what each takes care of is said once', () => {
    expect(ChangeColleague.safeParse({ portal_roles: ['buyer', 'buyer'] }).success).toBe(false)
  })
})

describe('roles', () => {
  const idOf = async (email: string) => (await members()).find((one) => one.email === email)!.user_id

  test('whoever signs in already is known before anybody promises them a password', async () => {
    expect(await hasLogin(house.context, OWNER.toUpperCase())).toBe(true)
    expect(await hasLogin(house.context, 'nobody@nord.example')).toBe(false)
  })

  test('the last owner can neither step down nor leave', async () => {
    await expect(changeRole(asRole('owner'), house.ownerId, { role: 'manager' })).rejects.toMatchObject({
      code: 'last_owner',
    })
    await expect(removeMember(asRole('owner'), house.ownerId)).rejects.toMatchObject({ code: 'last_owner' })
  })

  test('of two owners who let each other go at once one stays', async () => {
    const south = await foundOrganization(house.context, 'Two owners')
    const people = ['one@two.example', 'two@two.example']
    const ids: string[] = []
    for (const email of people) {
      ids.push(await addMember(south, house.library, { email, name: email, password: PASSWORD, role: 'owner' }))
    }
    const outcomes = await Promise.allSettled(ids.map((id) => removeMember(south, id)))
    expect(outcomes.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
  })

  test('a manager changes neither an owner nor anybody into one', async () => {
    const boris = await idOf('boris@nord.example')
    const manager = asRole('manager')
    await expect(changeRole(manager, house.ownerId, { role: 'planner' })).rejects.toMatchObject({ code: 'not_allowed' })
    await expect(removeMember(manager, house.ownerId)).rejects.toMatchObject({ code: 'not_allowed' })
    await expect(changeRole(manager, boris, { role: 'owner' })).rejects.toMatchObject({ code: 'not_allowed' })
    expect(await changeRole(manager, boris, { role: 'warehouse' })).toEqual({
      role: 'warehouse',
      customer_id: null,
      portal_roles: null,
    })
  })

  test('who was removed has no rights, is not changed, and may be invited again', async () => {
    const boris = await idOf('boris@nord.example')
    await removeMember(asRole('manager'), boris)
    expect(await findMemberships(house.context, boris)).toEqual([])
    await expect(changeRole(asRole('owner'), boris, { role: 'manager' })).rejects.toMatchObject({ code: 'not_found' })
    const { token } = await invite(asRole('owner'), { email: 'boris@nord.example', role: 'coordinator' })
    await accept(token)
    expect(await findMemberships(house.context, boris)).toMatchObject([{ role: 'coordinator' }])
  })

  test('nobody prefers an organization of others', async () => {
    const foreign = await foundOrganization(house.context, 'Foreign')
    const wish = { organization_id: foreign.principal.tenantId }
    await expect(changePreferences(asRole('owner', `user:${house.ownerId}`), wish)).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})

describe('keys', () => {
  const wish = { name: 'Shop', permissions: ['orders.read' as const] }

  test('the key is told once; the list shows how it begins', async () => {
    const { key } = await createApiKey(asRole('owner'), wish)
    expect(key).toMatch(/^sf_[\w-]{43}$/)
    const [listed] = await inSnapshot(house.context, listApiKeys)
    expect(listed).toMatchObject({ hint: key.slice(0, 9), permissions: ['orders.read'], created_by: 'user:somebody' })
    expect(JSON.stringify(listed)).not.toContain(key)
  })

  test('nobody makes a key for more than they may themselves, or one that has ended already', async () => {
    await expect(
      createApiKey(asRole('coordinator'), { ...wish, permissions: ['billing.write'] }),
    ).rejects.toMatchObject({ code: 'not_allowed' })
    await expect(createApiKey(asRole('owner'), { ...wish, expires_at: '2026-03-16T08:59:59Z' })).rejects.toMatchObject({
      code: 'time_order',
    })
  })

  test('revoking twice is revoking once', async () => {
    const { api_key_id } = await createApiKey(asRole('owner'), wish)
    await revokeApiKey(asRole('owner'), api_key_id)
    await revokeApiKey(asRole('owner'), api_key_id)
    const trail = await audit({ subject_type: 'api_key', subject_id: api_key_id })
    expect(trail.rows.map((row) => row.type)).toEqual(['ApiKeyRevoked', 'ApiKeyCreated'])
  })
})

const audit = (query: Partial<Parameters<typeof listAudit>[1]>) =>
  inSnapshot(house.context, (tx) => listAudit(tx, { limit: 100, ...query }))

describe('the audit trail', () => {
  test('names who did what, newest first, page by page', async () => {
    const whole = await audit({ limit: 200 })
    const pages = []
    let cursor: string | undefined
    do {
      const page = await audit({ limit: 7, cursor })
      pages.push(...page.rows)
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    expect(pages.map((row) => row.position)).toEqual(whole.rows.map((row) => row.position))
    const joined = await audit({ type: 'MemberJoined', subject_type: 'member' })
    expect(joined.rows.every((row) => row.type === 'MemberJoined')).toBe(true)
    expect(joined.rows.map((row) => row.actor_name)).toContain('Boris')
    expect((await audit({ actor: 'user:nobody' })).rows).toEqual([])
  })

  test('holds no names, addresses, hashes or secrets', async () => {
    const said = JSON.stringify((await audit({ limit: 200 })).rows.map(({ actor_name, ...row }) => row))
    expect(said).not.toMatch(/@|Anna|Boris|Shop|hash|sf_|si_/)
  })
})

test('the ledger explains every member, invitation and key', async () => {
  const report = await verifyLedger(house.context, verifiables)
  expect(report.mismatches).toEqual([])
})

test("the look-ups before anybody is known work where the tables' owner is no superuser", async () => {
  const owner = new pg.Client({ connectionString: house.db.ownerUrl })
  await owner.connect()
  try {
    const { rows } = await owner.query(`SELECT count(*)::int AS policies FROM pg_policy p
      JOIN pg_class r ON r.oid = p.polrelid WHERE p.polname = 'owner_looks_up'
        AND p.polroles = ARRAY[r.relowner] AND p.polcmd = 'r'`)
    expect(rows).toEqual([{ policies: 4 }])
  } finally {
    await owner.end()
  }
})
