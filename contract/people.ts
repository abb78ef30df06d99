/** People, organizations and rights: who may do what. */
import { z } from 'zod'
import { DEPARTMENTS } from './process-words.ts'
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

/** What a customer's contact takes care of. One person may hold several; `administrator` lets colleagues in. */
export const PORTAL_ROLES = ['buyer', 'receiver', 'quality', 'finance', 'administrator'] as const
export const PortalRole = z.enum(PORTAL_ROLES)
export type PortalRole = z.infer<typeof PortalRole>
const PortalRoles = z
  .array(PortalRole)
  .min(1)
  .max(PORTAL_ROLES.length)
  .refine((roles) => new Set(roles).size === roles.length, 'each once')

/** Permission to what it allows. */
export const PERMISSIONS = {
  'scorecard.read': 'see the scorecard and the lines behind it',
  'orders.read': 'see orders and their files',
  'orders.write': 'place, change and cancel orders',
  'promises.write': 'make and move promises',
  'stock.read': 'see stock, supply, lots and warnings',
  'stock.write': 'receive, move, count and reserve stock',
  'supply.write': 'announce, move and cancel supply',
  'capacity.write': 'set what a site can do in a day, its delivery slots, seasons and dated openings',
  'shipments.write': 'dispatch shipments and record what was observed of them',
  'deliveries.write': 'record deliveries',
  'positions.read': 'see where vehicles, goods and drivers on their trips are',
  'positions.write': 'tell where a vehicle is; a driver only on the own trip',
  'billing.read': 'see invoices and credit notes',
  'billing.write': 'issue invoices and credit notes',
  'master_data.read': 'see customers, products, locations and carriers',
  'master_data.write': 'change customers, products, locations and carriers',
  'standards.read': 'see segments, standards and definitions',
  'standards.write': 'change segments, standards and definitions',
  'prices.read': "see price lists, agreements, charges and competitors' prices",
  'prices.write': "change price lists, agreements, charges and competitors' prices",
  'costs.read': 'see cost rates, costs of goods, freight bills and what serving customers costs',
  'costs.write': 'change cost rates, costs of goods and freight bills',
  'messages.read': 'see what customers are told and were told',
  'messages.write': 'let messages through, edit, drop and retry them',
  'messages.manage': 'set templates, gateways and what customers are told by itself',
  'inquiries.read': 'see inquiries, claims and feedback',
  'inquiries.write': 'answer and sort inquiries, take in claims and feedback',
  'needs.read': 'see what customers need, believe and answer, and where gaps are',
  'needs.write': 'record needs, interviews and competitors, hold surveys',
  'needs.answer': 'say what the own department believes that customers need',
  'imports.run': 'bring files in',
  'exports.run': 'take data out',
  'people.read': 'see members and invitations',
  'people.manage': 'invite members, change roles, remove members',
  'keys.manage': 'create and revoke API keys',
  'audit.read': 'read the audit trail',
  'portal.read': "see the customer's own orders, without prices",
  'portal.order': 'ask for offers and order for the own company',
  'portal.receive': 'say when and to whom goods of the own company are handed over',
  'portal.claim': 'tell of damage, shortage and returns for the own company',
  'portal.quality': 'see certificates, lots and recalls of what the own company got',
  'portal.prices': 'see prices of the own company',
  'portal.billing': 'see invoices and credit notes of the own company',
  'portal.people': 'let colleagues of the own company in and say what they take care of',
} as const
export type Permission = keyof typeof PERMISSIONS

const READ: Permission[] = [
  'scorecard.read',
  'orders.read',
  'master_data.read',
  'standards.read',
  'messages.read',
  'inquiries.read',
  'needs.read',
  'needs.answer',
]

