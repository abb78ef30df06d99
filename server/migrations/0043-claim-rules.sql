-- What customers may claim by themselves, and what may become of goods that come back.
ALTER TABLE claims.policy
  ADD COLUMN self_service text[] NOT NULL DEFAULT '{damage,shortage,wrong_goods,return,other}',
  ADD COLUMN dispositions text[] NOT NULL DEFAULT '{restock,repack,repair,return_to_supplier,destroy}';
ALTER TABLE claims.policy ALTER COLUMN self_service DROP DEFAULT, ALTER COLUMN dispositions DROP DEFAULT;
