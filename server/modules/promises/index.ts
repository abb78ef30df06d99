export { makePromise } from './make-promise.command.ts'
export { promiseEndpoints } from './promises.api.ts'
export { promiseVerifiable, settlePromises } from './promises.store.ts'
