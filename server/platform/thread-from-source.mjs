/** Lets a worker thread run a TypeScript file of the checkout. Neither node nor tsx does it: a loader is registered for one thread only. */
import { workerData } from 'node:worker_threads'
import { register } from 'tsx/esm/api'

register()
await import(workerData.file)
