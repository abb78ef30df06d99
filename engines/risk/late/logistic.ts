/** The plain yardstick: logistic regression with a ridge on the same features, standardized; what is not known is the mean and a mark. */
import { type Encoded, isUnknown } from './encode.ts'
import { sigmoid } from './odds.ts'

export interface Logistic {
  readonly weights: Float64Array
  readonly mean: Float64Array
  readonly scale: Float64Array
}

const RIDGE = 1
const STEPS = 25

export function fitLogistic(encoded: Encoded, isLate: Uint8Array, rows: readonly number[]): Logistic {
  const { columns } = encoded
  const mean = new Float64Array(columns.length)
  const scale = new Float64Array(columns.length)
  for (const [f, column] of columns.entries()) {
    const known = rows.map((row) => column[row]!).filter((value) => !isUnknown(value))
    const middle = known.reduce((a, b) => a + b, 0) / Math.max(1, known.length)
    const spread = Math.sqrt(known.reduce((a, b) => a + (b - middle) ** 2, 0) / Math.max(1, known.length))
    mean[f] = middle
    scale[f] = spread > 1e-9 ? spread : 1
  }
  const model = { weights: new Float64Array(2 * columns.length + 1), mean, scale }
  const inputs = rows.map((row) => inputOf(model, encoded, row))
  const late = rows.map((row) => isLate[row]!)
  for (let step = 0; step < STEPS; step++) if (newton(model.weights, inputs, late) < 1e-6) break
  return model
}

function inputOf({ mean, scale }: Pick<Logistic, 'mean' | 'scale'>, { columns }: Encoded, row: number): Float64Array {
  const input = new Float64Array(2 * columns.length + 1)
  input[0] = 1
  for (const [f, column] of columns.entries()) {
    const value = column[row]!
    if (isUnknown(value)) input[2 + 2 * f] = 1
    else input[1 + 2 * f] = Math.max(-5, Math.min(5, (value - mean[f]!) / scale[f]!))
  }
  return input
}

/** One Newton step; returns how far the weights moved. */
function newton(weights: Float64Array, inputs: readonly Float64Array[], late: readonly number[]): number {
  const n = weights.length
  const slope = new Float64Array(n)
  const curve = Array.from({ length: n }, () => new Float64Array(n))
  for (const [i, input] of inputs.entries()) {
    let score = 0
    for (let a = 0; a < n; a++) score += weights[a]! * input[a]!
    const p = sigmoid(score)
    const weight = Math.max(1e-6, p * (1 - p))
    for (let a = 0; a < n; a++) {
      if (input[a] === 0) continue
      slope[a]! += (late[i]! - p) * input[a]!
      for (let b = 0; b <= a; b++) curve[a]![b]! += weight * input[a]! * input[b]!
    }
  }
  for (let a = 0; a < n; a++) {
    slope[a]! -= RIDGE * weights[a]!
    curve[a]![a]! += RIDGE
    for (let b = 0; b < a; b++) curve[b]![a] = curve[a]![b]!
  }
  const move = solve(curve, slope)
  let far = 0
  for (let a = 0; a < n; a++) {
    weights[a]! += move[a]!
    far += move[a]! ** 2
  }
  return far
}

/** Gaussian elimination with pivots. */
function solve(matrix: Float64Array[], right: Float64Array): Float64Array {
  const n = right.length
  const x = Float64Array.from(right)
  for (let k = 0; k < n; k++) {
    let pivot = k
    for (let i = k + 1; i < n; i++) if (Math.abs(matrix[i]![k]!) > Math.abs(matrix[pivot]![k]!)) pivot = i
    ;[matrix[k], matrix[pivot]] = [matrix[pivot]!, matrix[k]!]
    ;[x[k], x[pivot]] = [x[pivot]!, x[k]!]
    const top = matrix[k]![k]! || 1e-12
    for (let i = k + 1; i < n; i++) {
      const factor = matrix[i]![k]! / top
      if (factor === 0) continue
      for (let j = k; j < n; j++) matrix[i]![j]! -= factor * matrix[k]![j]!
      x[i]! -= factor * x[k]!
    }
  }
  for (let k = n - 1; k >= 0; k--) {
    for (let j = k + 1; j < n; j++) x[k]! -= matrix[k]![j]! * x[j]!
    x[k]! /= matrix[k]![k]! || 1e-12
  }
  return x
}

export function logisticChance(model: Logistic, encoded: Encoded, row: number): number {
  const input = inputOf(model, encoded, row)
  let score = 0
  for (let a = 0; a < input.length; a++) score += model.weights[a]! * input[a]!
  return sigmoid(score)
}
