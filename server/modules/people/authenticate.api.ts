/** Who is asking: a person by the session cookie, or a program by its key. */
import type { FastifyRequest } from 'fastify'
import { type PortalRole, permissionsOf } from '../../../contract/people.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { limitGuesses } from '../../platform/auth/guesses.ts'
import { isForeign } from '../../platform/auth/origin.ts'
import { hashSecret } from '../../platform/auth/secret-token.ts'
import { type KnownUser, type SignInLibrary, sessionTokenOf } from '../../platform/auth/sign-in.ts'
import { findPreferences, type Preferences } from '../../platform/auth/users.store.ts'
import type { Principal, Runtime } from '../../platform/context.ts'
import { findKeyHolder, findMemberships, type Membership, noteKeyUse } from './people.store.ts'

export interface SignedIn extends Principal {
  /** Null: a program. */
  readonly user: KnownUser | null
  readonly organizationName: string
  readonly language: string | null
  /** Of a customer's contact; null: nobody has said. */
  readonly portalRoles: readonly PortalRole[] | null
  readonly memberships: readonly Membership[]
  /** Of a session that has just been prolonged, for the answer. */
  readonly cookies?: readonly string[]
}

export type Authenticate = (request: FastifyRequest) => Promise<SignedIn | null>

const KEY = 'Bearer sf_'

export function createAuthenticate(runtime: Runtime, library: SignInLibrary): Authenticate {
  const guesses = limitGuesses(() => runtime.clock.now().getTime())
  /** Refuses `too_many_requests` where too much was guessed from that address. */
  const tried = async <T>({ ip }: FastifyRequest, secret: string, find: () => Promise<T | null>): Promise<T | null> => {
    refuseFor(guesses.waitFor(ip, secret))
    const found = await find()
    if (found) guesses.noteRight(secret)
    else refuseFor(guesses.noteWrong(ip, secret))
    return found
  }
  return async (request) => {
    const { authorization, cookie } = request.headers
    if (authorization?.startsWith(KEY)) {
      const hash = hashSecret(authorization.slice('Bearer '.length))
      return tried(request, hash, () => byKey(runtime, library, hash))
    }
    const token = cookie && sessionTokenOf(cookie)
    if (!cookie || !token) return null
    refuseForeign(request)
    const session = await tried(request, token, () => library.findSession(cookie))
    if (!session) return null
    const signedIn = await byMembership(runtime, library, session.user, request.headers['x-organization'])
    return signedIn && { ...signedIn, cookies: session.cookies }
  }
}

function refuseFor(seconds: number): void {
  if (seconds > 0) throw new Refusal('too_many_requests', { retry_after_seconds: seconds })
}

/** Refuses `not_allowed` when the request comes from another site's page. */
export function refuseForeign(request: FastifyRequest): void {
  if (isForeign(request)) throw new Refusal('not_allowed', { reason: 'foreign_origin' })
}

async function byMembership(
  runtime: Runtime,
  library: SignInLibrary,
  user: KnownUser,
  wanted: string | string[] | undefined,
): Promise<SignedIn | null> {
  const { memberships, preferences } = await library.recent.ask(`user ${user.id}`, async () => ({
    memberships: await findMemberships(runtime, user.id),
    preferences: await findPreferences(runtime, user.id),
  }))
  const chosen = choose(memberships, preferences, wanted)
  return chosen
    ? {
        tenantId: chosen.tenant_id,
        actor: `user:${user.id}`,
        role: chosen.role,
        permissions: new Set(permissionsOf(chosen.role, chosen.portal_roles)),
        customerId: chosen.customer_id,
        portalRoles: chosen.portal_roles,
        user,
        organizationName: chosen.organization_name,
        language: preferences.language,
        memberships,
      }
    : null
}

/** The organization asked for, which must be one of the person's own; else the preferred one; else the first. */
function choose(memberships: readonly Membership[], preferences: Preferences, wanted: string | string[] | undefined) {
  const find = (tenantId: string | null) => memberships.find((one) => one.tenant_id === tenantId)
  if (wanted !== undefined) return find(String(wanted))
  return find(preferences.home_tenant_id) ?? memberships[0]
}

async function byKey(runtime: Runtime, library: SignInLibrary, keyHash: string): Promise<SignedIn | null> {
  const holder = await library.recent.ask(`key ${keyHash}`, async () => {
    const found = await findKeyHolder(runtime, keyHash)
    if (found && !isExpired(runtime, found.expires_at)) await noteKeyUse(runtime, found)
    return found
  })
  // Asked again on each use: a key may expire while it is remembered.
  if (!holder || isExpired(runtime, holder.expires_at)) return null
  return {
    tenantId: holder.tenant_id,
    actor: `key:${holder.api_key_id}`,
    role: 'key',
    permissions: new Set(holder.permissions),
    customerId: null,
    portalRoles: null,
    user: null,
    organizationName: holder.organization_name,
    language: null,
    memberships: [],
  }
}

const isExpired = (runtime: Runtime, expiresAt: Date | null) => expiresAt !== null && expiresAt <= runtime.clock.now()
