/** People, organizations and rights: who may do what. */
import { z } from 'zod'
import { Code, Instant, Language, Text } from './values.ts'

export const ROLES = [
  'owner',
  'manager',
  'coordinator',
  'planner',
  'warehouse',
  'driver',
  'finance',
  'customer_contact',
] as const
export const Role = z.enum(ROLES)
export type Role = z.infer<typeof Role>

/** Permission to what it allows. */
export const PERMISSIONS = {
  'scorecard.read': 'see the scorecard and the lines behind it',
  'orders.read': 'see orders and their files',
  'orders.write': 'place, change and cancel orders',
  'promises.write': 'make and move promises',
  'stock.write': 'receive and reserve stock',
  'shipments.write': 'dispatch shipments and record what was observed of them',
  'deliveries.write': 'record deliveries',
  'billing.read': 'see invoices and credit notes',
  'billing.write': 'issue invoices and credit notes',
  'master_data.read': 'see customers, products, locations and carriers',
  'master_data.write': 'change customers, products, locations and carriers',
  'standards.read': 'see segments, standards and definitions',
  'standards.write': 'change segments, standards and definitions',
  'imports.run': 'bring files in',
  'exports.run': 'take data out',
  'people.read': 'see members and invitations',
  'people.manage': 'invite members, change roles, remove members',
  'keys.manage': 'create and revoke API keys',
  'audit.read': 'read the audit trail',
  'portal.read': "see the customer's own orders",
} as const
export type Permission = keyof typeof PERMISSIONS

const READ: Permission[] = ['scorecard.read', 'orders.read', 'master_data.read', 'standards.read']

export const ROLE_PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  owner: Object.keys(PERMISSIONS) as Permission[],
  manager: (Object.keys(PERMISSIONS) as Permission[]).filter((name) => name !== 'keys.manage'),
  coordinator: [
    ...READ,
    'orders.write',
    'promises.write',
    'stock.write',
    'shipments.write',
    'deliveries.write',
    'billing.read',
    'master_data.write',
    'imports.run',
    'exports.run',
    'people.read',
  ],
  planner: [...READ, 'promises.write', 'stock.write', 'shipments.write', 'exports.run'],
  warehouse: ['orders.read', 'master_data.read', 'stock.write', 'shipments.write'],
  driver: ['orders.read', 'deliveries.write'],
  finance: [...READ, 'billing.read', 'billing.write', 'exports.run'],
  customer_contact: ['portal.read'],
}

const Password = z.string().min(10).max(128)
const Email = z.email().max(254)

export const SignIn = z.object({ email: Email, password: z.string().min(1).max(128) })
export const Session = z.object({
  user: z.object({ id: z.string(), name: z.string(), email: z.string() }),
  organization: z.object({ id: z.string(), name: z.string() }),
  role: Role,
  permissions: z.array(z.string()),
})

export const Member = z.object({
  user_id: Code,
  role: Role,
  /** The one customer that a customer's contact may see; null for the company's own people. */
  customer_id: Code.nullable(),
  name: z.string(),
  email: z.string(),
})
export const ChangeMember = z.object({ role: Role, customer_id: Code.nullish() })

export const NewInvitation = z.object({ email: Email, role: Role, customer_id: Code.nullish() })
export const Invitation = z.object({
  invitation_id: Code,
  role: Role,
  customer_id: Code.nullish(),
  expires_at: z.string(),
  /** Shown once, to be handed to the person invited. */
  token: z.string(),
})
export const AcceptInvitation = z.object({
  token: z.string().min(20).max(200),
  name: Text,
  password: Password,
  language: Language.optional(),
})

export const NewApiKey = z.object({
  name: Text,
  permissions: z.array(z.enum(Object.keys(PERMISSIONS) as [Permission, ...Permission[]])).min(1),
  expires_at: Instant.nullish(),
})
export const ApiKey = z.object({
  api_key_id: Code,
  name: z.string(),
  permissions: z.array(z.string()),
  expires_at: z.string().nullable(),
  revoked_at: z.string().nullable(),
})

export const AuditQuery = z.object({
  subject_type: z.string().max(40).optional(),
  actor: z.string().max(100).optional(),
  /** Position of the oldest row seen. */
  before: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(100),
})
export const AuditRow = z.object({
  position: z.int(),
  record_time: z.string(),
  event_time: z.string().nullable(),
  actor: z.string(),
  subject_type: z.string(),
  subject_id: z.string(),
  type: z.string(),
})
