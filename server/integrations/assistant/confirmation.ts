/**
 * An action is prepared first: nothing happens, and a code is handed back. Only with that code is the same action carried out,
 * by the same key, within ten to twenty minutes. What was not shown to anybody cannot be done by guessing `confirm: true`.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'

const PERIOD_MS = 10 * 60_000
const LETTERS = 12

export interface PreparedAction {
  readonly tool: string
  readonly actor: string
  readonly tenantId: string
  readonly wish: unknown
}

const codeFor = (secret: string, action: PreparedAction, period: number) =>
  createHmac('sha256', secret)
    .update(`assistant action\0${period}\0${JSON.stringify([action.tool, action.tenantId, action.actor, action.wish])}`)
    .digest('base64url')
    .slice(0, LETTERS)

const periodAt = (now: Date) => Math.floor(now.getTime() / PERIOD_MS)

export const confirmationCode = (secret: string, action: PreparedAction, now: Date) =>
  codeFor(secret, action, periodAt(now))

export function isConfirmed(secret: string, action: PreparedAction, said: { code: string; now: Date }): boolean {
  const given = Buffer.from(said.code)
  return [0, 1].some((back) => {
    const wanted = Buffer.from(codeFor(secret, action, periodAt(said.now) - back))
    return given.length === wanted.length && timingSafeEqual(given, wanted)
  })
}
