-- Where a step of the action plan comes from: the element of service, the place on the process chart, and how things stood.
ALTER TABLE planning.action ADD COLUMN element_id platform.code;
-- A step or a hand-over of the process chart.
ALTER TABLE planning.action ADD COLUMN chart_id platform.code;
-- The measure when it was planned, in percent or in days.
ALTER TABLE planning.action ADD COLUMN baseline numeric(9,3);
CREATE INDEX action_element ON planning.action (tenant_id, element_id) WHERE element_id IS NOT NULL;
CREATE INDEX action_chart ON planning.action (tenant_id, chart_id) WHERE chart_id IS NOT NULL;
