/** Where a line's counts go, apart from basis and time: one group for each cube, found without building a key a line. */
import type { LineRecord } from '../verdicts/record.ts'
import { CUBES, memberOf } from './cubes.ts'

export class TallyGroup {
  readonly cube: number
  readonly member: string
  readonly segmentId: string
  readonly siteId: string
  readonly currency: string
  private readonly rows = new Map<number, number>()
  // Orders come roughly in the order of time, so the last month of each basis is mostly the next one too.
  private readonly lastMonths = [Number.NaN, Number.NaN, Number.NaN]
  private readonly lastRows = [0, 0, 0]

  constructor(cube: number, member: string, { segmentId, siteId, currency }: LineRecord) {
    this.cube = cube
    this.member = member
    this.segmentId = segmentId
    this.siteId = siteId
    this.currency = currency
  }

  findRow(basis: number, month: number): number | undefined {
    if (this.lastMonths[basis] === month) return this.lastRows[basis]
    const row = this.rows.get(month * 3 + basis)
    if (row !== undefined) this.remember(basis, month, row)
    return row
  }

  setRow(basis: number, month: number, row: number): void {
    this.rows.set(month * 3 + basis, row)
    this.remember(basis, month, row)
  }

  private remember(basis: number, month: number, row: number): void {
    this.lastMonths[basis] = month
    this.lastRows[basis] = row
  }
}

type Members = Map<string, TallyGroup>

export class TallyGroups {
  private readonly splits = new Map<string, Members[]>()
  private last: LineRecord | null = null
  private lastMembers: Members[] = []

  /** The line's group in each cube, in the order of CUBES. */
  of(line: LineRecord): readonly TallyGroup[] {
    const members = this.membersOf(line)
    const groups: TallyGroup[] = []
    for (let cube = 0; cube < CUBES.length; cube++) {
      const member = memberOf(line, cube)
      let group = members[cube]!.get(member)
      if (!group) {
        group = new TallyGroup(cube, member, line)
        members[cube]!.set(member, group)
      }
      groups.push(group)
    }
    return groups
  }

  clear(): void {
    this.splits.clear()
    this.last = null
  }

  /** Lines of one order share segment, site and currency. */
  private membersOf(line: LineRecord): Members[] {
    const { last } = this
    const isSame =
      last !== null &&
      last.segmentId === line.segmentId &&
      last.siteId === line.siteId &&
      last.currency === line.currency
    if (!isSame) {
      const key = `${line.segmentId}\n${line.siteId}\n${line.currency}`
      let members = this.splits.get(key)
      if (!members) {
        members = CUBES.map(() => new Map())
        this.splits.set(key, members)
      }
      this.lastMembers = members
    }
    this.last = line
    return this.lastMembers
  }
}
