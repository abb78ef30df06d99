/** Who is asking: a person by the session cookie, or a program by its key. */
import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { type Permission, ROLE_PERMISSIONS, type Role } from '../../../contract/people.ts'
import { Refusal } from '../../../contract/refusals.ts'
import type { Principal, Runtime } from '../../platform/context.ts'
import type { SignInLibrary } from './sign-in.ts'

export interface SignedIn extends Principal {
  readonly user: { readonly id: string; readonly name: string; readonly email: string } | null
  readonly organizationName: string
}

interface Membership {
  readonly tenant_id: string
  readonly organization_name: string
  readonly role: Role
  readonly customer_id: string | null
}

/** How long a found key or membership is believed: a revoked key may live that much longer. */
const BELIEVED_MS = 5_000
const CACHE_MAX = 10_000

export type Authenticate = (request: FastifyRequest) => Promise<SignedIn | null>

export function createAuthenticate(runtime: Runtime, library: SignInLibrary): Authenticate {
  const keys = cached(runtime, (hash: string) => findKey(runtime, hash))
  const memberships = cached(runtime, (userId: string) => findMemberships(runtime, userId))
  return async (request) => {
    const { authorization } = request.headers
    if (authorization?.startsWith('Bearer sf_')) return keys(hashToken(authorization.slice('Bearer '.length)))
    if (!request.headers.cookie) return null
    refuseForeignOrigin(request)
    const user = await library.findUser(toHeaders(request))
    if (!user) return null
    const all = await memberships(user.id)
    const wanted = request.headers['x-organization']
    const found = wanted === undefined ? all[0] : all.find((one) => one.tenant_id === wanted)
    return found ? toPrincipal(user, found) : null
  }
}

export const hashToken = (token: string) => createHash('sha256').update(token).digest('hex')

export function toHeaders(request: FastifyRequest): Headers {
  const headers = new Headers()
  if (request.headers.cookie) headers.set('cookie', request.headers.cookie)
  return headers
}

/** A browser sends the cookie along with a foreign page's form too; such a write carries the foreign page's origin. */
function refuseForeignOrigin(request: FastifyRequest): void {
  const { origin, host } = request.headers
  if (request.method === 'GET' || request.method === 'HEAD' || origin === undefined) return
  if (!URL.canParse(origin) || new URL(origin).host !== host)
    throw new Refusal('not_allowed', { reason: 'foreign_origin' })
}

function toPrincipal(user: { id: string; name: string; email: string }, membership: Membership): SignedIn {
  return {
    tenantId: membership.tenant_id,
    actor: `user:${user.id}`,
    role: membership.role,
    permissions: new Set(ROLE_PERMISSIONS[membership.role]),
    customerId: membership.customer_id,
    user: { id: user.id, name: user.name, email: user.email },
    organizationName: membership.organization_name,
  }
}

async function findMemberships(runtime: Runtime, userId: string): Promise<Membership[]> {
  const { rows } = await runtime.database.pool.query('SELECT * FROM people.memberships_of($1)', [userId])
  return rows as Membership[]
}

interface Holder {
  readonly tenant_id: string
  readonly api_key_id: string
  readonly permissions: Permission[]
  readonly expires_at: Date | null
}

async function findKey(runtime: Runtime, hash: string): Promise<SignedIn | null> {
  const { rows } = await runtime.database.pool.query('SELECT * FROM people.key_holder($1)', [hash])
  const holder = rows[0] as Holder | undefined
  if (!holder || (holder.expires_at && holder.expires_at <= runtime.clock.now())) return null
  return {
    tenantId: holder.tenant_id,
    actor: `key:${holder.api_key_id}`,
    role: 'key',
    permissions: new Set(holder.permissions),
    customerId: null,
    user: null,
    organizationName: '',
  }
}

function cached<T>(runtime: Runtime, find: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const known = new Map<string, { value: Promise<T>; until: number }>()
  return (key) => {
    const now = runtime.clock.now().getTime()
    const entry = known.get(key)
    if (entry && entry.until > now) return entry.value
    if (known.size >= CACHE_MAX) known.clear()
    const value = find(key)
    known.set(key, { value, until: now + BELIEVED_MS })
    value.catch(() => known.delete(key))
    return value
  }
}
