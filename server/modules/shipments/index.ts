export { dispatchShipment } from './dispatch-shipment.command.ts'
export { shipment } from './shipment.ts'
export { shipmentEndpoints } from './shipments.api.ts'
export { requireShipment } from './shipments.store.ts'
