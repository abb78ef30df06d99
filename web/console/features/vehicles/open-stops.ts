/** The stops whose goods nobody has taken: they stay to be brought, whatever becomes of the trip. */
import type { SeenStop } from '../../../../contract/vehicles.ts'

export const notHandedOver = (stops: readonly SeenStop[]): SeenStop[] =>
  stops.filter(({ state }) => state !== 'handed_over')
