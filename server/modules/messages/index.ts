export { messageEndpoints } from './messages.api.ts'
export { messageVerifiable, type NewMessage, queueMessages } from './messages.store.ts'
