export { deliveryEndpoints } from './deliveries.api.ts'
export { delivery } from './delivery.ts'
export { proveService } from './prove-service.command.ts'
export { recordDelivery } from './record-delivery.command.ts'
