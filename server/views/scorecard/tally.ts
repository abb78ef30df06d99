/**
 * Adds order lines up into rollup rows. The one function behind running updates (old verdicts with sign −1, new ones
 * with +1) and rebuilds (all verdicts with +1), so the two cannot disagree.
 *
 * Each line is written down once per basis and linked from the five cells it belongs to; only `drain` adds numbers,
 * one cell at a time into a vector that stays in the processor's cache. Adding at once would touch some five hundred
 * scattered numbers a line.
 */
import type { LineRecord } from '../verdicts/record.ts'
import { type CounterSet, emitAmounts, emitOrder, lineSet, NO_COUNTERS, orderDue } from './contribution.ts'
import { CUBES, LINE_CUBES, NO_WINDOW_DAY, ORDER_CUBES } from './cubes.ts'
import { type MonthBytes, writeMonth } from './month.ts'
import { type TallyGroup, TallyGroups } from './tally-groups.ts'
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
const BASES = [0, 1, 2]

/** One basis and one cube alone, for a question that only they answer. */
export interface TallyScope {
  readonly basis: number
  readonly cube: number
}

export class Tally {
  private readonly bases: readonly number[]
  private readonly cubes: readonly number[]
  private readonly orderCubes: readonly number[]
  private readonly lineCubes: readonly number[]
  private readonly rowKeys: RowKey[] = []
  private readonly groups = new TallyGroups()
  /** First link of each cell, 0 for none; a cell is a row and a day of its month. */
  private cellHeads = new Int32Array(DAYS * 1024)
  /** Pairs of entry and next link. */
  private links = new Int32Array(1 << 16)
  private linkCount = 1
  private readonly entrySets: CounterSet[] = []
  private entrySigns = new Int8Array(1 << 14)
  private amountEnds = new Int32Array(1 << 14)
  private amountIndexes = new Int32Array(1 << 16)
  private amounts = new Float64Array(1 << 16)
  private amountCount = 0

  constructor(scope?: TallyScope) {
    const isWanted = (cube: number) => scope === undefined || scope.cube === cube
    this.bases = scope === undefined ? BASES : [scope.basis]
    this.cubes = CUBES.map((_, cube) => cube).filter(isWanted)
    this.orderCubes = ORDER_CUBES.filter(isWanted)
    this.lineCubes = LINE_CUBES.filter(isWanted)
  }

  get entries(): number {
    return this.entrySets.length
  }

  /** All lines of one order at once: the order's own counters need them together. */
  addOrder(lines: readonly LineRecord[], sign: 1 | -1): void {
    const groups = lines.map((line) => this.groups.of(line))
    for (const basis of this.bases) {
      for (let i = 0; i < lines.length; i++) this.addLine(lines[i]!, groups[i]!, basis, sign)
      this.addWhole(lines, groups, basis, sign)
    }
  }

  private addLine(line: LineRecord, groups: readonly TallyGroup[], basis: number, sign: 1 | -1): void {
    const entry = this.openEntry(lineSet(line, basis), sign)
    emitAmounts(line, basis, this.emit)
    this.closeEntry(entry)
    const day = line.bases[basis]!.due ?? NO_WINDOW_DAY
    const month = monthOf(day)
    for (const cube of this.cubes) this.link(entry, groups[cube]!, basis, month, day)
  }

  /** The order as a whole, and under each member that only a part of it belongs to. */
  private addWhole(lines: readonly LineRecord[], groups: (readonly TallyGroup[])[], basis: number, sign: 1 | -1): void {
    const day = orderDue(lines, basis)
    if (day === null) return
    const whole = this.addOrderEntry(lines, basis, sign)
    const month = monthOf(day)
    for (const cube of this.orderCubes) this.link(whole, groups[0]![cube]!, basis, month, day)
    for (const cube of this.lineCubes) {
      const first = groups[0]![cube]!
      if (groups.every((of) => of[cube] === first)) this.link(whole, first, basis, month, day)
      else this.addMembers(lines, groups, cube, basis, sign)
    }
  }

