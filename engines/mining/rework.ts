/** Work done twice, and cases that go to and fro between departments. */
import { type CodedLog, caseCount } from './event-log.ts'

export interface Rework {
  /** Cases in which an activity stands again that is not meant to repeat. */
  readonly reworked: number
  /** Cases that left a department and came back to it. */
  readonly pingPong: number
  readonly cases: number
  /** From one department to another, over all cases. */
  readonly handOvers: number
}

interface ReworkOptions {
  /** Activities that may stand several times, such as a scan at each hub. */
  readonly mayRepeat?: ReadonlySet<string>
  /** Whose work an activity is; what nobody owns neither leaves nor comes back. */
  readonly departmentOf?: (activity: string) => string | null
}

/** Example: Order, Pick, Order has one reworked case; sales, stock, sales one that went to and fro. */
export function reworkOf(
  log: CodedLog,
  { mayRepeat = new Set(), departmentOf = () => null }: ReworkOptions = {},
): Rework {
  const kinds = log.activities.length
  const mayAgain = log.activities.map((name) => mayRepeat.has(name))
  const departments = log.activities.map(departmentOf)
  const seenIn = new Int32Array(kinds).fill(-1)
  let [reworked, pingPong, handOvers] = [0, 0, 0]
  for (let one = 0; one < caseCount(log); one++) {
    let [isReworked, isPingPong] = [false, false]
    let last: string | null = null
    const left = new Set<string>()
    for (let at = log.caseStart[one]!; at < log.caseStart[one + 1]!; at++) {
      const kind = log.activity[at]!
      if (seenIn[kind] === one && !mayAgain[kind]) isReworked = true
      seenIn[kind] = one
      const department = departments[kind]!
      if (department === null || department === last) continue
      if (last !== null) {
        handOvers += 1
        left.add(last)
      }
      if (left.has(department)) isPingPong = true
      last = department
    }
    if (isReworked) reworked += 1
    if (isPingPong) pingPong += 1
  }
  return { reworked, pingPong, cases: caseCount(log), handOvers }
}
