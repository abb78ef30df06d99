/** What other rooms may use of processes. */
export { BPMN, keptElement, OURS, OWN_SPACES, spaceOf, spacesOf } from './kept-bpmn.ts'
export { process } from './process.ts'
export { processEndpoints } from './processes.api.ts'
