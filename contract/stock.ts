/** Goods and supply: the words of their states, and the bodies that move them. */
export const STOCK_STATES = ['released', 'quarantine', 'blocked', 'damaged', 'returned_uninspected'] as const
export type StockState = (typeof STOCK_STATES)[number]

export const SUPPLY_KINDS = ['purchase', 'transfer', 'production'] as const
export type SupplyKind = (typeof SUPPLY_KINDS)[number]

/** How sure supply is, from the least to the most; closed supply brings nothing more. */
export const OPEN_SUPPLY_STATES = ['planned', 'confirmed', 'in_transit'] as const
export const SUPPLY_STATES = [...OPEN_SUPPLY_STATES, 'closed'] as const
export type SupplyState = (typeof SUPPLY_STATES)[number]
