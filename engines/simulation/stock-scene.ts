/** One product at one site on the last day told: what its stock is drawn from. */
import type { Draws } from './draws.ts'
import type { Asked } from './open-claims.ts'
import type { Product } from './products.ts'
import type { World } from './world.ts'

export interface Scene {
  readonly world: World
  readonly site: number
  readonly product: Product
  readonly index: number
  readonly draws: Draws
  readonly today: number
  readonly asked: Asked
}
