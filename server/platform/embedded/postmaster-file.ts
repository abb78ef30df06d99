/**
 * Reads `postmaster.pid`, PostgreSQL's own note of who serves a folder.
 * Lines: process number, folder, start time, port, socket folder, listening address, shared memory key, state.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { isPidInUse, isZombie, programNameOf } from './process-identity.ts'

export interface Postmaster {
  pid: number
  dataDirectory: string
  port: number
}

/** Undefined while PostgreSQL has not written all of it. */
export function parsePostmaster(text: string): Postmaster | undefined {
  const lines = text.split('\n')
  const pid = Number(lines[0])
  const port = Number(lines[3])
  if (!pid || !port || !lines[1]) return undefined
  return { pid, dataDirectory: lines[1], port }
}

/** The server that serves this very folder now, as far as the process list can tell. */
export async function findPostmaster(dataDirectory: string): Promise<Postmaster | undefined> {
  const text = await readFile(join(dataDirectory, 'postmaster.pid'), 'utf8').catch(() => '')
  const postmaster = parsePostmaster(text)
  if (!postmaster) return undefined
  // A copied folder brings along the note of the server that serves the original.
  if (resolve(postmaster.dataDirectory) !== resolve(dataDirectory)) return undefined
  return isPostgres(postmaster.pid) ? postmaster : undefined
}

/**
 * After a reboot the number in the note may belong to any program, and PostgreSQL then refuses to start. It ignores
 * a note that names its starter's own process, so we write our number there: removing the file would also remove
 * the shared memory key by which PostgreSQL notices orphaned backends of the dead server.
 */
export async function disownStaleNote(dataDirectory: string): Promise<void> {
  const path = join(dataDirectory, 'postmaster.pid')
  const text = await readFile(path, 'utf8').catch(() => '')
  const pid = Number(text.split('\n')[0])
  if (!pid || !isPidInUse(pid)) return
  await writeFile(path, text.replace(/^-?\d+/, String(process.pid)))
}

function isPostgres(pid: number): boolean {
  if (!isPidInUse(pid) || isZombie(pid)) return false
  const name = programNameOf(pid)
  return name === undefined || name === 'postgres'
}
