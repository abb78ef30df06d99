-- Hands beyond a site's usual day, for wishes in haste: how many, what one costs us, from when to when.
ALTER TABLE capacity.resource
  ADD COLUMN overtime_quantity int CHECK (overtime_quantity >= 0),
  ADD COLUMN overtime_cost_minor bigint CHECK (overtime_cost_minor >= 0),
  ADD COLUMN overtime_from date,
  ADD COLUMN overtime_to date,
  ADD CONSTRAINT overtime_is_whole CHECK (
    overtime_to >= overtime_from
    AND (overtime_quantity IS NULL OR kind IN ('pick_lines', 'vehicle_stops'))
    AND (overtime_quantity IS NOT NULL OR num_nonnulls(overtime_cost_minor, overtime_from, overtime_to) = 0)),
  DROP CONSTRAINT slot_is_whole,
  -- The currency is that of a slot's price or of the overtime's cost.
  ADD CONSTRAINT slot_is_whole CHECK (CASE WHEN kind = 'slot'
    THEN starts_at IS NOT NULL AND ends_at IS NOT NULL AND ends_at > starts_at AND cutoff_days IS NOT NULL
      AND cutoff_at IS NOT NULL AND (to_location_id IS NULL) <> (to_country IS NULL)
      AND (to_postal_prefix IS NULL OR to_country IS NOT NULL) AND (price_minor IS NULL) = (currency IS NULL)
    ELSE num_nonnulls(to_location_id, to_country, to_postal_prefix, starts_at, ends_at, cutoff_days, cutoff_at,
      price_minor) = 0 AND (overtime_cost_minor IS NULL) = (currency IS NULL) END);
