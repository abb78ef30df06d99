/** A compiled problem at given values as a knapsack over its admissible levels, and mixes of levels as people read them. */
import { type Compiled, type ElementClass, netOf, type Worth } from './compile.ts'
import { fits, type Knapsack, type Picks } from './knapsack.ts'

/** The number of the level chosen of each class. */
export type Mix = readonly number[]

export interface Question {
  readonly asked: Knapsack
  /** The class's level behind each option. */
  readonly level: Int32Array
}

export const isCounted = ({ problem }: Compiled): boolean => problem.intangible ?? false

export function questionAt(compiled: Compiled, values: Float64Array, limits = compiled.limits): Question {
  const counts = isCounted(compiled)
  const starts = [0]
  const value: number[] = []
  const level: number[] = []
  const uses = limits.map((): number[] => [])
  for (const { options } of compiled.classes) {
    options.forEach((option, at) => {
      if (option.bar) return
      const worth = option.worth(values)
      level.push(at)
      value.push(netOf(worth, counts))
      limits.forEach(({ name }, k) => {
        uses[k]!.push(name === 'budget' ? worth.cost : (option.level.uses?.[name] ?? 0))
      })
    })
    starts.push(level.length)
  }
  return {
    asked: {
      starts: Int32Array.from(starts),
      value: Float64Array.from(value),
      uses: uses.map((row) => Float64Array.from(row)),
      limits: Float64Array.from(limits, ({ limit }) => limit),
    },
    level: Int32Array.from(level),
  }
}

export const mixOf = ({ level }: Question, picks: Picks): Mix => Array.from(picks, (option) => level[option]!)

/** The options behind a mix; undefined where one of its levels is no choice. */
export function picksFor({ asked, level }: Question, mix: Mix): Picks | undefined {
  const picks = new Int32Array(mix.length)
  for (let at = 0; at < mix.length; at++) {
    let option = asked.starts[at]!
    while (option < asked.starts[at + 1]! && level[option] !== mix[at]) option++
    if (option === asked.starts[at + 1]) return undefined
    picks[at] = option
  }
  return picks
}

/** Every level is a choice, and no limit is exceeded. */
export function isAllowed(question: Question, mix: Mix): boolean {
  const picks = picksFor(question, mix)
  return picks !== undefined && fits(question.asked, picks)
}

export const todayOf = ({ classes }: Pick<Compiled, 'classes'>): Mix => classes.map(({ today }) => today)

/** What a mix brings against today, summed over the segments' elements. */
export function worthOf(classes: readonly ElementClass[], mix: Mix, values: Float64Array): Worth {
  const sum = { revenue: 0, margin: 0, intangible: 0, cost: 0 }
  classes.forEach(({ options, today }, at) => {
    if (mix[at] === today) return
    const { revenue, margin, intangible, cost } = options[mix[at]!]!.worth(values)
    sum.revenue += revenue
    sum.margin += margin
    sum.intangible += intangible
    sum.cost += cost
  })
  return sum
}
