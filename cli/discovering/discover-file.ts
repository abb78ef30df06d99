/** Discovers the process in a file. */
import { basename } from 'node:path'
import {
  type CodedLog,
  codeLog,
  discover,
  type ProcessGraph,
  type Rework,
  reworkOf,
  seenThrough,
  type Variants,
  variantsOf,
} from '../../engines/mining/index.ts'
import { asLogged, type ColumnNames, type Lifecycle, openProcessLog } from '../../server/discover-door.ts'

export interface View {
  /** The kind of thing whose way is followed; null in a log of one kind of case. */
  readonly seenThrough: string | null
  readonly graph: ProcessGraph
  readonly variants: Variants
  readonly rework: Rework
}

export interface FileDiscovery {
  readonly file: string
  readonly format: 'xes' | 'ocel' | 'table'
  readonly problems: {
    readonly leftOut: Readonly<Record<string, number>>
    readonly zoneless: number
    readonly suspect: number
    readonly dangling: number
    readonly examples: readonly string[]
  }
  readonly views: readonly View[]
}

export interface DiscoverRequest {
  readonly file: string
  readonly columns?: ColumnNames
  readonly lifecycle?: Lifecycle
  /** Of an OCEL log: follow only this kind of thing. */
  readonly objectType?: string | undefined
  readonly now?: number
}

/** Refuses what is no process log, and a kind of thing that the log does not have. */
export async function discoverFile(request: DiscoverRequest): Promise<FileDiscovery> {
  const { file, columns = {}, lifecycle = 'as_is', objectType, now = Date.now() } = request
  const log = await openProcessLog(file, columns, { now })
  const { leftOut, zoneless, suspect, examples } = log.problems
  const found = { file: basename(file), format: log.format }
  const problems = { leftOut: leftOut as Record<string, number>, zoneless, suspect, examples }
  if (log.format !== 'ocel') {
    const coded = codeLog(asLogged(log.events, lifecycle))
    return { ...found, problems: { ...problems, dangling: 0 }, views: [viewOf(coded, null)] }
  }
  const { ocel } = log
  const kinds = [...new Set(ocel.log.typeOf.values())].sort()
  if (objectType !== undefined && !kinds.includes(objectType))
    throw new Error(`the log has no ${objectType}; it has ${kinds.join(', ')}`)
  const views = (objectType === undefined ? kinds : [objectType]).map((kind) =>
    viewOf(seenThrough(ocel.log, kind), kind),
  )
  const dangling = ocel.danglingEvents.length + ocel.danglingObjects.length
  return { ...found, problems: { ...problems, dangling }, views: views.filter(({ graph }) => graph.events > 0) }
}

const viewOf = (log: CodedLog, kind: string | null): View => ({
  seenThrough: kind,
  graph: discover(log),
  variants: variantsOf(log),
  rework: reworkOf(log),
})
