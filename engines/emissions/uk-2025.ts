/**
 * UK Government greenhouse gas conversion factors for company reporting, 2025, freighting goods: average laden, not
 * refrigerated unless said, without radiative forcing. Contains public sector information licensed under the Open
 * Government Licence v3.0. They describe British fleets: a start for everyone who has no better figures.
 */
import type { EmissionFactor, FactorSet } from './factor.ts'

/** As published: kilograms of CO₂e a tonne-kilometer, direct and well-to-tank. */
const kg = (direct: number, wellToTank: number): EmissionFactor => ({
  tankToWheelMg: Math.round(direct * 1e6),
  wellToTankMg: Math.round(wellToTank * 1e6),
})

export const UK_2025: FactorSet = {
  id: 'uk-government-2025',
  source: 'UK Government conversion factors for company reporting of greenhouse gas emissions, 2025',
  license: 'Open Government Licence v3.0',
  region: 'GB',
  validFrom: '2025-01-01',
  warmingPotentials: 'AR5',
  distanceType: 'shortest_feasible',
  factors: {
    van_diesel: kg(0.6313, 0.15095),
    // Nothing burns on the road; generation and loss in the grid stand for it.
    van_electric: kg(0.21992 + 0.02084, 0.05633),
    rigid_small: kg(0.52761, 0.12296),
    rigid_medium: kg(0.36362, 0.09246),
    rigid_large: kg(0.17146, 0.03736),
    articulated_medium: kg(0.12633, 0.02731),
    articulated_large: kg(0.07703, 0.01799),
    truck_average: kg(0.10163, 0.02359),
    truck_refrigerated: kg(0.11894, 0.02769),
    rail: kg(0.02779, 0.00691),
    general_cargo_ship: kg(0.01321, 0.003),
    container_ship: kg(0.01612, 0.00365),
    ferry: kg(0.05158, 0.0117),
    air_short: kg(0.75539, 0.20515),
    air_long: kg(0.5313, 0.13516),
  },
}
