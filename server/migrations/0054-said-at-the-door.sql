-- What was said about a delivery in a few taps: praise, complaint or wish, about what, and of which shipment.
ALTER TABLE feedback.feedback ADD COLUMN shipment_id platform.code;
ALTER TABLE feedback.feedback ADD COLUMN stance text;
ALTER TABLE feedback.feedback ADD COLUMN about text[];
CREATE INDEX feedback_shipment ON feedback.feedback (tenant_id, shipment_id) WHERE shipment_id IS NOT NULL;

-- By which way a rating reached us, and the feedback it was given with; null: from a file or another program.
ALTER TABLE needs.rating ADD COLUMN channel text;
ALTER TABLE needs.rating ADD COLUMN feedback_id platform.code;
-- One rating an order and way: the later one takes the place of the earlier.
CREATE UNIQUE INDEX rating_way ON needs.rating (tenant_id, order_id, channel) WHERE channel IS NOT NULL;
