-- What stands in the way, who is touched, and what they will be told.
CREATE SCHEMA problems;
CREATE SCHEMA messages;
CREATE SCHEMA planning;
GRANT USAGE ON SCHEMA problems, messages, planning TO sevenfold_app;
