-- Goods shared out anew: what it does on the whole, and for each line part by part.
-- Policy, fill by segment before and after, floors, winners and losers. Null: not a proposal to share goods out.
ALTER TABLE planning.proposal ADD COLUMN figures jsonb;
-- Where goods go on another day: from which reservation (none: newly set aside), how much, to which day. Empty: all by the new day.
ALTER TABLE planning.change ADD COLUMN moves jsonb NOT NULL DEFAULT '[]';
