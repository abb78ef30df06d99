/** The data folder: made once by `initdb`, synced to disk afterwards, configured before every start. */
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Binaries } from './binaries.ts'
import { explainFailure } from './failure.ts'
import { giveTo, type OperatingUser } from './operating-user.ts'
import { runProgram } from './run-program.ts'
import { formatPostgresConf, HOST_ACCESS, type Settings } from './settings.ts'

export const ADMIN = 'sevenfold_admin'
const ROOM_NEEDED_BYTES = 300 * 1024 * 1024

export interface Cluster {
  home: string
  user: OperatingUser | undefined
  binaries: Binaries
}

export const dataDirectoryOf = (cluster: Pick<Cluster, 'home'>) => join(cluster.home, 'data')
export const programOf = (cluster: Cluster, name: string) => join(cluster.binaries.root, 'bin', name)
const passwordFileOf = (cluster: Cluster) => join(cluster.home, 'password')

/** True when it had to be made. It is built aside and moved into place, so a killed start leaves no half-made folder. */
export async function createWhenMissing(cluster: Cluster): Promise<boolean> {
  const data = dataDirectoryOf(cluster)
  if (existsSync(data)) {
    await refuseOtherMajor(cluster)
    return false
  }
  await refuseFullDisk(cluster.home)
  await rm(`${data}.draft`, { recursive: true, force: true })
  await initialize(cluster, `${data}.draft`)
  await rename(`${data}.draft`, data)
  return true
}

/**
 * The folder is first made without syncing, a second saved on the first start; `syncToDisk` catches up while the
 * program is already loading. A power cut in between costs a database that is seconds old.
 */
async function initialize(cluster: Cluster, draft: string): Promise<void> {
  const password = randomBytes(24).toString('base64url')
  await writeFile(passwordFileOf(cluster), password, { mode: 0o600 })
  const handover = `${draft}.password`
  await makeFolderFor(cluster.user, draft)
  await writeFile(handover, password, { mode: 0o600 })
  await giveTo(cluster.user, handover)
  try {
    const { exitCode, output } = await run(cluster, 'initdb', [
      ...['--pgdata', draft, '--username', ADMIN, '--pwfile', handover, '--auth', 'scram-sha-256'],
      // The same order of letters on every machine, yet upper and lower case in every script.
      ...['--encoding', 'UTF8', '--locale', 'C', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8'],
      ...['--no-sync', '--no-instructions'],
    ])
    if (exitCode !== 0) throw explainFailure('be set up', output)
  } finally {
    await rm(handover, { force: true })
  }
}

async function makeFolderFor(user: OperatingUser | undefined, path: string): Promise<void> {
  await mkdir(path, { mode: 0o700 })
  await giveTo(user, path)
}

/** Brings a folder made without syncing safely to disk; done once, and again after an interrupted first time. */
export async function syncToDisk(cluster: Cluster): Promise<void> {
  const note = join(cluster.home, 'synced')
  if (existsSync(note)) return
  const { exitCode, output } = await run(cluster, 'initdb', ['--sync-only', '--pgdata', dataDirectoryOf(cluster)])
  if (exitCode !== 0) throw explainFailure('be written to disk', output)
  await writeFile(note, '')
}

/** Throwaway data may be torn after the machine went down: it is recognized by the boot it was made in, and made anew. */
export async function discardFromEarlierBoot(cluster: Cluster): Promise<void> {
  const note = join(cluster.home, 'boot')
  const current = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '')
  const previous = await readFile(note, 'utf8').catch(() => current)
  if (previous !== current) await rm(dataDirectoryOf(cluster), { recursive: true, force: true })
  await rm(join(cluster.home, 'synced'), { force: true })
  await writeFile(note, current)
}

export async function configure(cluster: Cluster, settings: Settings): Promise<void> {
  // Whoever runs the site keeps own settings in local.conf; they come last and so win.
  const own = existsSync(join(dataDirectoryOf(cluster), 'local.conf')) ? "include = 'local.conf'\n" : ''
  await replaceFile(cluster, 'postgresql.conf', formatPostgresConf(settings) + own)
  await replaceFile(cluster, 'pg_hba.conf', HOST_ACCESS)
}

async function replaceFile(cluster: Cluster, name: string, content: string): Promise<void> {
  const path = join(dataDirectoryOf(cluster), name)
  await writeFile(`${path}.draft`, content, { mode: 0o600 })
  await giveTo(cluster.user, `${path}.draft`)
  await rename(`${path}.draft`, path)
}

export async function adminUrl(cluster: Cluster, port: number): Promise<string> {
  const password = await readFile(passwordFileOf(cluster), 'utf8').catch(() => {
    throw new Error(`The password file of the embedded database is missing: ${passwordFileOf(cluster)}`)
  })
  return `postgres://${ADMIN}:${password.trim()}@127.0.0.1:${port}/postgres`
}

export function run(cluster: Cluster, program: string, args: string[]) {
  const surroundings = { user: cluster.user, workingDirectory: cluster.home }
  return runProgram(programOf(cluster, program), args, surroundings).catch((error: Error) => {
    throw explainFailure('be started', error.message)
  })
}

async function refuseOtherMajor({ home, binaries }: Cluster): Promise<void> {
  const found = (await readFile(join(dataDirectoryOf({ home }), 'PG_VERSION'), 'utf8').catch(() => '')).trim()
  const wanted = binaries.version.split('.')[0]
  if (found === wanted) return
  throw new Error(
    `The database folder was made by PostgreSQL ${found || '(unknown)'}, this program brings ${wanted}. ` +
      'Export the data with the older program and import it here: docs/guides has the steps.',
  )
}

async function refuseFullDisk(home: string): Promise<void> {
  const { bavail, bsize } = await statfs(home)
  if (bavail * bsize < ROOM_NEEDED_BYTES) throw explainFailure('be set up', 'No space left on device')
}
