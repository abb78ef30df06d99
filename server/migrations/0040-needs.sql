-- What customers need: elements, criteria by role, interviews, growth levers, surveys with their answers, competitors, and
-- needs as dated statements. Words of people stay in their rows and never reach the ledger.

-- One's own elements, and who answers for one that is built in (its code taken as the key).
CREATE TABLE needs.service_element (
  tenant_id uuid NOT NULL,
  element_id platform.code NOT NULL,
  name text NOT NULL,
  department text,
  owner platform.code,
  note text,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, element_id)
);
SELECT platform.guard('needs.service_element');

CREATE TABLE needs.element_name (
  tenant_id uuid NOT NULL,
  element_id platform.code NOT NULL,
  language text NOT NULL,
  name text NOT NULL,
  PRIMARY KEY (tenant_id, element_id, language),
  FOREIGN KEY (tenant_id, element_id) REFERENCES needs.service_element
);
SELECT platform.guard('needs.element_name');

CREATE TABLE needs.criteria (
  tenant_id uuid NOT NULL,
  criteria_id platform.code NOT NULL,
  customer_id platform.code NOT NULL,
  buying_role text NOT NULL,
  contact_id platform.code,
  valid_from date NOT NULL,
  -- said, interview or assumed: what is assumed is never counted as an answer.
  source text NOT NULL,
  note text,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, criteria_id)
);
CREATE INDEX criteria_customer ON needs.criteria (tenant_id, customer_id);
SELECT platform.guard('needs.criteria');

CREATE TABLE needs.criterion (
  tenant_id uuid NOT NULL,
  criteria_id platform.code NOT NULL,
  element_id platform.code NOT NULL,
  points numeric(4,1) NOT NULL CHECK (points BETWEEN 0 AND 100),
  required_percent numeric(6,3) CHECK (required_percent BETWEEN 0 AND 100),
  PRIMARY KEY (tenant_id, criteria_id, element_id),
  FOREIGN KEY (tenant_id, criteria_id) REFERENCES needs.criteria
);
SELECT platform.guard('needs.criterion');

CREATE TABLE needs.interview (
  tenant_id uuid NOT NULL,
  interview_id platform.code NOT NULL,
  customer_id platform.code NOT NULL,
  contact_id platform.code,
  buying_role text NOT NULL,
  held_on date NOT NULL,
  asked_by platform.code,
  language text,
  note text,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, interview_id)
);
CREATE INDEX interview_customer ON needs.interview (tenant_id, customer_id, held_on);
SELECT platform.guard('needs.interview');

CREATE TABLE needs.interview_answer (
  tenant_id uuid NOT NULL,
  interview_id platform.code NOT NULL,
  answer_number int NOT NULL,
  question text NOT NULL,
  -- The customer's own; null: not asked, or not answered.
  words text,
  -- need, praise, complaint, lever, deal_breaker or competitor; null: not coded yet.
  meaning text,
  elements text[] NOT NULL,
  PRIMARY KEY (tenant_id, interview_id, answer_number),
  FOREIGN KEY (tenant_id, interview_id) REFERENCES needs.interview
);
SELECT platform.guard('needs.interview_answer');

-- What a customer says would make them buy more; the money is a year's.
CREATE TABLE needs.growth_lever (
  tenant_id uuid NOT NULL,
  lever_id platform.code NOT NULL,
  customer_id platform.code NOT NULL,
  contact_id platform.code,
  element_id platform.code,
  note text NOT NULL,
  quote text,
  revenue_minor bigint NOT NULL CHECK (revenue_minor >= 0),
  currency char(3) NOT NULL,
  likely_percent numeric(6,3) CHECK (likely_percent BETWEEN 0 AND 100),
  valid_from date NOT NULL,
  valid_to date CHECK (valid_to >= valid_from),
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, lever_id)
);
CREATE INDEX growth_lever_customer ON needs.growth_lever (tenant_id, customer_id);
SELECT platform.guard('needs.growth_lever');

CREATE TABLE needs.competitor (
  tenant_id uuid NOT NULL,
  competitor_id platform.code NOT NULL,
  name text NOT NULL,
  note text,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, competitor_id)
);
SELECT platform.guard('needs.competitor');

CREATE TABLE needs.competitor_finding (
  tenant_id uuid NOT NULL,
  finding_id platform.code NOT NULL,
  competitor_id platform.code NOT NULL,
  element_id platform.code NOT NULL,
  segment_id platform.code,
  -- paired_rating, mystery_order, published_terms, win_loss or guess: from the surest on.
  evidence text NOT NULL,
  seen_on date NOT NULL,
  cases int NOT NULL CHECK (cases > 0),
  mark numeric(4,2) CHECK (mark BETWEEN 1 AND 7),
  percent numeric(6,3) CHECK (percent BETWEEN 0 AND 100),
  terms text,
  note text,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, finding_id),
  FOREIGN KEY (tenant_id, competitor_id) REFERENCES needs.competitor
);
CREATE INDEX competitor_finding_element ON needs.competitor_finding (tenant_id, element_id);
SELECT platform.guard('needs.competitor_finding');

