-- What a new promise of better standing may take from open ones.
-- never; if_kept: only where they are still kept by their own day; later: they may come later. Null: if_kept.
ALTER TABLE policies.allocation_policy ADD COLUMN giving_way text;
-- By offer: how the lines that it takes goods or hands from go on, and by which policy. Empty: no offer touches anybody.
ALTER TABLE promises.quote ADD COLUMN concessions jsonb NOT NULL DEFAULT '[]';