export const ROLE_PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  owner: Object.keys(PERMISSIONS) as Permission[],
  manager: (Object.keys(PERMISSIONS) as Permission[]).filter((name) => name !== 'keys.manage'),
  coordinator: [
    ...READ,
    'orders.write',
    'promises.write',
    'stock.read',
    'stock.write',
    'supply.write',
    'capacity.write',
    'shipments.write',
    'deliveries.write',
    'positions.read',
    'positions.write',
    'billing.read',
    'prices.read',
    'master_data.write',
    'messages.write',
    'inquiries.write',
    'needs.write',
    'imports.run',
    'exports.run',
    'people.read',
  ],
  planner: [
    ...READ,
    'promises.write',
    'stock.read',
    'stock.write',
    'supply.write',
    'capacity.write',
    'shipments.write',
    'positions.read',
    'exports.run',
  ],
  warehouse: ['orders.read', 'master_data.read', 'stock.read', 'stock.write', 'shipments.write', 'needs.answer'],
  driver: ['orders.read', 'deliveries.write', 'positions.write', 'needs.answer'],
  finance: [
    ...READ,
    'inquiries.write',
    'billing.read',
    'billing.write',
    'prices.read',
    'prices.write',
    'costs.read',
    'costs.write',
    'exports.run',
  ],
  customer_contact: [
    'portal.read',
    'portal.order',
    'portal.receive',
    'portal.claim',
    'portal.quality',
    'portal.prices',
    'portal.billing',
  ],
}

/** What each of a contact's portal roles adds to seeing the own orders. */
export const PORTAL_ROLE_PERMISSIONS: Readonly<Record<PortalRole, readonly Permission[]>> = {
  buyer: ['portal.read', 'portal.order', 'portal.receive', 'portal.claim', 'portal.prices'],
  receiver: ['portal.read', 'portal.receive', 'portal.claim'],
  quality: ['portal.read', 'portal.claim', 'portal.quality'],
  finance: ['portal.read', 'portal.billing', 'portal.prices'],
  administrator: ['portal.read', 'portal.people'],
}

/** Of a member: a contact of whom nobody has said what they take care of takes care of everything but letting people in. */
export const permissionsOf = (role: Role, portalRoles: readonly PortalRole[] | null): readonly Permission[] =>
  role === 'customer_contact' && portalRoles !== null
    ? [...new Set(portalRoles.flatMap((one) => PORTAL_ROLE_PERMISSIONS[one]))]
    : ROLE_PERMISSIONS[role]

/** What a program may hold: never the rights to let people or further keys in, and not a customer's eyes. */
export const KEY_PERMISSIONS = (Object.keys(PERMISSIONS) as Permission[]).filter(
  (name) => !['people.manage', 'keys.manage'].includes(name) && !name.startsWith('portal.'),
)

const Password = z.string().min(10).max(128)
const Email = z.email().max(254)

export const SignIn = z.object({ email: Email, password: z.string().min(1).max(128) })
export const Session = z.object({
  user: z.object({ id: z.string(), name: z.string(), email: z.string() }),
  organization: z.object({ id: z.string(), name: z.string() }),
  /** `key` where a program asks. */
  role: z.enum([...ROLES, 'key']),
  permissions: z.array(z.string()),
  /** Set for a customer's contact: the one customer there is to see. */
  customer_id: Code.nullable(),
  /** What a customer's contact takes care of; null: nobody has said, or no contact. */
  portal_roles: PortalRoles.nullable(),
  /** Null: not chosen. */
  language: Language.nullable(),
  /** Everywhere this person is a member; the header `X-Organization` picks one for a request. */
  organizations: z.array(z.object({ id: z.string(), name: z.string(), role: Role })),
})
export const ChangePreferences = z.object({
  language: Language.optional(),
  /** The organization that opens first from now on. */
  organization_id: z.uuid().optional(),
})
export const ChangePassword = z.object({ current: z.string().min(1).max(128), next: Password })

export const Member = z.object({
  user_id: Code,
  role: Role,
  /** The one customer that a customer's contact may see; null for the company's own people. */
  customer_id: Code.nullable(),
  /** Null: everything but letting people in. */
  portal_roles: PortalRoles.nullable(),
  name: z.string(),
  email: z.string(),
})
/** Taking a customer's last administrator away is refused unless it is said to be meant. */
export const LastAdministratorQuery = z.object({ without_administrator: z.stringbool().optional() })
export const ChangeMember = z.object({ role: Role, customer_id: Code.nullish(), portal_roles: PortalRoles.nullish() })

/**
 * What became of the mail with the link: on its way; taken by the mail server; no mail server is set up; refused, or given up
 * after many attempts; or handed over on a connection that broke, so that it may have arrived or not.
 */
