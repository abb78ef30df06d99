/**
 * Sparse vectors of counters as bytes: pairs of (gap to the index before, value) in rising order, each a base-128
 * number, values in zigzag so that small negative ones stay short. Zeros are never written: equal counters, equal bytes.
 */

/** Grows as needed; `take` returns a copy of what was written. */
export class VectorWriter {
  private bytes = Buffer.allocUnsafe(1 << 16)
  private length = 0

  get size(): number {
    return this.length
  }

  unsigned(value: number): void {
    if (this.length + 10 > this.bytes.length) this.grow(this.length + 10)
    let rest = value
    // Division instead of shifts: sums of money and quantities outgrow 32 bits.
    while (rest >= 128) {
      this.bytes[this.length++] = (rest % 128) | 128
      rest = Math.floor(rest / 128)
    }
    this.bytes[this.length++] = rest
  }

  signed(value: number): void {
    this.unsigned(value < 0 ? -2 * value - 1 : 2 * value)
  }

  raw(bytes: Uint8Array): void {
    if (this.length + bytes.length > this.bytes.length) this.grow(this.length + bytes.length)
    this.bytes.set(bytes, this.length)
    this.length += bytes.length
  }

  take(): Buffer {
    const taken = Buffer.from(this.bytes.subarray(0, this.length))
    this.length = 0
    return taken
  }

  reset(): void {
    this.length = 0
  }

  get written(): Uint8Array {
    return this.bytes.subarray(0, this.length)
  }

  private grow(needed: number): void {
    const larger = Buffer.allocUnsafe(Math.max(needed, this.bytes.length * 2))
    this.bytes.copy(larger, 0, 0, this.length)
    this.bytes = larger
  }
}

export class VectorReader {
  private readonly bytes: Uint8Array
  private position: number
  private readonly end: number

  constructor(bytes: Uint8Array, start = 0, end = bytes.length) {
    this.bytes = bytes
    this.position = start
    this.end = end
  }

  get at(): number {
    return this.position
  }

  get isAtEnd(): boolean {
    return this.position >= this.end
  }

  skip(count: number): void {
    this.position += count
  }

  unsigned(): number {
    let byte = this.bytes[this.position++]!
    if (byte < 128) return byte
    let value = byte - 128
    let scale = 128
    do {
      byte = this.bytes[this.position++]!
      value += (byte & 127) * scale
      scale *= 128
    } while (byte >= 128)
    return value
  }

  signed(): number {
    const value = this.unsigned()
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2
  }
}

/** Adds a written vector into a dense one. */
export function addVector(into: Float64Array, bytes: Uint8Array, start = 0, end = bytes.length): void {
  const reader = new VectorReader(bytes, start, end)
  let index = -1
  while (!reader.isAtEnd) {
    index += reader.unsigned() + 1
    into[index]! += reader.signed()
  }
}

/** A dense vector that remembers which entries were touched, so that clearing and writing cost what was touched. */
export class Scratch {
  readonly values: Float64Array
  private readonly isTouched: Uint8Array
  private readonly touched: Int32Array
  private count = 0

  constructor(length: number) {
    this.values = new Float64Array(length)
    this.isTouched = new Uint8Array(length)
    this.touched = new Int32Array(length)
  }

  get isEmpty(): boolean {
    return this.count === 0
  }

  add(index: number, amount: number): void {
    if (this.isTouched[index] === 0) {
      this.isTouched[index] = 1
      this.touched[this.count++] = index
    }
    this.values[index]! += amount
  }

  addVector(bytes: Uint8Array, start = 0, end = bytes.length): void {
    const reader = new VectorReader(bytes, start, end)
    let index = -1
    while (!reader.isAtEnd) {
      index += reader.unsigned() + 1
      this.add(index, reader.signed())
    }
  }

  /** Writes the non-zero entries, empties the scratch, and adds what it wrote to `sum` on the way. */
  flush(writer: VectorWriter, sum: Scratch | null): void {
    const touched = this.touched.subarray(0, this.count).sort()
    let previous = -1
    for (let i = 0; i < touched.length; i++) {
      const index = touched[i]!
      const value = this.values[index]!
      this.values[index] = 0
      this.isTouched[index] = 0
      if (value === 0) continue
      writer.unsigned(index - previous - 1)
      writer.signed(value)
      previous = index
      if (sum) sum.add(index, value)
    }
    this.count = 0
  }
}
