-- Mailboxes in which customers write to us, and every mail that came: taken as a question, set apart, or not legible.
CREATE TABLE inquiries.mailbox (
  tenant_id uuid NOT NULL,
  mailbox_id platform.code NOT NULL,
  name text NOT NULL,
  -- Our own address, to which customers write.
  address text NOT NULL,
  -- imap: we look into it; webhook: a mail service calls us.
  via text NOT NULL CHECK (via IN ('imap', 'webhook')),
  -- Of a webhook. signature: in the shape of Standard Webhooks; token: a shared token in a header.
  auth text CHECK (auth IN ('signature', 'token')),
  host text,
  port int,
  security text CHECK (security IN ('tls', 'starttls', 'none')),
  username text,
  folder text,
  -- Mail to desk+anything@ arrives at desk@: answers ask for replies to an address of their own.
  uses_plus boolean NOT NULL,
  is_active boolean NOT NULL,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, mailbox_id)
);
SELECT platform.guard('inquiries.mailbox');

-- What is secret of a mailbox, how far it has been read, and how it does. None of it is on the ledger.
CREATE TABLE inquiries.mailbox_state (
  tenant_id uuid NOT NULL,
  mailbox_id platform.code NOT NULL,
  -- What stands in the address a mail service calls: names the mailbox without naming the organization.
  door uuid,
  -- The password, or the secret that signs, sealed under the server's own; of a token the digest is enough.
  sealed text,
  token_hash text,
  -- The one before, for as long as the service needs to change over.
  older_sealed text,
  older_token_hash text,
  older_until timestamptz,
  -- How far an IMAP folder has been read. Another validity means that its numbers begin anew.
  uid_validity bigint,
  last_uid bigint,
  next_try_at timestamptz,
  -- Somebody looks into it just now; after that it is free again, whatever became of them.
  held_until timestamptz,
  failures int NOT NULL DEFAULT 0,
  last_ok_at timestamptz,
  last_mail_at timestamptz,
  -- A code, never a server's words.
  last_error text,
  last_error_at timestamptz,
  PRIMARY KEY (tenant_id, mailbox_id),
  FOREIGN KEY (tenant_id, mailbox_id) REFERENCES inquiries.mailbox
);
-- Made by lot, so never twice; not unique here, since a unique key must not reach across organizations.
CREATE INDEX mailbox_state_door ON inquiries.mailbox_state (door) WHERE door IS NOT NULL;
SELECT platform.guard('inquiries.mailbox_state');

-- Asked before any tenant is known.
CREATE FUNCTION inquiries.mailbox_at(wanted uuid) RETURNS TABLE (tenant_id uuid, mailbox_id text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT s.tenant_id, s.mailbox_id::text FROM inquiries.mailbox_state s WHERE s.door = wanted
$$;
REVOKE ALL ON FUNCTION inquiries.mailbox_at FROM PUBLIC;
GRANT EXECUTE ON FUNCTION inquiries.mailbox_at TO sevenfold_app;

CREATE TABLE inquiries.mail (
  tenant_id uuid NOT NULL,
  mail_id platform.code NOT NULL,
  mailbox_id platform.code NOT NULL,
  -- taken: a question or a reply; automatic: written by a machine; unreadable; dismissed: a person has set it aside.
  state text NOT NULL,
  reason text,
  inquiry_id platform.code,
  received_at timestamptz NOT NULL,
  bytes int NOT NULL,
  files int NOT NULL,
  -- Its Message-ID, else a digest: the same mail twice changes nothing. Personal like all that follows.
  message_ref text NOT NULL,
  content_key text NOT NULL,
  from_address text,
  from_name text,
  subject text,
  subject_version int NOT NULL,
  PRIMARY KEY (tenant_id, mail_id)
);
CREATE UNIQUE INDEX mail_ref ON inquiries.mail (tenant_id, message_ref);
CREATE INDEX mail_received ON inquiries.mail (tenant_id, received_at DESC, mail_id);
SELECT platform.guard('inquiries.mail');

CREATE TABLE inquiries.mail_content (
  tenant_id uuid NOT NULL,
  mail_id platform.code NOT NULL,
  -- All that it says, with what is quoted and signed below.
  text text NOT NULL,
  -- Name, type, bytes and place of each file in the source.
  files jsonb NOT NULL,
  -- mime: the mail as it came; json: a mail service's own shape; head: only its head, since it was too large.
  source_kind text NOT NULL CHECK (source_kind IN ('mime', 'json', 'head')),
  source bytea NOT NULL,
  PRIMARY KEY (tenant_id, mail_id),
  FOREIGN KEY (tenant_id, mail_id) REFERENCES inquiries.mail
);
SELECT platform.guard('inquiries.mail_content');

-- By what a mail is known to belong to a conversation: Message-IDs of both sides, and the token of our answers.
CREATE TABLE inquiries.thread_ref (
  tenant_id uuid NOT NULL,
  ref text NOT NULL,
  inquiry_id platform.code NOT NULL,
  PRIMARY KEY (tenant_id, ref)
);
CREATE INDEX thread_ref_inquiry ON inquiries.thread_ref (tenant_id, inquiry_id);
SELECT platform.guard('inquiries.thread_ref');

-- The conversation that a mail answers from an address which does not belong to it.
ALTER TABLE inquiries.inquiry ADD COLUMN answers_to platform.code;
