/** Every screen of the console: its address, its place in the navigation, the right it needs, and the chunk it loads. */
import { type ComponentType, type LazyExoticComponent, lazy } from 'react'
import type { IconName } from '../../ui/icons.tsx'
import { type Load, withMoreWords } from '../lib/more-words.ts'
import { SECTIONS, type Section } from '../lib/sections.ts'

/** The groups of the navigation, in its order. */
export const GROUPS = ['work', 'goods', 'improve', 'agreements', 'files', 'master', 'organization'] as const

export type Group = (typeof GROUPS)[number]

export type Screen = {
  /** Also the key of its name in the catalogue: `shell:screen.<id>`. */
  id: string
  path: string
  component: LazyExoticComponent<ComponentType>
  /** Absent for screens that are reached from another one. */
  nav?: { group: Group; icon: IconName }
  /** It is a tab of another screen: the palette reaches it, the navigation does not list it. */
  isTab?: true
  /** The permission without which the server would refuse what the screen asks. */
  permission?: string
}

/** What a reader sees first; their words are in the first load. */
const FIRST: ReadonlySet<string> = new Set(['today', 'scorecard'])

const listed = (group: Group, icon: IconName, id: string, permission: string | undefined, load: Load): Screen => ({
  id,
  path: `/${id}`,
  component: lazy(FIRST.has(id) ? load : withMoreWords(load)),
  nav: { group, icon },
  ...(permission && { permission }),
})

const inner = (id: string, path: string, permission: string, load: Load): Screen => ({
  id,
  path,
  component: lazy(FIRST.has(id) ? load : withMoreWords(load)),
  permission,
})

/** The first screen of a section stands in the navigation, the others are its tabs. */
const section = (
  { of, group, icon }: { of: Section; group: Group; icon: IconName },
  loads: Readonly<Record<string, Load>>,
): Screen[] =>
  SECTIONS[of].map(({ id, path, permission }, at) => ({
    id,
    path,
    component: lazy(withMoreWords(loads[id] as Load)),
    permission,
    ...(at === 0 ? { nav: { group, icon } } : { isTab: true }),
  }))

