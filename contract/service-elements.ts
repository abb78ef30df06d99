/**
 * What customers weigh about service. The first eleven are those that every company is asked about; the others are often
 * named beside them. A company adds its own.
 */
export const CORE_ELEMENTS = [
  /** Timely and reliable delivery. */
  'reliability',
  'communication',
  /** How often deliveries come. */
  'frequency',
  /** Within the agreed window. */
  'punctuality',
  /** Information on where an order stands. */
  'progress',
  /** How remarks and complaints are taken in. */
  'feedback',
  'emergency',
  /** Goods come intact. */
  'condition',
  /** Attitude after a problem. */
  'attitude',
  'billing',
  /** Answers to inquiries. */
  'answers',
] as const
export const FURTHER_ELEMENTS = [
  'price',
  /** Time from order to delivery. */
  'speed',
  /** Goods are in stock. */
  'availability',
  /** The right goods in the right quantity. */
  'accuracy',
  /** Goods do what they should. */
  'quality',
  /** Changes, rush, special handling. */
  'flexibility',
  'environment',
] as const
export const SERVICE_ELEMENTS = [...CORE_ELEMENTS, ...FURTHER_ELEMENTS] as const
export type ServiceElement = (typeof SERVICE_ELEMENTS)[number]

/** Who answers for an element, and what our own people are asked as: the departments of the process from need to improvement. */
export const DEPARTMENTS = [
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
] as const
export type Department = (typeof DEPARTMENTS)[number]

/** Who answers for a built-in element where the company has not said otherwise. */
export const USUAL_DEPARTMENT: Readonly<Record<ServiceElement, Department>> = {
  reliability: 'planning',
  communication: 'customer_service',
  frequency: 'planning',
  punctuality: 'transport',
  progress: 'customer_service',
  feedback: 'customer_service',
  emergency: 'customer_service',
  condition: 'quality',
  attitude: 'customer_service',
  billing: 'finance',
  answers: 'customer_service',
  price: 'sales',
  speed: 'planning',
  availability: 'planning',
  accuracy: 'warehouse',
  quality: 'quality',
  flexibility: 'sales',
  environment: 'management',
}
