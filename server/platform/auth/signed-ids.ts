/**
 * A link that works without a sign-in: it names two ids and carries 128 bits that only this server can have made for this
 * purpose. Nothing of it is kept, so nothing can be stolen; who knows the ids alone cannot make it.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'

const MAC_BYTES = 16
const ID_BYTES = 16

const toBytes = (uuid: string) => Buffer.from(uuid.replaceAll('-', ''), 'hex')
const toUuid = (bytes: Buffer) => bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')

const macOf = (secret: string, purpose: string, ids: Buffer) =>
  createHmac('sha256', secret).update(`${purpose}\0`).update(ids).digest().subarray(0, MAC_BYTES)

export interface SignedIds {
  sign(first: string, second: string): string
  /** Null for whatever this server has not signed for this purpose. */
  read(token: string): { readonly first: string; readonly second: string } | null
}

export const signedIds = (secret: string, purpose: string): SignedIds => ({
  sign(first, second) {
    const ids = Buffer.concat([toBytes(first), toBytes(second)])
    return Buffer.concat([ids, macOf(secret, purpose, ids)]).toString('base64url')
  },
  read(token) {
    const bytes = Buffer.from(token, 'base64url')
    if (bytes.length !== 2 * ID_BYTES + MAC_BYTES) return null
    const ids = bytes.subarray(0, 2 * ID_BYTES)
    if (!timingSafeEqual(macOf(secret, purpose, ids), bytes.subarray(2 * ID_BYTES))) return null
    return { first: toUuid(ids.subarray(0, ID_BYTES)), second: toUuid(ids.subarray(ID_BYTES)) }
  },
})
