/**
 * Says of each worker of this process that it lives, in a way that ends by itself when the process does: an advisory lock
 * named after the worker, on a connection of its own. A job whose worker holds no such lock was left behind by a crash.
 *
 * Without this the queue would wait four hours before it gives such a job to another worker.
 */
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { Log } from '../log.ts'

/** First half of the lock's name; the number is arbitrary but ours. */
export const PRESENCE = 7070_0003
const RETRY_MS = 1_000

export interface Presence {
  /** Resolves once the worker is known to live; it must not take a job before. Rejects when the server stops meanwhile. */
  announce(workerId: string): Promise<void>
  close(): Promise<void>
}

interface Setting {
  readonly databaseUrl: string
  readonly log: Log
  readonly stopping: AbortSignal
}

export function openPresence({ databaseUrl, log, stopping }: Setting): Presence {
  const announced = new Map<string, Promise<void>>()
  let link: Promise<pg.Client> | undefined
  // One question at a time on the one connection.
  let turn: Promise<unknown> = Promise.resolve()
  const connect = async (): Promise<pg.Client> => {
    for (;;) {
      try {
        return await lockAll(databaseUrl, [...announced.keys()], () => {
          // The connection is gone, and with it the locks: again, before another process finds them missing.
          link = stopping.aborted ? undefined : connect()
          link?.catch(() => undefined)
        })
      } catch (error) {
        stopping.throwIfAborted()
        log.warn({ code: (error as { code?: string }).code }, 'workers could not be announced; trying again')
        await pause(RETRY_MS)
      }
    }
  }
  const lock = async (workerId: string): Promise<void> => {
    link ??= connect()
    const client = await link
    // Where the connection breaks just now, the one that follows locks for every worker announced.
    await client.query(LOCK, [PRESENCE, [workerId]]).catch(() => link)
  }
  return {
    announce(workerId) {
      const known = announced.get(workerId)
      if (known) return known
      const locked = turn.then(() => lock(workerId))
      turn = locked.catch(() => undefined)
      announced.set(workerId, locked)
      return locked
    },
    close: async () => void (await link?.then((client) => client.end()).catch(() => undefined)),
  }
}

/** Shared, since a lock taken twice by the same connection is no contradiction. */
const LOCK = 'SELECT pg_advisory_lock_shared($1, hashtext(id)) FROM unnest($2::text[]) id'

async function lockAll(databaseUrl: string, workerIds: readonly string[], onLoss: () => void): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'sevenfold presence' })
  let isHeld = false
  client.on('error', () => {
    if (isHeld) onLoss()
    isHeld = false
  })
  try {
    await client.connect()
    await client.query(LOCK, [PRESENCE, workerIds])
    isHeld = true
    return client
  } catch (error) {
    await client.end().catch(() => undefined)
    throw error
  }
}
