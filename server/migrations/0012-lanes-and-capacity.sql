-- How goods get there and what a site can do in a day.
CREATE SCHEMA capacity;
GRANT USAGE ON SCHEMA capacity TO sevenfold_app;
