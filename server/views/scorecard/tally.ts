/**
 * Adds order lines up into rollup rows. The one function behind running updates (old verdicts with sign −1, new ones
 * with +1) and rebuilds (all verdicts with +1), so the two cannot disagree.
 *
 * Each line is written down once per basis and linked from the five cells it belongs to; only `drain` adds numbers,
 * one cell at a time into a vector that stays in the processor's cache. Adding at once would touch some five hundred
 * scattered numbers a line.
 */
import type { LineRecord } from '../verdicts/record.ts'
import { emitAmounts, emitOrder, lineSet, orderDue } from './contribution.ts'
import { CUBES, LINE_CUBES, memberOf, NO_WINDOW_DAY, ORDER_CUBES } from './cubes.ts'
import { type MonthBytes, writeMonth } from './month.ts'
import type { Scratch } from './vector.ts'

export interface RowKey {
  readonly basis: number
  readonly cube: number
  readonly member: string
  /** First day of the month, in days since 1970-01-01. */
  readonly month: number
  readonly segmentId: string
  readonly siteId: string
  readonly currency: string
}

export interface TallyRow extends RowKey {
  readonly bytes: MonthBytes
}

const DAYS = 31
const BASES = 3
const NOTHING = new Int32Array(0)

export class Tally {
  private readonly rowKeys: RowKey[] = []
  private readonly rowIds = new Map<string, Map<number, number>>()
  private cellHeads = new Int32Array(DAYS * 1024)
  private links = new Int32Array(1 << 16)
  private linkCount = 1
  private readonly entrySets: Int32Array[] = []
  private readonly entrySigns: number[] = []
  private readonly amountEnds: number[] = []
  private amountIndexes = new Int32Array(1 << 14)
  private amounts = new Float64Array(1 << 14)
  private amountCount = 0

  get entries(): number {
    return this.entrySets.length
  }

  /** All lines of one order at once: the order's own counters need them together. */
  addOrder(lines: readonly LineRecord[], sign: 1 | -1): void {
    for (let basis = 0; basis < BASES; basis++) {
      for (const line of lines) this.addLine(line, basis, sign)
      const parts = lines.length === 1 ? null : lines
      if (parts === null) this.addSingle(lines, basis, sign)
      else this.addParts(parts, basis, sign)
    }
  }

  private addLine(line: LineRecord, basis: number, sign: 1 | -1): void {
    const entry = this.openEntry(lineSet(line, basis), sign)
    emitAmounts(line, basis, this.emit)
    this.closeEntry()
    const day = line.bases[basis]!.due ?? NO_WINDOW_DAY
    for (let cube = 0; cube < CUBES.length; cube++) this.link(entry, line, basis, cube, day)
  }

  private addSingle(lines: readonly LineRecord[], basis: number, sign: 1 | -1): void {
    const entry = this.addOrderEntry(lines, basis, sign)
    if (entry === null) return
    const day = orderDue(lines, basis)!
    for (let cube = 0; cube < CUBES.length; cube++) this.link(entry, lines[0]!, basis, cube, day)
  }

  private addParts(lines: readonly LineRecord[], basis: number, sign: 1 | -1): void {
    const whole = this.addOrderEntry(lines, basis, sign)
    if (whole === null) return
    const day = orderDue(lines, basis)!
    for (const cube of ORDER_CUBES) this.link(whole, lines[0]!, basis, cube, day)
    for (const cube of LINE_CUBES) {
      const first = memberOf(lines[0]!, cube)
      if (lines.every((line) => memberOf(line, cube) === first)) this.link(whole, lines[0]!, basis, cube, day)
      else this.addMembers(lines, basis, cube, sign)
    }
  }

  private addMembers(lines: readonly LineRecord[], basis: number, cube: number, sign: 1 | -1): void {
    const parts = new Map<string, LineRecord[]>()
    for (const line of lines) {
      const part = parts.get(memberOf(line, cube))
      if (part) part.push(line)
      else parts.set(memberOf(line, cube), [line])
    }
    for (const part of parts.values()) {
      const entry = this.addOrderEntry(part, basis, sign)
      if (entry !== null) this.link(entry, part[0]!, basis, cube, orderDue(part, basis)!)
    }
  }

  private addOrderEntry(lines: readonly LineRecord[], basis: number, sign: 1 | -1): number | null {
    if (orderDue(lines, basis) === null) return null
    const entry = this.openEntry(NOTHING, sign)
    emitOrder(lines, basis, this.emit)
    this.closeEntry()
    return entry
  }

