/** What other rooms may use of processes. */
export { keptElement, OURS, spaceOf, spacesOf } from './kept-bpmn.ts'
export { process } from './process.ts'
export { processEndpoints } from './processes.api.ts'
