export { product } from './product.ts'
export { productEndpoints } from './products.api.ts'
export { requireProducts, requireWholeUnits } from './products.store.ts'
