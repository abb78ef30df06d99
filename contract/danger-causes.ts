/** Why a promise is in danger. Apart from the schemas, so that the first screen need not load what parses them. */
export const DANGER_CAUSES = [
  'no_goods',
  'supply_late',
  'not_left',
  'overloaded',
  'carrier_delay',
  'carrier_estimate',
  'silent',
  'disruption',
  'usual_time',
] as const
