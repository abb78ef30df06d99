/**
 * Sign-in by the library better-auth: passwords and sessions. Everything of it stays behind this file; the rest of the
 * program knows a `Principal`. Its own HTTP surface is not exposed: every address we serve stands in our contract, and
 * nobody can sign up.
 */
import { betterAuth } from 'better-auth'
import pg from 'pg'
import { recentAnswers } from './recent.ts'
import { makeSealer } from './sealed-secret.ts'
import { deriveSecret } from './secret-token.ts'

export interface SignInSetting {
  /** As the application's own role. */
  readonly databaseUrl: string
  readonly secret: string
  readonly baseUrl: string
}

/** Where a sign-in comes from; kept with the session. */
export interface Visitor {
  readonly address: string
  readonly userAgent: string
}

export interface KnownUser {
  readonly id: string
  readonly name: string
  readonly email: string
}

export type SignInLibrary = ReturnType<typeof openSignIn>

/** Found by its cookie. The cookies are those of a session that has just been prolonged; mostly there are none. */
export interface FoundSession {
  readonly user: KnownUser
  readonly cookies: readonly string[]
}

const DAY_SECONDS = 24 * 3600
const SESSION_SECONDS = 7 * DAY_SECONDS
const CONNECTIONS_MAX = 4
const PASSWORD_LENGTH_MIN = 10

export function openSignIn(setting: SignInSetting) {
  const pool = new pg.Pool({
    connectionString: setting.databaseUrl,
    max: CONNECTIONS_MAX,
    // The library names its tables without a schema.
    options: '-c search_path=auth',
    application_name: 'sevenfold sign-in',
    allowExitOnIdle: true,
  })
  pool.on('error', () => undefined)
  const library = betterAuth({
    database: pool,
    secret: setting.secret,
    baseURL: setting.baseUrl,
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: PASSWORD_LENGTH_MIN },
    // A session ends after a week without use; used, it is prolonged once a day. The library's cookie cache is off: `recent`
    // below answers hundreds of times faster, and a session that was ended does not live on in a cookie (decision 0017).
    session: { expiresIn: SESSION_SECONDS, updateAge: DAY_SECONDS, cookieCache: { enabled: false } },
    advanced: {
      cookiePrefix: 'sevenfold',
      useSecureCookies: setting.baseUrl.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax' },
      // Whose request it is, is checked by us for every endpoint.
      disableOriginCheck: true,
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
    },
    telemetry: { enabled: false },
    logger: { disabled: true },
  })
  const recent = recentAnswers()
  const password = async () => (await library.$context).password
  return {
    /** Sessions, memberships and keys seen in the last seconds; emptied by whatever changes rights. */
    recent,
    findSession(cookie: string): Promise<FoundSession | null> {
      const token = sessionCookie(cookie)
      if (!token) return Promise.resolve(null)
      return recent.ask(`session ${token}`, async () => {
        const asked = { headers: new Headers({ cookie }), returnHeaders: true } as const
        const { response, headers } = await library.api.getSession(asked)
        if (!response) return null
        const { id, name, email } = response.user
        return { user: { id, name, email }, cookies: headers.getSetCookie() }
      })
    },
    /** The cookies of a new session, or null when address and password do not belong together. */
    async signIn(email: string, secret: string, visitor: Visitor): Promise<string[] | null> {
      const headers = new Headers({ 'user-agent': visitor.userAgent, [ADDRESS_HEADER]: visitor.address })
      const response = await library.api.signInEmail({ body: { email, password: secret }, headers, asResponse: true })
      if (response.status >= 500) throw new Error('Sign-in failed inside the library')
      return response.ok ? response.headers.getSetCookie() : null
    },
    /** Ends the session of that cookie and returns the cookies that clear it in the browser. */
    async signOut(cookie: string): Promise<string[]> {
      const response = await library.api.signOut({ headers: new Headers({ cookie }), asResponse: true })
      recent.forget()
      return response.headers.getSetCookie()
    },
    /** What the link of an invitation holds; for the answer to whoever invites, and for the mail. */
    makeInvitationToken: (tenantId: string, invitationId: string) =>
      deriveSecret('si', setting.secret, `invitation ${tenantId} ${invitationId}`),
    /** Keeps secrets that must be had back as they were. */
    sealer: makeSealer(setting.secret),
    hashPassword: async (secret: string) => (await password()).hash(secret),
    isPassword: async (secret: string, hash: string) => (await password()).verify({ password: secret, hash }),
    close: () => pool.end(),
  }
}

/** Ours alone: what a visitor's own headers claim never reaches the library. */
const ADDRESS_HEADER = 'x-sevenfold-address'

/** The signed value of our session cookie, or undefined. */
function sessionCookie(cookie: string): string | undefined {
  return /(?:^|;\s*)(?:__Secure-)?sevenfold\.session_token=([^;]+)/.exec(cookie)?.[1]
}

/** The token inside the signed cookie, as the sessions table has it. */
export function sessionTokenOf(cookie: string): string | null {
  const signed = sessionCookie(cookie)
  return signed?.split('.')[0] ?? null
}
