/** The words of requirements: what can be asked for, and which steps of the work need to see it. */

/** Kind to what can be needed; a kind without a list is said by its text, openings or contact alone. */
export const REQUIREMENT_NEEDS = {
  handling: ['fragile', 'cold', 'frozen', 'hazardous', 'upright', 'no_stacking', 'heavy', 'dry', 'clean'],
  label: ['product_label', 'pallet_label', 'lot_label', 'customer_code', 'hazard_label'],
  document: ['delivery_note', 'certificate', 'safety_sheet', 'order_reference', 'customs_paper'],
  unloading: ['tail_lift', 'forklift', 'by_hand', 'crane', 'small_vehicle', 'no_ramp'],
  window: [],
  person: ['only_named', 'call_before', 'identity_check'],
  expedite: ['always', 'when_late'],
  /** Who must not go without when goods are short: a duty by law, or where somebody's safety hangs on the goods. */
  priority: ['regulatory', 'safety_critical'],
} as const satisfies Record<string, readonly string[]>
export const REQUIREMENT_KINDS = Object.keys(REQUIREMENT_NEEDS) as [
  keyof typeof REQUIREMENT_NEEDS,
  ...(keyof typeof REQUIREMENT_NEEDS)[],
]
export const NEEDS = Object.values(REQUIREMENT_NEEDS).flat() as string[] as [string, ...string[]]
export const STEPS = ['pick', 'pack', 'load', 'deliver', 'bill'] as const
