/**
 * Secrets that we hand out: API keys and invitation links. 32 bytes that nobody can guess, shown once, kept as their SHA-256.
 *
 * A slow hash protects what people think up; at 256 random bits there is nothing to guess, and a key is checked on every
 * call. Looking the hash up in an index leaks no timing of use: who does not know the secret cannot steer its hash.
 */
import { createHash, createHmac, randomBytes } from 'node:crypto'

export const makeSecret = (prefix: string): string => `${prefix}_${randomBytes(32).toString('base64url')}`

/**
 * For a link that is also mailed, later and by another process: made again from the server's own secret instead of being kept
 * or carried along. The same subject always gives the same one.
 */
export const deriveSecret = (prefix: string, serverSecret: string, subject: string): string =>
  `${prefix}_${createHmac('sha256', serverSecret).update(subject).digest('base64url')}`

export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex')

/** The first characters, for telling keys apart in a list; 200 bits stay unknown. */
export const hintOf = (secret: string): string => secret.slice(0, 9)