CREATE TABLE needs.survey (
  tenant_id uuid NOT NULL,
  survey_id platform.code NOT NULL,
  name text NOT NULL,
  -- customers, or staff: our own people say what they believe customers need and get.
  audience text NOT NULL,
  -- draft, open or closed.
  state text NOT NULL,
  segment_id platform.code,
  opens_on date NOT NULL,
  closes_on date NOT NULL CHECK (closes_on >= opens_on),
  rest_days int NOT NULL CHECK (rest_days >= 30),
  intro text,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, survey_id)
);
SELECT platform.guard('needs.survey');

CREATE TABLE needs.survey_question (
  tenant_id uuid NOT NULL,
  survey_id platform.code NOT NULL,
  question_number int NOT NULL,
  kind text NOT NULL,
  elements text[] NOT NULL,
  competitor_id platform.code,
  text text,
  PRIMARY KEY (tenant_id, survey_id, question_number),
  FOREIGN KEY (tenant_id, survey_id) REFERENCES needs.survey
);
SELECT platform.guard('needs.survey_question');

-- One person asked once. The address of the page is signed by the server: the id alone opens nothing.
CREATE TABLE needs.survey_invitation (
  tenant_id uuid NOT NULL,
  invitation_id platform.code NOT NULL,
  survey_id platform.code NOT NULL,
  -- A customer's person, or one of our own.
  contact_id platform.code,
  user_id platform.code,
  customer_id platform.code,
  buying_role text,
  invited_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, invitation_id),
  FOREIGN KEY (tenant_id, survey_id) REFERENCES needs.survey,
  CHECK (contact_id IS NOT NULL OR user_id IS NOT NULL)
);
CREATE UNIQUE INDEX survey_invitation_contact ON needs.survey_invitation (tenant_id, survey_id, contact_id) WHERE contact_id IS NOT NULL;
CREATE UNIQUE INDEX survey_invitation_user ON needs.survey_invitation (tenant_id, survey_id, user_id) WHERE user_id IS NOT NULL;
CREATE INDEX survey_invitation_rest ON needs.survey_invitation (tenant_id, contact_id, invited_at);
SELECT platform.guard('needs.survey_invitation');

-- One answer for each invitation; a later one by the same link is a later version of it.
CREATE TABLE needs.survey_response (
  tenant_id uuid NOT NULL,
  response_id platform.code NOT NULL,
  survey_id platform.code NOT NULL,
  -- As they stood when the answer came.
  customer_id platform.code,
  segment_id platform.code,
  contact_id platform.code,
  user_id platform.code,
  -- As the person said; of our own people the department.
  buying_role text,
  department text,
  language text NOT NULL,
  answered_at timestamptz NOT NULL,
  -- Two people had the link open at once, and the later one chose to replace the first.
  is_contested boolean NOT NULL,
  -- By the question's number, in the person's own words.
  words jsonb NOT NULL,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, response_id),
  FOREIGN KEY (tenant_id, survey_id) REFERENCES needs.survey
);
CREATE INDEX survey_response_survey ON needs.survey_response (tenant_id, survey_id);
CREATE INDEX survey_response_when ON needs.survey_response (tenant_id, answered_at);
SELECT platform.guard('needs.survey_response');

CREATE TABLE needs.survey_answer (
  tenant_id uuid NOT NULL,
  response_id platform.code NOT NULL,
  question_number int NOT NULL,
  -- Empty: about us as a whole.
  element_id platform.code NOT NULL,
  part int NOT NULL,
  value numeric(6,2),
  word text,
  PRIMARY KEY (tenant_id, response_id, question_number, element_id, part),
  FOREIGN KEY (tenant_id, response_id) REFERENCES needs.survey_response
);
SELECT platform.guard('needs.survey_answer');

CREATE TABLE needs.need_statement (
  tenant_id uuid NOT NULL,
  statement_id platform.code NOT NULL,
  segment_id platform.code NOT NULL,
  valid_from date NOT NULL,
  basis text NOT NULL,
  reason text NOT NULL,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, statement_id)
);
CREATE UNIQUE INDEX need_statement_day ON needs.need_statement (tenant_id, segment_id, valid_from);
SELECT platform.guard('needs.need_statement');

-- By role (`all`: everybody together) and element. Shares from 0 to 1; levels in percent of cases.
CREATE TABLE needs.need (
  tenant_id uuid NOT NULL,
  statement_id platform.code NOT NULL,
  buying_role text NOT NULL,
  element_id platform.code NOT NULL,
  weight numeric(7,6),
  weight_low numeric(7,6),
  weight_high numeric(7,6),
  weight_n int,
  required_percent numeric(6,3),
  required_low numeric(6,3),
  required_high numeric(6,3),
  required_n int,
  kano text,
  PRIMARY KEY (tenant_id, statement_id, buying_role, element_id),
  FOREIGN KEY (tenant_id, statement_id) REFERENCES needs.need_statement
);
SELECT platform.guard('needs.need');
