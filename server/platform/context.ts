/** What every command and query is handed: the database, the clock, ids, the log, and who is asking. */
import type { Clock } from './clock.ts'
import type { Database, Tx } from './database/database.ts'
import type { Ids } from './ids.ts'
import type { Log } from './log.ts'

export interface Principal {
  readonly tenantId: string
  /** `user:<id>`, `key:<id>`, `import:<id>` or `system:<name>`: a reference, never a name. */
  readonly actor: string
  readonly role: string
  readonly permissions: ReadonlySet<string>
  /** Set for a customer's contact: nothing of another customer may be seen. */
  readonly customerId: string | null
}

export interface Runtime {
  readonly database: Database
  readonly clock: Clock
  readonly ids: Ids
  readonly log: Log
}

export interface Context extends Runtime {
  readonly principal: Principal
  /** Set while a transaction of this context is open: commands called with it join that transaction. */
  readonly tx?: Tx
}

/** A context for the program's own work (followers, sweeps, imports from the command line). */
export function systemContext(runtime: Runtime, tenantId: string, name: string): Context {
  return {
    ...runtime,
    principal: { tenantId, actor: `system:${name}`, role: 'system', permissions: new Set(), customerId: null },
  }
}
