/**
 * Secrets that we hand out: API keys and invitation links. 32 random bytes, shown once, kept as their SHA-256.
 *
 * A slow hash protects what people think up; at 256 random bits there is nothing to guess, and a key is checked on every
 * call. Looking the hash up in an index leaks no timing of use: who does not know the secret cannot steer its hash.
 */
import { createHash, randomBytes } from 'node:crypto'

export const makeSecret = (prefix: string): string => `${prefix}_${randomBytes(32).toString('base64url')}`

export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex')

/** The first characters, for telling keys apart in a list; 200 bits stay unknown. */
export const hintOf = (secret: string): string => secret.slice(0, 9)
