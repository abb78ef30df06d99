/** Counts the processes that use the server of a folder, so that the last one to leave stops it and nobody earlier. */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { formatIdentity, identityOf, isAlive, parseIdentity } from './process-identity.ts'

const heldHere = new Map<string, number>()

export async function hold(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  await writeFile(fileOf(folder), formatIdentity(identityOf(process.pid)))
  heldHere.set(folder, (heldHere.get(folder) ?? 0) + 1)
}

/** Gives up one hold of this process; the file goes with the last of them. */
export async function release(folder: string): Promise<void> {
  const remaining = (heldHere.get(folder) ?? 1) - 1
  heldHere.set(folder, remaining)
  if (remaining === 0) await rm(fileOf(folder), { force: true })
}

/** True while any living process holds the server. Files of dead processes are swept on the way. */
export async function isHeld(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch(() => [])
  const held = await Promise.all(names.map((name) => isHolderAlive(join(folder, name))))
  return held.includes(true)
}

async function isHolderAlive(path: string): Promise<boolean> {
  const holder = parseIdentity(await readFile(path, 'utf8').catch(() => ''))
  if (holder && isAlive(holder)) return true
  await rm(path, { force: true })
  return false
}

function fileOf(folder: string): string {
  return join(folder, String(process.pid))
}
