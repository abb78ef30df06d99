-- Terms of service and of price: packages, requirements, added services, substitutions, price lists and agreements.
CREATE SCHEMA prices;
GRANT USAGE ON SCHEMA prices TO sevenfold_app;
