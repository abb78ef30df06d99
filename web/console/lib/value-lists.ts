/**
 * The closed lists of the contract as plain values. The contract's own files also hold schemas, and with them a library the
 * screens have no use for; the types below make the compiler keep both in step.
 */
import type * as services from '../../../contract/added-services.ts'
import type * as imports from '../../../contract/imports.ts'
import type * as clause from '../../../contract/information-clause.ts'
import type * as needs from '../../../contract/needs.ts'
import type * as prices from '../../../contract/prices.ts'
import type * as remedies from '../../../contract/remedies.ts'
import type * as rights from '../../../contract/rights.ts'
import type * as risk from '../../../contract/risk.ts'
import type * as rules from '../../../contract/segment-rules.ts'
import type * as elements from '../../../contract/service-elements.ts'
import type * as packages from '../../../contract/service-packages.ts'
import type * as changes from '../../../contract/stated-changes.ts'
import type * as surveys from '../../../contract/surveys.ts'

export const RIGHTS: typeof rights.RIGHTS = [
  'product',
  'quantity',
  'time',
  'place',
  'condition',
  'price',
  'information',
]
export const BASES: typeof rights.BASES = ['requested', 'first_promised', 'current_promised']

export const BUYING_ROLES: typeof imports.BUYING_ROLES = [
  'purchasing',
  'production',
  'quality',
  'logistics',
  'product_development',
  'finance',
  'end_user',
]
export const CHANNELS: typeof imports.CHANNELS = ['email', 'sms', 'portal', 'webhook', 'phone']
export const LOCATION_KINDS: typeof imports.LOCATION_KINDS = [
  'own_site',
  'customer_site',
  'carrier_hub',
  'supplier_site',
  'order_desk',
]
export const MODES: typeof imports.MODES = ['own_van', 'parcel', 'road', 'rail', 'sea', 'air']
export const ELEMENTS: typeof imports.ELEMENTS = [
  'order_cycle_time',
  'on_time',
  'in_full',
  'condition',
  'billing',
  'information',
  'perfect_order',
  'first_answer',
  'final_answer',
]
export const REQUIRED_DOCUMENTS: typeof clause.REQUIRED_DOCUMENTS = [
  'asn',
  'packing_list',
  'delivery_note',
  'invoice',
  'certificate',
  'label',
]
export const LANGUAGES = ['en', 'ro', 'ru', 'hy', 'zh-TW'] as const

export const WEEKDAYS: typeof packages.WEEKDAYS = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su']
export const ORDER_CHANNELS: typeof packages.ORDER_CHANNELS = ['portal', 'api', 'file', 'email', 'phone']
export const COUNTED_SUPPLY: typeof packages.COUNTED_SUPPLY = ['in_transit', 'confirmed', 'planned']
export const CUTOFF_UNITS: typeof packages.CUTOFF_UNITS = ['hours', 'open_days']
export const FREIGHT_RULES: typeof packages.FREIGHT_RULES = ['company', 'customer']
export const OBJECTIVES: typeof packages.OBJECTIVES = ['lowest_cost', 'stock_at_level', 'speed']
export const ALLOCATION_KINDS: typeof packages.ALLOCATION_KINDS = [
  'first_come',
  'strict_tier',
  'protection_levels',
  'proportional',
  'lowest_first',
]

export const GIVING_WAY: typeof packages.GIVING_WAY = ['never', 'if_kept', 'later']

export const ENTITLEMENTS: typeof services.ENTITLEMENTS = ['included', 'priced', 'not_offered']
export const PROOFS: typeof services.PROOFS = ['none', 'signature', 'photo', 'document', 'checklist']
export const RESOURCE_KINDS: typeof services.RESOURCE_KINDS = ['person', 'vehicle', 'technician', 'repacking', 'dock']
export const DIRECTIONS: typeof services.DIRECTIONS = ['one_way', 'both']
export const CONSENTS: typeof services.CONSENTS = ['never', 'ask', 'auto']
export const SUBSTITUTE_PRICES: typeof services.SUBSTITUTE_PRICES = ['lower_of_two', 'ordered_product', 'substitute']

