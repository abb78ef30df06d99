/** Screens that belong together: one entry of the navigation, the others are its tabs. */
export type SectionScreen = { id: string; path: string; permission: string }

export const SECTIONS = {
  desk: [
    { id: 'inquiries', path: '/inquiries', permission: 'inquiries.read' },
    { id: 'incoming-mail', path: '/incoming-mail', permission: 'inquiries.read' },
    { id: 'automatic-answers', path: '/automatic-answers', permission: 'inquiries.read' },
    { id: 'claims', path: '/claims', permission: 'inquiries.read' },
    { id: 'feedback', path: '/feedback', permission: 'inquiries.read' },
    { id: 'how-handled', path: '/how-handled', permission: 'inquiries.read' },
    { id: 'intact-goods', path: '/intact-goods', permission: 'scorecard.read' },
    { id: 'claim-policies', path: '/claim-policies', permission: 'standards.read' },
    { id: 'service-figures', path: '/service-figures', permission: 'scorecard.read' },
  ],
  service: [
    { id: 'packages', path: '/packages', permission: 'standards.read' },
    { id: 'package-versions', path: '/packages/versions', permission: 'standards.read' },
    { id: 'package-drafts', path: '/packages/drafts', permission: 'standards.read' },
    { id: 'trade-offs', path: '/packages/trade-offs', permission: 'costs.read' },
    { id: 'reviews', path: '/packages/reviews', permission: 'standards.read' },
    { id: 'spending', path: '/packages/spending', permission: 'costs.read' },
    { id: 'floors', path: '/packages/floors', permission: 'standards.read' },
    { id: 'objectives', path: '/packages/objectives', permission: 'standards.read' },
    { id: 'allocation', path: '/packages/allocation', permission: 'standards.read' },
  ],
  needs: [
    { id: 'gap-map', path: '/needs', permission: 'needs.read' },
    { id: 'gaps', path: '/needs/gaps', permission: 'needs.read' },
    { id: 'customer-needs', path: '/needs/stated', permission: 'needs.read' },
    { id: 'surveys', path: '/needs/surveys', permission: 'needs.read' },
    { id: 'interviews', path: '/needs/interviews', permission: 'needs.read' },
    { id: 'criteria', path: '/needs/criteria', permission: 'needs.read' },
    { id: 'growth-levers', path: '/needs/levers', permission: 'needs.read' },
    { id: 'stated-changes', path: '/needs/plans', permission: 'needs.read' },
    { id: 'competitor-findings', path: '/needs/competitors', permission: 'needs.read' },
    { id: 'competitors', path: '/needs/competitors/names', permission: 'needs.read' },
    { id: 'service-elements', path: '/needs/elements', permission: 'needs.read' },
  ],
  segments: [
    { id: 'segments', path: '/segments', permission: 'standards.read' },
    { id: 'segment-places', path: '/segments/customers', permission: 'costs.read' },
    { id: 'segment-rules', path: '/segments/rules', permission: 'standards.read' },
    { id: 'need-groups', path: '/segments/needs', permission: 'needs.read' },
  ],
  care: [
    { id: 'playbooks', path: '/playbooks', permission: 'orders.read' },
    { id: 'deal-breakers', path: '/deal-breakers', permission: 'master_data.read' },
  ],
  process: [
    { id: 'process-chart', path: '/process', permission: 'orders.read' },
    { id: 'process-map', path: '/process/map', permission: 'orders.read' },
    { id: 'process-standards', path: '/process/standards', permission: 'orders.read' },
    { id: 'my-role', path: '/process/my-role', permission: 'orders.read' },
  ],
  catalogue: [
    { id: 'services', path: '/services', permission: 'standards.read' },
    { id: 'substitutions', path: '/services/substitutions', permission: 'standards.read' },
  ],
  costs: [
    { id: 'serving-costs', path: '/costs', permission: 'costs.read' },
    { id: 'cost-rates', path: '/costs/rates', permission: 'costs.read' },
    { id: 'product-costs', path: '/costs/goods', permission: 'costs.read' },
    { id: 'freight-bills', path: '/costs/freight', permission: 'costs.read' },
  ],
  fleet: [
    { id: 'vehicles', path: '/vehicles', permission: 'positions.read' },
    { id: 'trips', path: '/trips', permission: 'positions.read' },
    { id: 'position-setting', path: '/vehicles/positions', permission: 'positions.read' },
  ],
  assistants: [
    { id: 'assistants', path: '/assistants', permission: 'audit.read' },
    { id: 'outside-model', path: '/assistants/outside-model', permission: 'people.manage' },
  ],
  prices: [
    { id: 'prices', path: '/prices', permission: 'prices.read' },
    { id: 'comparison', path: '/prices/comparison', permission: 'prices.read' },
    { id: 'price-lists', path: '/prices/lists', permission: 'prices.read' },
    { id: 'agreements', path: '/prices/agreements', permission: 'prices.read' },
    { id: 'charges', path: '/prices/charges', permission: 'prices.read' },
    { id: 'competitor-prices', path: '/prices/competitors', permission: 'prices.read' },
    { id: 'tax-rates', path: '/prices/taxes', permission: 'prices.read' },
  ],
} as const satisfies Record<string, readonly SectionScreen[]>

export type Section = keyof typeof SECTIONS
