/** What other rooms may use of processes. */
export { process } from './process.ts'
export { processEndpoints } from './processes.api.ts'
