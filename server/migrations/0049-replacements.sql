-- What goes to the customer in the place of claimed goods: a line of an order of its own, named by the claimed line.
ALTER TABLE claims.claim_line
  ADD COLUMN replaced_quantity numeric(15,3),
  ADD COLUMN replacement_order_id platform.code,
  ADD COLUMN replacement_line_number int,
  ADD CONSTRAINT claim_line_replacement CHECK ((replacement_order_id IS NULL) = (replacement_line_number IS NULL)
    AND (replacement_order_id IS NULL) = (replaced_quantity IS NULL));
CREATE INDEX claim_line_replacement ON claims.claim_line (tenant_id, replacement_order_id)
  WHERE replacement_order_id IS NOT NULL;
