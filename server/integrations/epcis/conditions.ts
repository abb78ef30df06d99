/** The CBV disposition that says in what state goods were handed over. */
import type { CONDITIONS } from '../../../contract/imports.ts'

type Condition = (typeof CONDITIONS)[number]

const DISPOSITIONS = new Map<Condition, string>([
  ['OK', 'conformant'],
  ['PKG_MINOR', 'in_progress'],
  ['PKG_OPEN', 'container_open'],
  ['DMG_VISIBLE', 'damaged'],
  ['DMG_CONCEALED', 'damaged'],
  ['WET', 'damaged'],
  ['TEMP_EXC', 'non_conformant'],
  ['SHOCK', 'damaged'],
  ['CONTAM', 'non_conformant'],
  ['INFEST', 'non_conformant'],
  ['SHORT', 'mismatch_quantity'],
  ['OVER', 'mismatch_quantity'],
  ['WRONG_ITEM', 'mismatch_class'],
  ['WRONG_LOT', 'mismatch_instance'],
  ['EXPIRED', 'expired'],
  ['LOST', 'unknown'],
  ['STOLEN', 'stolen'],
])

/** Undefined when nobody looked: an unknown condition is not a good one. */
export const dispositionOf = (condition: unknown): string | undefined => DISPOSITIONS.get(condition as Condition)

/** Goods that never arrived: no step of receiving happened to them. */
export const isMissing = (condition: unknown): boolean => condition === 'LOST' || condition === 'STOLEN'