export const InvitationMail = z.enum(['waiting', 'sent', 'not_sent', 'failed', 'uncertain'])
export type InvitationMail = z.infer<typeof InvitationMail>

/** Whose work a member does, as they say themselves; null: not said. */
export const ChooseDepartment = z.object({ department: z.enum(DEPARTMENTS).nullable() })

export const NewInvitation = z.object({
  email: Email,
  role: Role,
  customer_id: Code.nullish(),
  portal_roles: PortalRoles.nullish(),
  /** Of the mail; absent: that of whoever invites. A person with a login is written to in the own language. */
  language: Language.optional(),
})
export const Invitation = z.object({
  invitation_id: Code,
  role: Role,
  customer_id: Code.nullish(),
  portal_roles: PortalRoles.nullish(),
  expires_at: z.string(),
  mail: InvitationMail,
  /** Shown once, to be handed to the person invited. */
  token: z.string(),
})
export const OpenInvitation = z.object({
  invitation_id: Code,
  email: z.string(),
  role: Role,
  customer_id: Code.nullable(),
  portal_roles: PortalRoles.nullable(),
  expires_at: z.string(),
  mail: InvitationMail,
})

/** What a customer's own administrator sees and changes of colleagues. */
export const Colleague = Member.pick({ user_id: true, name: true, email: true, portal_roles: true })
export const OpenColleague = OpenInvitation.pick({
  invitation_id: true,
  email: true,
  portal_roles: true,
  expires_at: true,
  mail: true,
})
export const Colleagues = z.object({ members: z.array(Colleague), invitations: z.array(OpenColleague) })
export const InviteColleague = z.object({ email: Email, portal_roles: PortalRoles, language: Language.optional() })
/** Where mail is set up the link is in the mail alone: it shows that the address is the own one of whoever takes it up. */
export const InvitedColleague = Invitation.extend({ token: z.string().nullable() })
export const ChangeColleague = z.object({ portal_roles: PortalRoles })
const Token = z.string().min(20).max(200)
export const LookUpInvitation = z.object({ token: Token })
export const InvitationSeen = z.object({
  organization: z.string(),
  email: z.string(),
  role: Role,
  /**
   * The person has a login already and accepts with that password. Null: not told, as of every invitation to a customer's
   * contact, whose administrator could otherwise ask for the address of anybody.
   */
  has_login: z.boolean().nullable(),
})
export const AcceptInvitation = z.object({
  token: Token,
  name: Text,
  password: Password,
  language: Language.optional(),
})

export const NewApiKey = z.object({
  name: Text,
  permissions: z.array(z.enum(KEY_PERMISSIONS as [Permission, ...Permission[]])).min(1),
  expires_at: Instant.nullish(),
})
export const ApiKey = z.object({
  api_key_id: Code,
  name: z.string(),
  /** The key's first characters. */
  hint: z.string(),
  permissions: z.array(z.string()),
  /** `user:` or `key:` and an id. */
  created_by: z.string(),
  expires_at: z.string().nullable(),
  revoked_at: z.string().nullable(),
  /** To ten minutes; null: never used. */
  last_used_at: z.string().nullable(),
})
/** The key itself is in this answer and nowhere else. */
export const CreatedApiKey = z.object({ api_key_id: Code, key: z.string() })

export const AuditQuery = z.object({
  subject_type: z.string().max(40).optional(),
  subject_id: Code.optional(),
  type: z.string().max(60).optional(),
  actor: z.string().max(100).optional(),
  /** `nextCursor` of the page before. */
  cursor: z
    .string()
    .regex(/^\d{1,19}-\d{1,15}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(200).default(100),
})
export const AuditRow = z.object({
  position: z.int(),
  record_time: z.string(),
  event_time: z.string().nullable(),
  actor: z.string(),
  /** Null: no person, or one whose login is gone. */
  actor_name: z.string().nullable(),
  subject_type: z.string(),
  subject_id: z.string(),
  subject_version: z.int(),
  type: z.string(),
  data: z.record(z.string(), z.unknown()),
})
/** A page may hold fewer rows than asked, even none, and still have a next one: a search looks at a bounded stretch at a time. */
export const AuditPage = z.object({ rows: z.array(AuditRow), nextCursor: z.string().nullable() })

export const RoleRights = z.object({ role: Role, permissions: z.array(z.string()) })
