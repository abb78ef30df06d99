/**
 * UN/ECE Recommendation 20 codes (and the Recommendation 21 package codes in common use) that trade in goods needs,
 * with the everyday words that mean exactly one of them. A word outside this list is refused: `box` of how many is a
 * question for the mapping, `TO` may be a ton or a direction.
 */
const UNITS: Record<string, string> = {
  C62: 'one unit 1',
  EA: 'each ea.',
  PCE: 'pc pcs piece pieces pce. buc шт шт. 件 個 个 հատ',
  H87: '',
  PR: 'pair pairs',
  DZN: 'dozen doz',
  SET: 'set sets',
  KGM: 'kg kilogram kilograms kilo кг 公斤 կգ',
  GRM: 'g gram grams г 克',
  MGM: 'mg',
  TNE: 'tonne tonnes',
  LBR: 'lb lbs pound pounds',
  ONZ: 'oz ounce ounces',
  LTR: 'l liter liters litre litres л 升',
  MLT: 'ml milliliter milliliters',
  HLT: 'hl',
  MTQ: 'm3 m³',
  MTK: 'm2 m²',
  MTR: 'm meter meters metre metres',
  CMT: 'cm',
  MMT: 'mm',
  KMT: 'km',
  FOT: 'ft foot feet',
  INH: 'inch inches',
  GLL: 'gal gallon gallons',
  CS: 'case cases',
  CT: 'carton cartons ctn',
  BX: 'box boxes',
  PK: 'pack packs',
  PF: 'pallet pallets plt',
  BG: 'bag bags',
  BO: 'bottle bottles btl',
  CA: 'can cans',
  DR: 'drum drums',
  RO: 'roll rolls',
  SA: 'sack sacks',
  TU: 'tube tubes',
  CR: 'crate crates',
  HUR: 'hour hours hr hrs h',
  DAY: 'day days',
  E48: 'service services',
  KWH: 'kwh',
  MIL: 'thousand',
}

const CODES = new Map<string, string>()
for (const [code, words] of Object.entries(UNITS)) {
  CODES.set(code.toLowerCase(), code)
  for (const word of words.split(' ').filter(Boolean)) CODES.set(word, code)
}

/** The code for a code or an everyday word in any letter case. */
export const unitCode = (word: string): string | undefined => CODES.get(word.toLowerCase())
