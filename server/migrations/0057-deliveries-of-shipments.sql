-- Asked for each shipment by the live map, the timeline and whoever looks for what is still on the road.
CREATE INDEX delivery_shipment ON delivery.delivery (tenant_id, shipment_id) WHERE shipment_id IS NOT NULL;
