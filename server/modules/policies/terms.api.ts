/** Endpoints of the terms of service: what is published, and what holds for whom. */
import { AddedService, Substitution } from '../../../contract/added-services.ts'
import { Requirement } from '../../../contract/requirements.ts'
import { AllocationPolicy, Objective, ServicePackage } from '../../../contract/service-packages.ts'
import {
  PackagesInForce,
  PackagesQuery,
  RequirementsMet,
  RequirementsQuery,
  SubstitutesFound,
  SubstitutesQuery,
  Terms,
  TermsQuery,
} from '../../../contract/terms.ts'
import { recordEndpoints, type State } from '../../ledger/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { requireCustomer } from '../customers/index.ts'
import { localDayAt, requireLocation } from '../locations/index.ts'
import { requireProducts } from '../products/index.ts'
import { addedService } from './added-service.ts'
import { checkPublishing } from './check-publishing.command.ts'
import { requireCustomers, requireSegments } from './named.store.ts'
import { allocationPolicy, objective } from './objective.ts'
import { allocationPolicyAt, objectiveFor, packagesFor, packagesOn } from './packages.store.ts'
import { checkPeriod } from './period.ts'
import { checkRequirement, requirement } from './requirement.ts'
import { requirementsFor } from './requirements.store.ts'
import { servicePackage } from './service-package.ts'
import { servicesFor } from './services.store.ts'
import { substitutesFor } from './substitutes.store.ts'
import { checkSubstitution, substitution } from './substitution.ts'

const rights = { read: 'standards.read', write: 'standards.write' }

const texts = (...values: unknown[]) => values.filter((value): value is string => typeof value === 'string')
const listed = (rows: unknown, name: string) => ((rows as State[] | undefined) ?? []).map((row) => row[name])
/** As everywhere in the terms, the day is that of UTC where no place is asked for. */
const today = (tx: Tx, now: Date) => localDayAt(tx, null, now)
const requireSegment = (tx: Tx, { segment_id }: State) => requireSegments(tx, texts(segment_id))

const published = [
  ...recordEndpoints({
    ...rights,
    type: servicePackage,
    path: '/service-packages',
    tag: 'service packages',
    body: ServicePackage,
    searched: ['package_id', 'name'],
    filters: ['segment_id'],
    dated: { hasEnd: false, within: ['segment_id'], today },
    check: (tx, state) => checkPublishing(tx, state),
  }),
  ...recordEndpoints({
    ...rights,
    type: objective,
    path: '/objectives',
    tag: 'objectives',
    body: Objective,
    searched: ['objective_id', 'reason'],
    filters: ['segment_id', 'objective'],
    dated: { hasEnd: true, within: ['segment_id'], today },
    check: async (tx, state) => {
      checkPeriod(state)
      await requireSegment(tx, state)
    },
  }),
  ...recordEndpoints({
    ...rights,
    type: allocationPolicy,
    path: '/allocation-policies',
    tag: 'allocation policies',
    body: AllocationPolicy,
    searched: ['policy_id', 'name'],
    filters: ['kind'],
    dated: { hasEnd: false, within: [], today },
  }),
  ...recordEndpoints({
    ...rights,
    type: addedService,
    path: '/added-services',
    tag: 'added services',
    body: AddedService,
    searched: ['service_id', 'name'],
    filters: ['proof'],
    check: (tx, { entitlements }) => requireSegments(tx, texts(...listed(entitlements, 'segment_id'))),
  }),
  ...recordEndpoints({
    ...rights,
    type: substitution,
    path: '/substitutions',
    tag: 'substitutions',
    body: Substitution,
    searched: ['substitution_id', 'product_id', 'substitute_id'],
    filters: ['product_id', 'substitute_id'],
    dated: { hasEnd: true, within: ['product_id', 'substitute_id'], today },
    check: async (tx, state) => {
      checkPeriod(state)
      checkSubstitution(state)
      await requireProducts(tx, texts(state.product_id, state.substitute_id))
      await requireCustomers(tx, texts(...listed(state.consents, 'customer_id')))
    },
  }),
  ...recordEndpoints({
    read: 'orders.read',
    write: 'master_data.write',
    type: requirement,
    path: '/requirements',
    tag: 'requirements',
    body: Requirement,
    searched: ['requirement_id', 'text'],
    filters: ['customer_id', 'location_id', 'product_id', 'kind', 'need'],
    dated: { hasEnd: true, today },
    check: async (tx, state) => {
      checkPeriod(state)
      checkRequirement(state)
      await requireCustomers(tx, texts(state.customer_id))
      await requireLocation(tx, state.location_id as string | null)
      await requireProducts(tx, texts(state.product_id))
    },
  }),
]

const holding = [
  endpoint({
    method: 'GET',
    path: '/service-packages/in-force',
    tag: 'service packages',
    permission: 'standards.read',
    summary: 'What each segment is offered on a day, side by side',
    query: PackagesQuery,
    answer: PackagesInForce,
    handle: (context, { query }) =>
      inSnapshot(context, async (tx) => {
        const day = query.day ?? (await today(tx, context.clock.now()))
        return { day, rows: await packagesOn(tx, day) }
      }),
  }),
  endpoint({
    method: 'GET',
    path: '/terms',
    tag: 'terms',
    permission: 'standards.read',
    summary: 'What holds for a customer on a day: package, objective, allocation policy, added services',
    query: TermsQuery,
    answer: Terms,
    handle: (context, { query }) =>
      inSnapshot(context, async (tx) => {
        await requireCustomer(tx, query.customer_id)
        const day = query.day ?? (await localDayAt(tx, null, context.clock.now()))
        const question = { customers: [query.customer_id], day }
        return {
          package: (await packagesFor(tx, question)).get(query.customer_id),
          objective: (await objectiveFor(tx, question)).get(query.customer_id),
          allocation: await allocationPolicyAt(tx, day),
          services: (await servicesFor(tx, question)).get(query.customer_id),
        }
      }),
  }),
  endpoint({
    method: 'GET',
    path: '/terms/requirements',
    tag: 'terms',
    permission: 'orders.read',
    summary: 'All requirements that apply to a customer, a place and a product, with what each was recorded for',
    query: RequirementsQuery,
    answer: RequirementsMet,
    handle: (context, { query }) =>
      inSnapshot(context, async (tx) => {
        const { customer_id, location_id = null, product_id = '', step } = query
        const day = query.day ?? (await localDayAt(tx, location_id, context.clock.now()))
        const [met] = await requirementsFor(tx, [{ customer_id, location_id, product_id, day }])
        return { rows: met!.filter((one) => !step || one.steps.includes(step)) }
      }),
  }),
  endpoint({
    method: 'GET',
    path: '/terms/substitutes',
    tag: 'terms',
    permission: 'standards.read',
    summary: 'What may come instead of a product, and whether the customer must be asked',
    query: SubstitutesQuery,
    answer: SubstitutesFound,
    handle: (context, { query }) =>
      inSnapshot(context, async (tx) => {
        const { customer_id: customer, product_id } = query
        const day = query.day ?? (await localDayAt(tx, null, context.clock.now()))
        return { rows: (await substitutesFor(tx, { customer, products: [product_id], day })).get(product_id) }
      }),
  }),
]

export const termsEndpoints = [...published, ...holding]
