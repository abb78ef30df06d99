/** Makes a business code from a long text, for files that name a product or place but give it no code. */
import { createHash } from 'node:crypto'
import { CODE_LENGTH_MAX } from './text-cells.ts'

const HASH_LENGTH = 12

/**
 * A readable beginning and 48 bits of the text's SHA-256: `aspirin-500mg-tablets-1f0c9a4e77b2`.
 * The same text gives the same code in every import; two of 10,000 texts meet with a chance of 2 in 10 million.
 */
export function digestCode(text: string): string {
  const readable = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-/, '')
  const hash = createHash('sha256').update(text, 'utf8').digest('hex').slice(0, HASH_LENGTH)
  const beginning = [...readable]
    .slice(0, 40)
    .join('')
    .slice(0, CODE_LENGTH_MAX - HASH_LENGTH - 1)
    .replace(/-$/, '')
  return beginning === '' ? hash : `${beginning}-${hash}`
}
