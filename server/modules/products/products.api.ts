import { Product } from '../../../contract/products.ts'
import { recordEndpoints } from '../../ledger/index.ts'
import { product } from './product.ts'

export const productEndpoints = recordEndpoints({
  type: product,
  path: '/products',
  tag: 'products',
  read: 'master_data.read',
  write: 'master_data.write',
  body: Product,
  searched: ['product_id', 'name', 'gtin'],
  filters: ['product_group'],
})
