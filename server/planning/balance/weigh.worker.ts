/** The thread that weighs: a solver may take seconds, and nobody else waits for it. */
import { parentPort, workerData } from 'node:worker_threads'
import { balance, tryMix } from '../../../engines/service-levels/index.ts'
import { openIntegerSolver } from '../../platform/integer-solver.ts'
import type { Said } from '../../platform/thread.ts'
import type { Weighing, WeighingAnswer } from './weighing.ts'

const { problem, free, mix } = workerData.given as Weighing
// A budget alone is decided without it; its instances take a while to load.
const solver = problem.capacities?.length ? await openIntegerSolver({ timeLimit: 5 }) : undefined
const answer = balance(problem, { solver })
const without = free ? balance(free, { solver, isQuick: true }) : null
const result: WeighingAnswer = {
  answer,
  freeGain: without?.state === 'found' ? without.chosen.gain : null,
  tried: mix.length ? tryMix(problem, mix) : null,
}
const said: Said<WeighingAnswer> = { say: 'done', result }
parentPort!.postMessage(said)
