/**
 * Starts PostgreSQL for a state directory, or joins the server that already runs there.
 *
 * States of a server: *absent* (nothing made yet) → *made* (folder there, nobody serves it) → *running*.
 * Running → made: the last holder calls `stop`. Killing the program leaves it running; the next start joins it, and
 * PostgreSQL repairs itself if it was killed too. Every passage happens under one lock, so two starts at the same
 * moment end with one server and two holders.
 */
import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { prepareBinaries } from './binaries.ts'
import {
  adminUrl,
  type Cluster,
  configure,
  createWhenMissing,
  dataDirectoryOf,
  discardFromEarlierBoot,
  run,
  syncToDisk,
} from './cluster.ts'
import { findDatabaseHome, openDatabaseHome } from './database-home.ts'
import { explainFailure, isOldServerLeaving, isPortTaken } from './failure.ts'
import { choosePort } from './free-port.ts'
import { hold, isHeld, release } from './holders.ts'
import { giveTo, postgresUser } from './operating-user.ts'
import { disownStaleNote, findPostmaster } from './postmaster-file.ts'
import { askServer } from './reach.ts'
import { withStartLock } from './start-lock.ts'

export interface EmbeddedOptions {
  stateDirectory: string
  /** `off` is for throwaway databases: a power cut may leave them unreadable. */
  fsync?: 'on' | 'off'
}

export interface EmbeddedDatabase {
  /** Superuser on the maintenance database `postgres`, over loopback. */
  adminUrl: string
  /** Where data, log and password lie. */
  home: string
  /** The data folder was made by this call. */
  isFresh: boolean
  /** Nobody served the folder before this call. */
  isStartedHere: boolean
  /** Resolves once a freshly made folder is safely on disk; work need not wait for it. */
  synced: Promise<void>
  /** Gives up this process's hold and leaves the server running; somebody else must stop it. */
  leave(): Promise<void>
  /** Stops the server unless another living process uses it. Calling it twice does no harm. */
  stop(): Promise<void>
}

export async function startEmbeddedDatabase(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const user = postgresUser()
  const home = await openDatabaseHome(options.stateDirectory, user)
  const fsync = options.fsync ?? 'on'
  return withStartLock(lockOf(home), async () => {
    const cluster: Cluster = { home, user, binaries: await prepareBinaries(home, user) }
    await hold(holdersOf(home))
    try {
      return await joinOrStart(cluster, fsync)
    } catch (error) {
      await release(holdersOf(home))
      throw error
    }
  })
}

/** True while a living process uses the server of a folder. */
export function isInUse(home: string): Promise<boolean> {
  return isHeld(holdersOf(home))
}

/** Stops the server of a folder when no living process holds it any more. True when none runs afterwards. */
export async function stopWhenUnused(home: string): Promise<boolean> {
  return withStartLock(lockOf(home), async () => {
    if (await isHeld(holdersOf(home))) return false
    const user = postgresUser()
    const cluster: Cluster = { home, user, binaries: await prepareBinaries(home, user) }
    if (!(await findPostmaster(dataDirectoryOf(cluster)))) return true
    const args = ['stop', '--pgdata', dataDirectoryOf(cluster), '--mode', 'fast', '--wait', '--timeout', '60']
    const { exitCode, output } = await run(cluster, 'pg_ctl', args)
    if (exitCode !== 0) throw explainFailure('stop', output)
    return true
  })
}

/** Stops the server of a state directory and removes its database, for throwaway ones. Refuses while it is in use. */
export async function discardDatabase(stateDirectory: string): Promise<void> {
  const home = await findDatabaseHome(stateDirectory)
  if (!home) return
  if (!(await stopWhenUnused(home))) throw new Error(`The database in ${home} is in use.`)
  await rm(home, { recursive: true, force: true, maxRetries: 3 })
}

async function joinOrStart(cluster: Cluster, fsync: 'on' | 'off'): Promise<EmbeddedDatabase> {
  const running = await findRunning(cluster, fsync)
  if (running === undefined && fsync === 'off') await discardFromEarlierBoot(cluster)
  const isFresh = running === undefined && (await createWhenMissing(cluster))
  const port = running ?? (await start(cluster, fsync))
  const synced = fsync === 'on' ? syncToDisk(cluster) : Promise.resolve()
  synced.catch(() => {})
  const leave = once(async () => {
    await synced.catch(() => {})
    await release(holdersOf(cluster.home))
  })
  return {
    adminUrl: await adminUrl(cluster, port),
    home: cluster.home,
    isFresh,
    isStartedHere: running === undefined,
    synced,
    leave,
    stop: once(async () => {
      await leave()
      await stopWhenUnused(cluster.home)
    }),
  }
}

/** The port of the server that serves this folder already; the truth is its answer, not the note it left. */
async function findRunning(cluster: Cluster, fsync: 'on' | 'off'): Promise<number | undefined> {
  const dataDirectory = dataDirectoryOf(cluster)
  const postmaster = await findPostmaster(dataDirectory)
  if (!postmaster) return undefined
  const answer = await askServer(await adminUrl(cluster, postmaster.port))
  if (answer === 'absent' || resolve(answer.dataDirectory) !== resolve(dataDirectory)) return undefined
  if (fsync === 'on' && answer.fsync !== 'on') {
    throw new Error(`The database in ${cluster.home} runs without syncing to disk, for tests; use another folder.`)
  }
  return postmaster.port
}

const ATTEMPTS = 20

async function start(cluster: Cluster, fsync: 'on' | 'off'): Promise<number> {
  await disownStaleNote(dataDirectoryOf(cluster))
  const log = await openLog(cluster)
  let remembered = await rememberedPort(cluster.home)
  for (let attempt = 1; ; attempt++) {
    const port = await choosePort(remembered)
    await configure(cluster, { port, fsync })
    const { size } = await stat(log)
    const { exitCode, output } = await run(cluster, 'pg_ctl', startArguments(cluster, log))
    if (exitCode === 0) {
      await writeFile(portFileOf(cluster.home), String(port))
      return port
    }
    const said = `${output}\n${(await readFile(log, 'utf8')).slice(size)}`
    if (isPortTaken(said)) remembered = undefined
    else if (isOldServerLeaving(said)) await pause(500)
    else throw explainFailure('start', said)
    if (attempt === ATTEMPTS) throw explainFailure('start', said)
  }
}

function startArguments(cluster: Cluster, log: string): string[] {
  return ['start', '--pgdata', dataDirectoryOf(cluster), '--log', log, '--wait', '--timeout', '120', '--silent']
}

const LOG_BYTES_KEPT = 5 * 1024 * 1024

/** The server's log holds starts, stops and trouble only; it begins anew when it has grown all the same. */
async function openLog(cluster: Cluster): Promise<string> {
  const folder = join(cluster.home, 'log')
  const path = join(folder, 'postgresql.log')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  if (!existsSync(path)) await writeFile(path, '', { mode: 0o600 })
  if ((await stat(path)).size > LOG_BYTES_KEPT) await truncate(path)
  await giveTo(cluster.user, folder)
  await giveTo(cluster.user, path)
  return path
}

async function rememberedPort(home: string): Promise<number | undefined> {
  const text = await readFile(portFileOf(home), 'utf8').catch(() => '')
  return Number(text) || undefined
}

const lockOf = (home: string) => join(home, 'start.lock')
const holdersOf = (home: string) => join(home, 'holders')
const portFileOf = (home: string) => join(home, 'port')

function once(work: () => Promise<void>): () => Promise<void> {
  let result: Promise<void> | undefined
  return () => (result ??= work())
}
