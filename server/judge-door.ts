/** What judging and back-testing a file without a database needs of the server: the file reader, the mapping, definitions as people write them, and public holidays. */
export { cellText, type RawRow } from './integrations/files/csv-reader.ts'
export { compileMapping, type MappedRow, type RowMapper } from './integrations/files/row-mapper.ts'
export { openTable, type Table } from './integrations/files/table.ts'
export { type Holidays, holidaysOf } from './platform/holidays.ts'
export { toDefinition } from './views/verdicts/definition-settings.ts'
