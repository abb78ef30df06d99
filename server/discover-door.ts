/** What discovering a process from a file without a database needs of the server: the readers of process logs. */
export { asLogged, LIFECYCLES, type Lifecycle } from './integrations/files/process-logs/as-logged.ts'
export { openProcessLog, type ProcessLog } from './integrations/files/process-logs/open-process-log.ts'
export type { ColumnNames } from './integrations/files/process-logs/table-log.ts'
