/**
 * Decides where the database of a state directory lives.
 *
 * Usually that is `database/` inside it. Root runs PostgreSQL as `nobody`, who cannot enter a folder below a private
 * home; then the database lives below /var/lib and the state directory keeps a pointer to it.
 */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { isTraversableByStrangers, type OperatingUser } from './operating-user.ts'

const OUTSIDE = '/var/lib'

export async function openDatabaseHome(
  stateDirectory: string,
  user: OperatingUser | undefined,
  outside: string = OUTSIDE,
): Promise<string> {
  const state = resolve(stateDirectory)
  await mkdir(state, { recursive: true })
  const home = (await readPointer(state)) ?? chooseHome(state, user, outside)
  await mkdir(home, { recursive: true })
  // Strangers may pass through to what is theirs, not look around; the password file inside has its own lock.
  await chmod(home, user ? 0o711 : 0o700)
  if (!home.startsWith(state)) await rememberHome(state, home)
  return home
}

function chooseHome(state: string, user: OperatingUser | undefined, outside: string): string {
  if (!user || isTraversableByStrangers(state)) return join(state, 'database')
  if (!isTraversableByStrangers(outside))
    throw new Error(`The user nobody cannot enter ${outside}. Set SEVENFOLD_STATE.`)
  return join(outside, `sevenfold-${createHash('sha256').update(state).digest('hex').slice(0, 12)}`)
}

/** Where the database of a state directory lies, without making anything; undefined when there is none. */
export async function findDatabaseHome(stateDirectory: string): Promise<string | undefined> {
  const state = resolve(stateDirectory)
  const home = (await readPointer(state)) ?? join(state, 'database')
  return existsSync(home) ? home : undefined
}

/** A copied checkout brings a pointer to the original's database: it counts only while nobody else's name is on it. */
async function readPointer(state: string): Promise<string | undefined> {
  const home = await readFile(join(state, 'database-location'), 'utf8').catch(() => '')
  if (!home) return undefined
  const owner = await readFile(join(home.trim(), 'owner'), 'utf8').catch(() => '')
  return owner.trim() === state || !(await isInUseBy(owner.trim(), home.trim())) ? home.trim() : undefined
}

async function isInUseBy(owner: string, home: string): Promise<boolean> {
  const pointer = await readFile(join(owner, 'database-location'), 'utf8').catch(() => '')
  return owner !== '' && pointer.trim() === home
}

async function rememberHome(state: string, home: string): Promise<void> {
  await writeFile(join(state, 'database-location'), `${home}\n`)
  await writeFile(join(home, 'owner'), `${state}\n`)
}
