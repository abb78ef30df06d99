export { deliveryEndpoints } from './deliveries.api.ts'
export { delivery } from './delivery.ts'
export { recordDelivery } from './record-delivery.command.ts'
