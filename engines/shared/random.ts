/**
 * Seeded pseudo-random numbers: xoshiro128** (Blackman and Vigna 2018), its state filled by SplitMix32 from one seed.
 * Same seed, same sequence on every machine; not for secrets.
 */
export interface Random {
  /** An integer from 0 to 2^32 − 1. */
  next32(): number
  /** A number from 0 (included) to 1 (excluded), 32 bits fine. */
  unit(): number
  /** An integer from 0 to limit − 1, without modulo bias. */
  below(limit: number): number
  /** A standard normal number (Marsaglia's polar method). */
  normal(): number
}

const rotateLeft = (x: number, bits: number) => (x << bits) | (x >>> (32 - bits))

/** Successive scrambled values of a counter, so that close seeds give unrelated states. */
function splitMix32(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x9e3779b9) | 0
    let z = state
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad)
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97)
    return z ^ (z >>> 15)
  }
}

/** Creates a generator from an integer seed. Example: `seededRandom(7).below(6) + 1` throws a die. */
export function seededRandom(seed: number): Random {
  const fill = splitMix32(seed)
  let [a, b, c, d] = [fill(), fill(), fill(), fill()]
  const next32 = () => {
    const result = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0
    const t = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= t
    d = rotateLeft(d, 11)
    return result
  }
  const unit = () => next32() / 4294967296
  return { next32, unit, below: (limit) => below(next32, limit), normal: () => normal(unit) }
}

function below(next32: () => number, limit: number): number {
  if (!Number.isInteger(limit) || limit < 1 || limit > 4294967296) throw new RangeError('limit must be 1 … 2^32')
  const fair = 4294967296 - (4294967296 % limit)
  let value = next32()
  while (value >= fair) value = next32()
  return value % limit
}

function normal(unit: () => number): number {
  for (;;) {
    const u = 2 * unit() - 1
    const v = 2 * unit() - 1
    const s = u * u + v * v
    if (s > 0 && s < 1) return u * Math.sqrt((-2 * Math.log(s)) / s)
  }
}
