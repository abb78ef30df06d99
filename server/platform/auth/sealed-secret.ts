/** Secrets that must be had back as they were, such as those that sign: kept under a key that follows from the server's own. */
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'

const ALGORITHM = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16

export interface Sealer {
  /** What it belongs to is sealed in, so that a sealed secret moved to another row opens nothing. */
  seal(secret: string, belongsTo: string): string
  /** Null where it was sealed under another key, for something else, or was changed. */
  open(sealed: string, belongsTo: string): string | null
}

export function makeSealer(serverSecret: string): Sealer {
  const key = createHmac('sha256', serverSecret).update('sealed secrets').digest()
  return {
    seal(secret, belongsTo) {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv(ALGORITHM, key, nonce).setAAD(Buffer.from(belongsTo))
      const hidden = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), hidden]).toString('base64url')
    },
    open(sealed, belongsTo) {
      const bytes = Buffer.from(sealed, 'base64url')
      try {
        const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
        decipher.setAAD(Buffer.from(belongsTo))
        decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
        return decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
      } catch {
        return null
      }
    },
  }
}
