export { product } from './product.ts'
export { productEndpoints } from './products.api.ts'
export { requireProducts } from './products.store.ts'
