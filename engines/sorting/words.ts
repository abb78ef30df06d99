/** A text as counts of hashed features: as small as wanted, and no word is ever kept. */

const BUCKETS = 4_096
const WORD = /[\p{L}\p{N}]+/gu
/** Scripts that write without blanks say more by pairs of letters than by runs. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u

export type Features = ReadonlyMap<number, number>

export function featuresOf(text: string): Features {
  const counts = new Map<number, number>()
  for (const [word] of text.toLowerCase().slice(0, 10_000).matchAll(WORD)) {
    // Order numbers name a case, not a topic.
    if (/\p{N}/u.test(word)) continue
    for (const feature of UNSPACED.test(word) ? pairs(word) : [word]) {
      const bucket = hash(feature) % BUCKETS
      counts.set(bucket, (counts.get(bucket) ?? 0) + 1)
    }
  }
  return counts
}

function pairs(run: string): string[] {
  const letters = [...run]
  return letters.length < 2 ? letters : letters.slice(1).map((letter, at) => letters[at]! + letter)
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193)
  return value >>> 0
}

export const FEATURE_BUCKETS = BUCKETS
