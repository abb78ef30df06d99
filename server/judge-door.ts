/** What judging a file without a database needs of the server: the file reader, the mapping, and definitions as people write them. */
export { compileMapping, type MappedRow, type RowMapper } from './integrations/files/row-mapper.ts'
export { openTable, type Table } from './integrations/files/table.ts'
export { toDefinition } from './views/verdicts/definition-settings.ts'
