-- Who did it and how it is proved, beside who took it in: for services done at the door.
ALTER TABLE delivery.delivery
  ADD COLUMN done_by text,
  ADD COLUMN note text,
  -- Number or name of the signature, photo, document or checklist.
  ADD COLUMN proof_reference text;
