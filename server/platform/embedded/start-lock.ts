/** Lets one process at a time start or stop the server of a folder; a lock whose owner died is taken over. */
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { formatIdentity, identityOf, isAlive, parseIdentity } from './process-identity.ts'

const PATIENCE_MILLISECONDS = 120_000
let attempts = 0

export async function withStartLock<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  await acquire(path)
  try {
    return await work()
  } finally {
    await rm(path, { force: true })
  }
}

async function acquire(path: string): Promise<void> {
  const deadline = Date.now() + PATIENCE_MILLISECONDS
  while (!(await tryAcquire(path))) {
    await removeWhenAbandoned(path)
    if (Date.now() > deadline)
      throw new Error(`Another process has been starting the database for two minutes: ${path}`)
    await pause(20 + Math.random() * 30)
  }
}

/** A hard link appears with its content, so nobody ever reads a lock that does not name its owner yet. */
async function tryAcquire(path: string): Promise<boolean> {
  const draft = `${path}.${process.pid}.${attempts++}`
  await writeFile(draft, formatIdentity(identityOf(process.pid)))
  try {
    await link(draft, path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return false
  } finally {
    await rm(draft, { force: true })
  }
}

/**
 * Two waiting processes may both see the dead owner, and the slower one would then take away the faster one's fresh
 * lock; so the file is moved aside first and put back when it turns out to have a living owner.
 */
async function removeWhenAbandoned(path: string): Promise<void> {
  if (await hasLivingOwner(path)) return
  const aside = `${path}.aside.${process.pid}.${attempts++}`
  try {
    await rename(path, aside)
    if (await hasLivingOwner(aside)) await link(aside, path)
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
  } finally {
    await rm(aside, { force: true })
  }
}

async function hasLivingOwner(path: string): Promise<boolean> {
  const text = await readFile(path, 'utf8').catch(() => '')
  const owner = parseIdentity(text)
  return owner !== undefined && isAlive(owner)
}