  private openEntry(set: Int32Array, sign: number): number {
    this.entrySigns.push(sign)
    return this.entrySets.push(set) - 1
  }

  private closeEntry(): void {
    this.amountEnds.push(this.amountCount)
  }

  private readonly emit = (index: number, amount: number): void => {
    if (amount === 0) return
    if (this.amountCount === this.amounts.length) {
      this.amounts = grown(this.amounts, Float64Array)
      this.amountIndexes = grown(this.amountIndexes, Int32Array)
    }
    this.amountIndexes[this.amountCount] = index
    this.amounts[this.amountCount++] = amount
  }

  private link(entry: number, line: LineRecord, basis: number, cube: number, day: number): void {
    const month = monthOf(day)
    const cell = this.rowOf(line, basis, cube, month) * DAYS + (day - month)
    if (2 * this.linkCount + 2 > this.links.length) this.links = grown(this.links, Int32Array)
    this.links[2 * this.linkCount] = entry
    this.links[2 * this.linkCount + 1] = this.cellHeads[cell]!
    this.cellHeads[cell] = this.linkCount++
  }

  private rowOf(line: LineRecord, basis: number, cube: number, month: number): number {
    const group = this.groupOf(line, cube)
    const key = month * BASES + basis
    const known = group.get(key)
    if (known !== undefined) return known
    const { segmentId, siteId, currency } = line
    const row = this.rowKeys.push({ basis, cube, member: memberOf(line, cube), month, segmentId, siteId, currency }) - 1
    group.set(key, row)
    if ((row + 1) * DAYS > this.cellHeads.length) this.cellHeads = grown(this.cellHeads, Int32Array)
    return row
  }

  /** Lines of one order follow each other, so the last group of each cube is usually the wanted one. */
  private readonly recent: { line: LineRecord | null; group: Map<number, number> }[] = CUBES.map(() => ({
    line: null,
    group: new Map(),
  }))

  private groupOf(line: LineRecord, cube: number): Map<number, number> {
    const recent = this.recent[cube]!
    if (recent.line === line || (recent.line !== null && isSameGroup(recent.line, line, cube))) return recent.group
    const key = `${cube}\n${memberOf(line, cube)}\n${line.segmentId}\n${line.siteId}\n${line.currency}`
    let group = this.rowIds.get(key)
    if (!group) {
      group = new Map()
      this.rowIds.set(key, group)
    }
    recent.line = line
    recent.group = group
    return group
  }

  /** Adds up and yields every row whose counters are not all zero, and starts anew. */
  *drain(): Generator<TallyRow> {
    for (let row = 0; row < this.rowKeys.length; row++) {
      const bytes = writeMonth((dayIndex, into) => this.sumCell(row * DAYS + dayIndex, into))
      if (bytes !== null) yield { ...this.rowKeys[row]!, bytes }
    }
    this.clear()
  }

  private sumCell(cell: number, into: Scratch): void {
    for (let link = this.cellHeads[cell]!; link !== 0; link = this.links[2 * link + 1]!) {
      const entry = this.links[2 * link]!
      const sign = this.entrySigns[entry]!
      for (const index of this.entrySets[entry]!) into.add(index, sign)
      const end = this.amountEnds[entry]!
      for (let i = entry === 0 ? 0 : this.amountEnds[entry - 1]!; i < end; i++) {
        into.add(this.amountIndexes[i]!, sign * this.amounts[i]!)
      }
    }
  }

  private clear(): void {
    this.rowKeys.length = 0
    this.rowIds.clear()
    for (const recent of this.recent) recent.line = null
    this.cellHeads.fill(0)
    this.linkCount = 1
    this.entrySets.length = 0
    this.entrySigns.length = 0
    this.amountEnds.length = 0
    this.amountCount = 0
  }
}

const isSameGroup = (a: LineRecord, b: LineRecord, cube: number): boolean =>
  memberOf(a, cube) === memberOf(b, cube) &&
  a.segmentId === b.segmentId &&
  a.siteId === b.siteId &&
  a.currency === b.currency

const months = new Map<number, number>()

/** The first day of a day's month. */
export function monthOf(day: number): number {
  let month = months.get(day)
  if (month === undefined) {
    month = day - new Date(day * 86_400_000).getUTCDate() + 1
    if (months.size < 100_000) months.set(day, month)
  }
  return month
}

function grown<A extends Int32Array | Float64Array>(array: A, type: { new (length: number): A }): A {
  const larger = new type(array.length * 2)
  larger.set(array as never)
  return larger
}
