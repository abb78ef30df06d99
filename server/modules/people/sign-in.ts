/**
 * Sign-in by the library better-auth: users, password hashes, sessions. Everything of it stays behind this file; the rest of
 * the program knows a `Principal`. Its own HTTP handler is not exposed: every address we serve stands in our contract.
 */
import { betterAuth } from 'better-auth'
import pg from 'pg'

export interface SignInSetting {
  readonly databaseUrl: string
  readonly secret: string
  readonly baseUrl: string
}

export type SignInLibrary = ReturnType<typeof openSignIn>

const SESSION_SECONDS = 7 * 24 * 3600

export function openSignIn(setting: SignInSetting) {
  const pool = new pg.Pool({
    connectionString: setting.databaseUrl,
    max: 4,
    options: '-c search_path=auth',
    allowExitOnIdle: true,
  })
  pool.on('error', () => undefined)
  const library = betterAuth({
    database: pool,
    secret: setting.secret,
    baseURL: setting.baseUrl,
    emailAndPassword: { enabled: true, minPasswordLength: 10, autoSignIn: false },
    // The session is read from a signed cookie for a minute at a time, not from the database on each request.
    session: { expiresIn: SESSION_SECONDS, cookieCache: { enabled: true, maxAge: 60 } },
    advanced: {
      cookiePrefix: 'sevenfold',
      useSecureCookies: setting.baseUrl.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax' },
      // Whose request it is, is checked by us for every endpoint.
      disableOriginCheck: true,
    },
    telemetry: { enabled: false },
    logger: { disabled: true },
  })
  return {
    async findUser(headers: Headers) {
      const session = await library.api.getSession({ headers })
      return session?.user ?? null
    },
    /** The cookies of a new session, or null when address and password do not belong together. */
    async signIn(email: string, password: string): Promise<string[] | null> {
      const response = await library.api.signInEmail({ body: { email, password }, asResponse: true })
      return response.ok ? response.headers.getSetCookie() : null
    },
    async signOut(headers: Headers): Promise<string[]> {
      const response = await library.api.signOut({ headers, asResponse: true })
      return response.headers.getSetCookie()
    },
    /** Adds a person, or finds the one with that address; a known person keeps name and password. */
    async addUser(person: { email: string; name: string; password: string }): Promise<string> {
      const email = person.email.toLowerCase()
      const { rows } = await pool.query('SELECT id FROM auth."user" WHERE email = $1', [email])
      if (rows[0]) return rows[0].id as string
      const { user } = await library.api.signUpEmail({ body: { ...person, email } })
      return user.id
    },
    close: () => pool.end(),
  }
}
