export { compactTime } from './compact-time.ts'
export { carrierConnection, sealedFor } from './connection.ts'
export { connectionEndpoints } from './connections.api.ts'
export { findConnection, findConnectionAt, type StoredConnection } from './connections.store.ts'
export { endOfLink, trackingLink, WRONG_MAX } from './link.ts'
export { linkEndpoints, type TrackingLinks } from './links.api.ts'
export { countUse, countWrong, findLink } from './links.store.ts'
export { ensureLink, pathOfLink } from './make-link.command.ts'
export { type IncomingMessage, type ReadMessage, textOf, trackingMessage } from './message.ts'
export { settleObservations, trackingVerifiable } from './observations.store.ts'
export { parseTelling } from './parse-telling.ts'
export {
  type AskedShipment,
  findPolling,
  holdDuePollings,
  listAskable,
  noteAsking,
  notePolled,
  type StoredPolling,
  showPolling,
} from './polling.store.ts'
export { carrierPolling, nextAsking, pollingSeal } from './polling.ts'
export { recordMany, recordObservations } from './record-observations.command.ts'
export type { Reader } from './replay-message.command.ts'
export { setPolling } from './set-polling.command.ts'
export { EVENTS_MAX, matchWaiting, NAMES_MAX, takeMessage, takeMessages } from './take-message.command.ts'
export { PLAIN_EVENT, type StepByPlace, type ToldEvent } from './told-event.ts'
export { replayEndpoints, trackingEndpoints } from './tracking.api.ts'