export const TAX_TREATMENTS: typeof prices.TAX_TREATMENTS = ['export', 'intra_community', 'reverse_charge', 'exempt']
export const CHARGE_KINDS: typeof prices.CHARGE_KINDS = ['freight', 'small_order', 'expedite', 'slot']
export const CHARGE_BASES: typeof prices.CHARGE_BASES = ['order_value', 'weight']
export const EVIDENCE: typeof prices.EVIDENCE = ['same_customer', 'mystery_order', 'published', 'lost_order', 'guess']
export const FITS: typeof prices.FITS = ['dearer', 'level', 'cheaper', 'too_old']

export const TROUBLE_KINDS: typeof remedies.TROUBLE_KINDS = [
  'delay',
  'stock_short',
  'carrier_silent',
  'disruption',
  'capacity',
]
export const REMEDY_KINDS: typeof remedies.REMEDY_KINDS = [
  'other_site',
  'expedite',
  'in_parts',
  'substitute',
  'reallocate',
  'send_again',
  'later_date',
  'tell',
]
export const DEAL_BREAKER_PROBLEMS: typeof risk.DEAL_BREAKER_PROBLEMS = [
  'late',
  'short',
  'wrong_product',
  'damage',
  'wrong_place',
  'wrong_price',
  'no_information',
]
export const CONSEQUENCES: typeof risk.CONSEQUENCES = ['buys_less', 'leaves']

export const SERVICE_ELEMENTS: typeof elements.SERVICE_ELEMENTS = [
  'reliability',
  'communication',
  'frequency',
  'punctuality',
  'progress',
  'feedback',
  'emergency',
  'condition',
  'attitude',
  'billing',
  'answers',
  'price',
  'speed',
  'availability',
  'accuracy',
  'quality',
  'flexibility',
  'environment',
]
export const DEPARTMENTS: typeof elements.DEPARTMENTS = [
  'management',
  'marketing',
  'sales',
  'order_desk',
  'planning',
  'warehouse',
  'transport',
  'customer_service',
  'quality',
  'finance',
  'it',
]
export const CRITERIA_SOURCES: typeof needs.CRITERIA_SOURCES = ['said', 'interview', 'assumed']
export const INTERVIEW_QUESTIONS: typeof needs.INTERVIEW_QUESTIONS = [
  'considers',
  'matters_most',
  'buys_more',
  'judges_by',
  'not_tolerated',
  'do_we_meet',
  'do_others_meet',
  'other',
]
export const INTERVIEW_MEANINGS: typeof needs.INTERVIEW_MEANINGS = [
  'need',
  'praise',
  'complaint',
  'lever',
  'deal_breaker',
  'competitor',
]
export const NEED_EVIDENCE: typeof needs.EVIDENCE = [
  'paired_rating',
  'mystery_order',
  'published_terms',
  'win_loss',
  'guess',
]
export const REFERRAL_EVIDENCE: typeof needs.REFERRAL_EVIDENCE = [
  'said_by_new',
  'said_by_customer',
  'introduced',
  'survey',
]
export const AUDIENCES: typeof surveys.AUDIENCES = ['customers', 'staff']
export const SURVEY_STATES: typeof surveys.SURVEY_STATES = ['draft', 'open', 'closed']
export const QUESTION_KINDS: typeof surveys.QUESTION_KINDS = [
  'points',
  'best_worst',
  'perception',
  'expectation',
  'required',
  'kano',
  'competitor',
  'satisfaction',
  'recommend',
  'effort',
  'handling',
  'wallet',
  'open',
]

export const RULE_FACTS: typeof rules.RULE_FACTS = [
  'orders',
  'days_since_order',
  'value',
  'serving_percent',
  'recency',
  'frequency',
  'margin_score',
  'need_rank',
  'need_percent',
  'margin_class',
  'quadrant',
  'country',
]

export const CERTAINTIES: typeof changes.CERTAINTIES = ['sure', 'likely', 'possible']
export const CHANGE_SOURCES: typeof changes.CHANGE_SOURCES = ['interview', 'survey', 'inquiry', 'phone']
export const CHANGE_STATES: typeof changes.CHANGE_STATES = ['stated', 'accepted', 'declined']
