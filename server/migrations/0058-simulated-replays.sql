-- A draft is tried over the orders as they were, or over years drawn from how the company's year goes.
ALTER TABLE planning.replay ADD COLUMN kind text NOT NULL DEFAULT 'history' CHECK (kind IN ('history', 'simulated'));
