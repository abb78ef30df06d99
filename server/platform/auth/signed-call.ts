/**
 * Whether a call comes from whom it says: signed in the shape of Standard Webhooks, or with a shared token.
 *
 * A signature is over id, time and the bytes that came; a call may be five minutes old. Comparing takes as long for a
 * near miss as for a wild guess.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { hashSecret } from './secret-token.ts'

export const SKEW_SECONDS = 300

export interface SignedCall {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: Uint8Array
  readonly now: Date
}

const header = ({ headers }: SignedCall, name: string): string => {
  const value = headers[name]
  return typeof value === 'string' ? value : ''
}

/** The call's own id where one of the secrets has signed it; null where none has, or it is too old or too new. */
export function signedId(call: SignedCall, secrets: readonly string[]): string | null {
  const [id, timestamp] = [header(call, 'webhook-id'), header(call, 'webhook-timestamp')]
  if (!/^[\x21-\x7e]{1,200}$/.test(id) || !/^\d{1,12}$/.test(timestamp)) return null
  if (Math.abs(call.now.getTime() / 1000 - Number(timestamp)) > SKEW_SECONDS) return null
  const given = header(call, 'webhook-signature')
    .split(' ')
    .flatMap((one) => (one.startsWith('v1,') ? [Buffer.from(one.slice('v1,'.length), 'base64')] : []))
  const isOurs = secrets.some((secret) =>
    given.some((one) => isEqual(one, sign(secret, `${id}.${timestamp}.`, call.body))),
  )
  return isOurs ? id : null
}

/** A secret beginning with `whsec_` stands for the bytes it encodes, as the shape wants it; any other for its own. */
export function sign(secret: string, head: string, body: Uint8Array): Buffer {
  const key = secret.startsWith('whsec_') ? Buffer.from(secret.slice('whsec_'.length), 'base64') : Buffer.from(secret)
  return createHmac('sha256', key).update(head).update(body).digest()
}

/** Tokens come as a bearer or, from those who cannot send one, in a header of their own. */
export function hasToken(call: SignedCall, hashes: readonly string[]): boolean {
  const bearer = /^Bearer (.+)$/.exec(header(call, 'authorization'))?.[1]
  const given = hashSecret(bearer ?? header(call, 'x-webhook-token'))
  return hashes.some((hash) => isEqual(Buffer.from(given), Buffer.from(hash)))
}

const isEqual = (a: Uint8Array, b: Uint8Array) => a.length === b.length && timingSafeEqual(a, b)
