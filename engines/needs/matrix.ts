/** Small dense matrices: what a fit over a dozen elements takes. */

export type Matrix = readonly (readonly number[])[]

export const multiply = (matrix: Matrix, vector: readonly number[]): number[] =>
  matrix.map((row) => row.reduce((sum, one, at) => sum + one * vector[at]!, 0))

/** By Gauss and Jordan with row exchange. Refuses a matrix that has no inverse. */
export function inverseOf(matrix: Matrix): number[][] {
  const size = matrix.length
  const work = matrix.map((row, at) => [...row, ...Array.from({ length: size }, (_, to) => (at === to ? 1 : 0))])
  for (let at = 0; at < size; at++) {
    let best = at
    for (let row = at + 1; row < size; row++) if (Math.abs(work[row]![at]!) > Math.abs(work[best]![at]!)) best = row
    const pivot = work[best]![at]!
    if (Math.abs(pivot) < 1e-14) throw new RangeError('the matrix has no inverse')
    ;[work[at], work[best]] = [work[best]!, work[at]!]
    const own = work[at]!
    for (let column = 0; column < 2 * size; column++) own[column]! /= pivot
    for (let row = 0; row < size; row++) {
      const factor = work[row]![at]!
      if (row === at || factor === 0) continue
      for (let column = 0; column < 2 * size; column++) work[row]![column]! -= factor * own[column]!
    }
  }
  return work.map((row) => row.slice(size))
}

/** Eigenvalues and eigenvectors (columns) of a symmetric matrix, by Jacobi's rotations. */
export function eigenOf(matrix: Matrix): { values: number[]; vectors: number[][] } {
  const size = matrix.length
  const a = matrix.map((row) => [...row])
  const v = matrix.map((_, row) => matrix.map((__, column) => (row === column ? 1 : 0) as number))
  for (let sweep = 0; sweep < 60; sweep++) {
    let off = 0
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) off += a[p]![q]! ** 2
    if (off < 1e-22) break
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) rotate(a, v, p, q)
  }
  return { values: a.map((row, at) => row[at]!), vectors: v }
}

function rotate(a: number[][], v: number[][], p: number, q: number): void {
  if (Math.abs(a[p]![q]!) < 1e-300) return
  const theta = (a[q]![q]! - a[p]![p]!) / (2 * a[p]![q]!)
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1))
  const c = 1 / Math.sqrt(t * t + 1)
  const s = t * c
  for (let k = 0; k < a.length; k++) {
    const [kp, kq] = [a[k]![p]!, a[k]![q]!]
    a[k]![p] = c * kp - s * kq
    a[k]![q] = s * kp + c * kq
  }
  for (let k = 0; k < a.length; k++) {
    const [pk, qk] = [a[p]![k]!, a[q]![k]!]
    a[p]![k] = c * pk - s * qk
    a[q]![k] = s * pk + c * qk
  }
  for (let k = 0; k < a.length; k++) {
    const [kp, kq] = [v[k]![p]!, v[k]![q]!]
    v[k]![p] = c * kp - s * kq
    v[k]![q] = s * kp + c * kq
  }
}
