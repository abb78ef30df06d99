/** The catalogue of added services, and what one costs a customer. */
import type { AddedService } from '../../../contract/added-services.ts'
import { formatScaled, multiplyDivide, parseScaled } from '../../../engines/shared/index.ts'
import type { RecordType } from '../../ledger/index.ts'

export const addedService: RecordType = {
  subjectType: 'added_service',
  table: 'policies.added_service',
  key: 'service_id',
  columns: ['name', 'description', 'unit', 'resource_kind', 'resource_minutes', 'proof', 'element_id'],
  children: [
    {
      name: 'prices',
      table: 'policies.service_price',
      keys: ['currency', 'valid_from'],
      columns: ['unit_price'],
    },
    {
      name: 'entitlements',
      table: 'policies.entitlement',
      keys: ['segment_id', 'valid_from'],
      columns: ['entitlement', 'discount_percent'],
    },
  ],
  created: 'AddedServiceOffered',
  changed: 'AddedServiceChanged',
}

/** What stands in the catalogue for one customer on one day; prices as exact decimals. */
export interface CatalogueRow {
  readonly service_id: string
  readonly name: string
  readonly unit: string
  readonly resource_kind: AddedService['resource_kind']
  readonly resource_minutes: number | null
  readonly proof: AddedService['proof']
  readonly entitlement: AddedService['entitlements'][number]['entitlement'] | null
  readonly discount_percent: string | null
  readonly currency: string | null
  readonly unit_price: string | null
}

export interface OfferedService extends Omit<CatalogueRow, 'discount_percent' | 'unit_price'> {
  readonly entitlement: NonNullable<CatalogueRow['entitlement']>
  /** Zero where the service is included; null where it is priced but no price is known in this currency. */
  readonly unit_price: string | null
}

/** A segment that nothing was said about gets the service at its price, or not at all where it has none. */
export function offerOf({ discount_percent: discount, ...row }: CatalogueRow): OfferedService {
  const entitlement = row.entitlement ?? (row.unit_price === null ? 'not_offered' : 'priced')
  if (entitlement === 'included') return { ...row, entitlement, unit_price: '0' }
  if (entitlement === 'not_offered' || row.unit_price === null) return { ...row, entitlement, unit_price: null }
  return { ...row, entitlement, unit_price: lessPercent(row.unit_price, discount ?? '0') }
}

function lessPercent(price: string, percent: string): string {
  const [micro, thousandths] = [parseScaled(price, 6), parseScaled(percent, 3)]
  if (typeof micro !== 'number' || typeof thousandths !== 'number') throw new RangeError('not a stored decimal')
  return formatScaled(multiplyDivide(micro, 100_000 - thousandths, 100_000), 6)
}
