/** Every screen of the portal: its address and the chunk it loads. */
import { type ComponentType, type LazyExoticComponent, lazy } from 'react'
import type { PortalRight } from '../lib/session.ts'

/** `right`: without it the server would refuse what the screen asks. */
type Screen = { path: string; component: LazyExoticComponent<ComponentType>; right?: PortalRight }

export const SCREENS: readonly [Screen, ...Screen[]] = [
  { path: '/start', component: lazy(() => import('../features/start/start-screen.tsx')) },
  { path: '/deliveries', component: lazy(() => import('../features/deliveries/deliveries-screen.tsx')) },
  {
    path: '/invoices',
    component: lazy(() => import('../features/invoices/invoices-screen.tsx')),
    right: 'portal.billing',
  },
  { path: '/lots', component: lazy(() => import('../features/lots/lots-screen.tsx')), right: 'portal.quality' },
  { path: '/people', component: lazy(() => import('../features/people/people-screen.tsx')), right: 'portal.people' },
  { path: '/orders', component: lazy(() => import('../features/orders/orders-screen.tsx')) },
  {
    path: '/order',
    component: lazy(() => import('../features/ordering/order-form-screen.tsx')),
    right: 'portal.order',
  },
  { path: '/recurring', component: lazy(() => import('../features/recurring/recurring-orders-screen.tsx')) },
  { path: '/recurring/:id', component: lazy(() => import('../features/recurring/recurring-order-screen.tsx')) },
  { path: '/orders/:id', component: lazy(() => import('../features/orders/order-screen.tsx')) },
  { path: '/questions', component: lazy(() => import('../features/questions/questions-screen.tsx')) },
  { path: '/claims', component: lazy(() => import('../features/claims/claims-screen.tsx')) },
  { path: '/feedback', component: lazy(() => import('../features/feedback/feedback-screen.tsx')) },
  { path: '/messages', component: lazy(() => import('../features/messages/inbox-screen.tsx')) },
  { path: '/messages/wishes', component: lazy(() => import('../features/messages/wishes-screen.tsx')) },
]
