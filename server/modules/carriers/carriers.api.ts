import { Carrier } from '../../../contract/carriers.ts'
import { recordEndpoints } from '../../ledger/index.ts'
import { carrier } from './carrier.ts'

export const carrierEndpoints = recordEndpoints({
  type: carrier,
  path: '/carriers',
  tag: 'carriers',
  read: 'master_data.read',
  write: 'master_data.write',
  body: Carrier,
  searched: ['carrier_id', 'name'],
  filters: [],
})