  private addMembers(
    lines: readonly LineRecord[],
    groups: (readonly TallyGroup[])[],
    cube: number,
    basis: number,
    sign: 1 | -1,
  ): void {
    for (const group of new Set(groups.map((of) => of[cube]!))) {
      const part = lines.filter((_, index) => groups[index]![cube] === group)
      const day = orderDue(part, basis)
      if (day !== null) this.link(this.addOrderEntry(part, basis, sign), group, basis, monthOf(day), day)
    }
  }

  private addOrderEntry(lines: readonly LineRecord[], basis: number, sign: 1 | -1): number {
    const entry = this.openEntry(NO_COUNTERS, sign)
    emitOrder(lines, basis, this.emit)
    this.closeEntry(entry)
    return entry
  }

  private openEntry(set: CounterSet, sign: number): number {
    const entry = this.entrySets.push(set) - 1
    if (entry === this.entrySigns.length) {
      this.entrySigns = grown(this.entrySigns, Int8Array)
      this.amountEnds = grown(this.amountEnds, Int32Array)
    }
    this.entrySigns[entry] = sign
    return entry
  }

  private closeEntry(entry: number): void {
    this.amountEnds[entry] = this.amountCount
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

  private link(entry: number, group: TallyGroup, basis: number, month: number, day: number): void {
    const cell = this.rowOf(group, basis, month) * DAYS + (day - month)
    if (2 * this.linkCount + 2 > this.links.length) this.links = grown(this.links, Int32Array)
    this.links[2 * this.linkCount] = entry
    this.links[2 * this.linkCount + 1] = this.cellHeads[cell]!
    this.cellHeads[cell] = this.linkCount++
  }

  private rowOf(group: TallyGroup, basis: number, month: number): number {
    const known = group.findRow(basis, month)
    if (known !== undefined) return known
    const { cube, member, segmentId, siteId, currency } = group
    const row = this.rowKeys.push({ basis, cube, member, month, segmentId, siteId, currency }) - 1
    group.setRow(basis, month, row)
    if ((row + 1) * DAYS > this.cellHeads.length) this.cellHeads = grown(this.cellHeads, Int32Array)
    return row
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
      this.countSet(this.entrySets[entry]!, sign)
      const end = this.amountEnds[entry]!
      for (let i = entry === 0 ? 0 : this.amountEnds[entry - 1]!; i < end; i++) {
        into.add(this.amountIndexes[i]!, sign * this.amounts[i]!)
      }
    }
    this.spreadSets(into)
  }

  /** Lines of a cell mostly share a few sets, so sets are counted first and their counters raised once. */
  private readonly setCounts: number[] = []
  private readonly countedSets: CounterSet[] = []

  private countSet(set: CounterSet, sign: number): void {
    const count = this.setCounts[set.id]
    if (count === undefined || count === 0) this.countedSets.push(set)
    this.setCounts[set.id] = (count ?? 0) + sign
  }

  private spreadSets(into: Scratch): void {
    for (const { id, counters } of this.countedSets) {
      const count = this.setCounts[id]!
      this.setCounts[id] = 0
      if (count !== 0) for (let i = 0; i < counters.length; i++) into.add(counters[i]!, count)
    }
    this.countedSets.length = 0
  }

  private clear(): void {
    this.rowKeys.length = 0
    this.groups.clear()
    this.cellHeads.fill(0)
    this.linkCount = 1
    this.entrySets.length = 0
    this.amountCount = 0
  }
}

let lastDay = Number.NaN
let lastMonth = Number.NaN
const months = new Map<number, number>()

/** The first day of a day's month. */
export function monthOf(day: number): number {
  if (day === lastDay) return lastMonth
  let month = months.get(day)
  if (month === undefined) {
    month = day - new Date(day * 86_400_000).getUTCDate() + 1
    if (months.size < 100_000) months.set(day, month)
  }
  lastDay = day
  lastMonth = month
  return month
}

function grown<A extends Int8Array | Int32Array | Float64Array>(array: A, type: { new (length: number): A }): A {
  const larger = new type(array.length * 2)
  larger.set(array as never)
  return larger
}
