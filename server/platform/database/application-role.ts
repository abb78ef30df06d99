/** The role the program works as: it owns nothing and cannot pass row-level security. One for a whole database server. */
import pg from 'pg'

const ROLE = 'sevenfold_app'

/** The same database, as the application's own role. */
export function applicationUrl(ownerUrl: string, password: string): string {
  const url = new URL(ownerUrl)
  url.username = ROLE
  url.password = password
  return url.href
}

/**
 * Makes the role when it is missing, or takes it where an administrator has set it to NOLOGIN. A role that is in use with
 * another password belongs to another secret: changing it would lock out whoever runs with that one, so it is refused.
 */
export async function ensureApplicationRole(client: pg.Client, ownerUrl: string, password: string): Promise<void> {
  const { rows } = await client.query<{ can_bypass: boolean; rolcanlogin: boolean }>(
    'SELECT rolcanlogin, rolsuper OR rolbypassrls AS can_bypass FROM pg_roles WHERE rolname = $1',
    [ROLE],
  )
  const [role] = rows
  if (role?.can_bypass) throw new Error(`The role ${ROLE} may bypass row-level security; alter it first`)
  if (!role?.rolcanlogin) await setRole(client, role ? 'ALTER' : 'CREATE', password)
  await client.query(
    `DO $$ BEGIN EXECUTE format('GRANT TEMPORARY, CONNECT ON DATABASE %I TO ${ROLE}', current_database()); END $$`,
  )
  if (role?.rolcanlogin && !(await mayConnect(applicationUrl(ownerUrl, password))))
    throw new Error(
      `The role ${ROLE} is in use with another secret. Set SEVENFOLD_SECRET to the one that every server and command of this database uses (docs/guides/production.md)`,
    )
}

/** Gives the role, where it exists, the password of the secret at hand. */
export async function renewPassword(client: pg.Client, password: string): Promise<void> {
  const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [ROLE])
  if (rowCount) await setRole(client, 'ALTER', password)
}

async function setRole(client: pg.Client, verb: 'ALTER' | 'CREATE', password: string): Promise<void> {
  try {
    await client.query(`${verb} ROLE ${ROLE} LOGIN PASSWORD ${client.escapeLiteral(password)}`)
  } catch (error) {
    if ((error as { code?: string }).code !== '42501') throw error
    throw new Error(
      `The role of DATABASE_URL may not make the role ${ROLE}. Give it CREATEROLE (docs/guides/production.md)`,
      { cause: error },
    )
  }
}

const WRONG_PASSWORD = '28P01'

async function mayConnect(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url })
  try {
    await client.connect()
    return true
  } catch (error) {
    if ((error as { code?: string }).code === WRONG_PASSWORD) return false
    throw error
  } finally {
    await client.end().catch(() => undefined)
  }
}
