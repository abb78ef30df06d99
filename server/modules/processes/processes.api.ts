/** Endpoints of drawn processes, one a version. */
import { Process } from '../../../contract/processes.ts'
import { recordEndpoints } from '../../ledger/index.ts'
import { checkParts, process } from './process.ts'

export const processEndpoints = recordEndpoints({
  type: process,
  path: '/processes',
  tag: 'processes',
  read: 'orders.read',
  write: 'standards.write',
  body: Process,
  searched: ['process_id', 'name', 'note'],
  filters: [],
  dated: { hasEnd: false, within: [], today: async (_, now) => now.toISOString().slice(0, 10) },
  check: async (_, state) => checkParts(state),
})
