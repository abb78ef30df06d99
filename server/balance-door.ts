/** What weighing service without a database needs of the server: the solver of integer programs. */
export { openIntegerSolver } from './platform/integer-solver.ts'