export const SCREENS: readonly Screen[] = [
  listed('work', 'today', 'today', 'scorecard.read', () => import('../features/today/today-screen.tsx')),
  listed(
    'improve',
    'scorecard',
    'scorecard',
    'scorecard.read',
    () => import('../features/scorecard/scorecard-screen.tsx'),
  ),
  listed(
    'improve',
    'question',
    'exceptions',
    'scorecard.read',
    () => import('../features/exceptions/exceptions-screen.tsx'),
  ),
  listed(
    'work',
    'handshake',
    'promise-desk',
    'promises.write',
    () => import('../features/promise-desk/promise-desk-screen.tsx'),
  ),
  ...section(
    { of: 'process', group: 'improve', icon: 'columns' },
    {
      'process-chart': () => import('../features/process-chart/chart-screen.tsx'),
      'process-map': () => import('../features/process-chart/map-screen.tsx'),
      'process-standards': () => import('../features/process-chart/standards-screen.tsx'),
      'my-role': () => import('../features/process-chart/my-role-screen.tsx'),
    },
  ),
  inner('process-edit', '/process/edit', 'standards.write', () => import('../features/process-chart/edit-screen.tsx')),
  inner('lines', '/scorecard/lines', 'scorecard.read', () => import('../features/scorecard/lines-screen.tsx')),
  listed('work', 'orders', 'orders', 'orders.read', () => import('../features/orders/orders-screen.tsx')),
  listed(
    'work',
    'clock',
    'recurring-orders',
    'orders.read',
    () => import('../features/recurring/recurring-orders-screen.tsx'),
  ),
  inner(
    'recurring-order',
    '/recurring-orders/:id',
    'orders.read',
    () => import('../features/recurring/recurring-order-screen.tsx'),
  ),
  inner('order', '/orders/:id', 'orders.read', () => import('../features/orders/order-screen.tsx')),
  listed(
    'work',
    'customers',
    'customers',
    'master_data.read',
    () => import('../features/customers/customers-screen.tsx'),
  ),
  inner('customer', '/customers/:id', 'master_data.read', () => import('../features/customers/customer-screen.tsx')),
  listed('goods', 'clock', 'proposals', 'orders.read', () => import('../features/proposals/proposals-screen.tsx')),
  listed(
    'improve',
    'scorecard',
    'back-test',
    'scorecard.read',
    () => import('../features/back-test/back-test-screen.tsx'),
  ),
  listed(
    'goods',
    'standards',
    'allocation-board',
    'orders.read',
    () => import('../features/allocation/board-screen.tsx'),
  ),
  inner('proposal', '/proposals/:id', 'orders.read', () => import('../features/proposals/proposal-screen.tsx')),
  listed(
    'goods',
    'warning',
    'disruptions',
    'orders.read',
    () => import('../features/disruptions/disruptions-screen.tsx'),
  ),
  listed('goods', 'inbox', 'supply', 'stock.read', () => import('../features/supply/supply-screen.tsx')),
  inner('supply-file', '/supply/:id', 'stock.read', () => import('../features/supply/supply-file-screen.tsx')),
  inner('receive', '/supply/:id/receive', 'stock.write', () => import('../features/supply/receive-screen.tsx')),
  listed('goods', 'today', 'calendar', 'master_data.read', () => import('../features/calendar/calendar-screen.tsx')),
  listed('goods', 'sun', 'seasons', 'stock.read', () => import('../features/seasons/seasons-screen.tsx')),
  inner('season', '/seasons/:id', 'stock.read', () => import('../features/seasons/season-screen.tsx')),
  listed('goods', 'alert', 'warnings', 'stock.read', () => import('../features/warnings/warnings-screen.tsx')),
  listed('goods', 'products', 'stock', 'stock.read', () => import('../features/stock/stock-screen.tsx')),
  listed('goods', 'rows', 'counting', 'stock.write', () => import('../features/counting/counting-screen.tsx')),
  listed('goods', 'copy', 'lots', 'stock.read', () => import('../features/lots/lots-screen.tsx')),
  inner('pool', '/stock/:product/:location', 'stock.read', () => import('../features/stock/pool-screen.tsx')),
  ...section(
    { of: 'service', group: 'agreements', icon: 'standards' },
    {
      packages: () => import('../features/terms/packages-screen.tsx'),
      'package-versions': () => import('../features/terms/package-versions-screen.tsx'),
      'package-drafts': () => import('../features/drafts/drafts-screen.tsx'),
      'trade-offs': () => import('../features/trade-offs/trade-off-screen.tsx'),
      reviews: () => import('../features/terms/reviews-screen.tsx'),
      spending: () => import('../features/terms/spending-screen.tsx'),
      floors: () => import('../features/terms/floors-screen.tsx'),
      objectives: () => import('../features/terms/objectives-screen.tsx'),
      allocation: () => import('../features/terms/allocation-screen.tsx'),
    },
  ),
  inner('package-draft', '/packages/drafts/:id', 'standards.read', () => import('../features/drafts/draft-screen.tsx')),
  listed(
    'agreements',
    'handshake',
    'requirements',
    'orders.read',
    () => import('../features/terms/requirements-screen.tsx'),
  ),
  ...section(
    { of: 'needs', group: 'improve', icon: 'people' },
    {
      'gap-map': () => import('../features/needs/gap-map-screen.tsx'),
      gaps: () => import('../features/needs/gaps-screen.tsx'),
      'customer-needs': () => import('../features/needs/stated-needs-screen.tsx'),
      surveys: () => import('../features/needs/surveys-screen.tsx'),
      interviews: () => import('../features/needs/interviews-screen.tsx'),
      criteria: () => import('../features/needs/criteria-screen.tsx'),
      'stated-changes': () => import('../features/needs/plans-screen.tsx'),
      'growth-levers': () => import('../features/needs/levers-screen.tsx'),
      'competitor-findings': () => import('../features/needs/findings-screen.tsx'),
      competitors: () => import('../features/needs/competitors-screen.tsx'),
      'service-elements': () => import('../features/needs/elements-screen.tsx'),
    },
  ),
  inner('survey', '/needs/surveys/:id', 'needs.read', () => import('../features/needs/survey-screen.tsx')),
  listed(
    'improve',
    'question',
    'own-surveys',
    'needs.answer',
    () => import('../features/needs/own-surveys-screen.tsx'),
  ),
  ...section(
    { of: 'care', group: 'agreements', icon: 'warning' },
    {
      playbooks: () => import('../features/care/playbooks-screen.tsx'),
      'deal-breakers': () => import('../features/care/deal-breakers-screen.tsx'),
    },
  ),
  ...section(
    { of: 'catalogue', group: 'agreements', icon: 'star' },
    {
      services: () => import('../features/terms/services-screen.tsx'),
      substitutions: () => import('../features/terms/substitutions-screen.tsx'),
    },
  ),
  ...section(
    { of: 'prices', group: 'agreements', icon: 'bill' },
    {
      prices: () => import('../features/prices/price-check-screen.tsx'),
      comparison: () => import('../features/prices/comparison-screen.tsx'),
      'price-lists': () => import('../features/prices/price-lists-screen.tsx'),
      agreements: () => import('../features/prices/agreements-screen.tsx'),
      charges: () => import('../features/prices/charges-screen.tsx'),
      'competitor-prices': () => import('../features/prices/competitor-prices-screen.tsx'),
      'tax-rates': () => import('../features/prices/tax-rates-screen.tsx'),
    },
  ),
  listed('improve', 'star', 'loyalty', 'costs.read', () => import('../features/loyalty/loyalty-screen.tsx')),
  listed('improve', 'check', 'actions', 'scorecard.read', () => import('../features/actions/actions-screen.tsx')),
  ...section(
    { of: 'costs', group: 'improve', icon: 'scorecard' },
    {
      'serving-costs': () => import('../features/serving-costs/serving-costs-screen.tsx'),
      'cost-rates': () => import('../features/serving-costs/cost-rates-screen.tsx'),
      'product-costs': () => import('../features/serving-costs/product-costs-screen.tsx'),
      'freight-bills': () => import('../features/serving-costs/freight-bills-screen.tsx'),
    },
  ),
  inner('price-list', '/prices/lists/:id', 'prices.read', () => import('../features/prices/price-list-screen.tsx')),
  ...section(
    { of: 'desk', group: 'work', icon: 'question' },
    {
      inquiries: () => import('../features/inquiries/inquiries-screen.tsx'),
      'incoming-mail': () => import('../features/mailboxes/incoming-mail-screen.tsx'),
      'automatic-answers': () => import('../features/inquiries/automatic-screen.tsx'),
      claims: () => import('../features/claims/claims-screen.tsx'),
      feedback: () => import('../features/feedback/feedback-screen.tsx'),
      'how-handled': () => import('../features/feedback/how-handled-screen.tsx'),
      'intact-goods': () => import('../features/claims/intact-screen.tsx'),
      'claim-policies': () => import('../features/claims/policies-screen.tsx'),
      'service-figures': () => import('../features/inquiries/figures-screen.tsx'),
    },
  ),
  inner('inquiry', '/inquiries/:id', 'inquiries.read', () => import('../features/inquiries/inquiry-screen.tsx')),
  inner('claim', '/claims/:id', 'inquiries.read', () => import('../features/claims/claim-screen.tsx')),
  listed('work', 'inbox', 'messages', 'messages.read', () => import('../features/messages/messages-screen.tsx')),
  inner(
    'message-templates',
    '/messages/templates',
    'messages.read',
    () => import('../features/messages/templates-screen.tsx'),
  ),
  inner(
    'message-settings',
    '/messages/settings',
    'messages.manage',
    () => import('../features/messages/message-settings-screen.tsx'),
  ),
  listed('files', 'imports', 'imports', 'imports.run', () => import('../features/imports/imports-screen.tsx')),
  inner('import', '/imports/new', 'imports.run', () => import('../features/imports/upload-screen.tsx')),
  inner('import', '/imports/:id', 'imports.run', () => import('../features/imports/import-screen.tsx')),
  listed('files', 'exports', 'exports', 'exports.run', () => import('../features/exports/exports-screen.tsx')),
  listed(
    'master',
    'products',
    'products',
    'master_data.read',
    () => import('../features/products/products-screen.tsx'),
  ),
  listed(
    'master',
    'locations',
    'locations',
    'master_data.read',
    () => import('../features/locations/locations-screen.tsx'),
  ),
  listed(
    'master',
    'carriers',
    'carriers',
    'master_data.read',
    () => import('../features/carriers/carriers-screen.tsx'),
  ),
  listed(
    'master',
    'truck',
    'carrier-connections',
    'shipments.write',
    () => import('../features/tracking/connections-screen.tsx'),
  ),
  ...section(
    { of: 'fleet', group: 'goods', icon: 'truck' },
    {
      vehicles: () => import('../features/vehicles/vehicles-screen.tsx'),
      trips: () => import('../features/vehicles/trips-screen.tsx'),
      'position-setting': () => import('../features/vehicles/positions-screen.tsx'),
    },
  ),
  inner('trip', '/trips/:id', 'positions.read', () => import('../features/vehicles/trip-screen.tsx')),
  listed('work', 'locations', 'live-map', 'positions.read', () => import('../features/live-map/live-map-screen.tsx')),
  listed('work', 'truck', 'own-trips', 'positions.write', () => import('../features/vehicles/own-trips-screen.tsx')),
  listed('master', 'truck', 'lanes', 'master_data.read', () => import('../features/carriers/lanes-screen.tsx')),
  ...section(
    { of: 'segments', group: 'master', icon: 'standards' },
    {
      segments: () => import('../features/policies/segments-screen.tsx'),
      'segment-places': () => import('../features/segments/places-screen.tsx'),
      'segment-rules': () => import('../features/segments/rules-screen.tsx'),
      'need-groups': () => import('../features/segments/need-groups-screen.tsx'),
    },
  ),
  listed(
    'master',
    'definition',
    'definitions',
    'standards.read',
    () => import('../features/policies/definitions-screen.tsx'),
  ),
  listed('organization', 'people', 'people', 'people.read', () => import('../features/people/people-screen.tsx')),
  listed('organization', 'key', 'keys', 'keys.manage', () => import('../features/people/keys-screen.tsx')),
  ...section(
    { of: 'assistants', group: 'organization', icon: 'command' },
    {
      assistants: () => import('../features/assistants/assistant-calls-screen.tsx'),
      'outside-model': () => import('../features/outside-model/model-screen.tsx'),
    },
  ),
  listed('organization', 'audit', 'audit', 'audit.read', () => import('../features/people/audit-screen.tsx')),
  listed(
    'organization',
    'inbox',
    'mailboxes',
    'messages.manage',
    () => import('../features/mailboxes/mailboxes-screen.tsx'),
  ),
  listed('organization', 'settings', 'settings', undefined, () => import('../features/settings/settings-screen.tsx')),
]
