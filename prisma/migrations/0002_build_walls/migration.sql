-- Who may read and write what, and which rules hold whoever asks. Explained in docs/data-model.md.

-- Roles. They belong to the cluster; each start gives them a password. None owns a table or passes row security.
DO $$
DECLARE
  role_name text;
BEGIN
  FOREACH role_name IN ARRAY ARRAY['web', 'mod', 'media'] LOOP
    BEGIN
      EXECUTE format('CREATE ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS', role_name);
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; -- another database of this cluster has it
    END;
  END LOOP;
END $$;

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO web, mod, media;

-- ------------------------------------------------------------------ checks

ALTER TABLE submission ADD CONSTRAINT submission_origin_known CHECK (origin IN ('family', 'interviewer', 'import', 'api'));
ALTER TABLE submission ADD CONSTRAINT submission_state_known CHECK (state IN (
  'received', 'quarantined', 'triaged', 'needs_information', 'first_review', 'second_review', 'approved', 'published',
  'published_redacted', 'internal_only', 'rejected', 'duplicate', 'withdrawn', 'expired'));
ALTER TABLE staff ADD CONSTRAINT staff_role_known CHECK (role IN ('moderator', 'publisher', 'admin'));
ALTER TABLE message ADD CONSTRAINT message_direction_known CHECK (direction IN ('question', 'answer'));
ALTER TABLE consent ADD CONSTRAINT consent_audience_known CHECK (audience IN (
  'public_indexed', 'public_noindex', 'researchers', 'un_mechanism', 'archive_only'));
ALTER TABLE statement ADD CONSTRAINT statement_side_known CHECK (side IN (
  'family', 'eyewitness', 'state', 'leaked_document', 'media', 'satellite', 'researcher'));
ALTER TABLE statement ADD CONSTRAINT statement_tier_known CHECK (tier IN (
  'reported', 'partly_verified', 'corroborated', 'documented'));
ALTER TABLE statement ADD CONSTRAINT statement_kind_known CHECK (kind IN (
  'name', 'fact', 'detention_report', 'event', 'testimony', 'proof_of_life', 'official_response', 'relative',
  'external_id', 'note', 'record'));
ALTER TABLE proof_of_life_event ADD CONSTRAINT proof_of_life_grade_known CHECK (grade IN ('A', 'B', 'C', 'D', 'E', 'F'));
ALTER TABLE source ADD CONSTRAINT source_read_known CHECK (read IN ('full', 'excerpt', 'cited'));
ALTER TABLE source ADD CONSTRAINT source_url_is_web CHECK (url ~ '^https?://');
ALTER TABLE issued_identifier ADD CONSTRAINT issued_identifier_shape CHECK (id ~ '^MU-[0-9]+$');
ALTER TABLE audit_event ADD CONSTRAINT audit_event_names_nothing CHECK (
  actor_id ~ '^[A-Za-z0-9:_.-]{1,80}$' AND action ~ '^[a-z_.]{1,60}$' AND subject_id ~ '^[A-Za-z0-9:_.-]{1,80}$');

-- An uncertain date is an EDTF text with its earliest and latest day, in that order; no day without a text.
ALTER TABLE person ADD CONSTRAINT person_detained_ordered CHECK (detained_earliest <= detained_latest);
ALTER TABLE fact ADD CONSTRAINT fact_edtf_ordered CHECK (earliest <= latest);
ALTER TABLE fact ADD CONSTRAINT fact_edtf_said CHECK (edtf IS NOT NULL OR (earliest IS NULL AND latest IS NULL));
ALTER TABLE detention_report ADD CONSTRAINT detention_report_begin_ordered CHECK (begin_earliest <= begin_latest);
ALTER TABLE detention_report ADD CONSTRAINT detention_report_end_ordered CHECK (end_earliest <= end_latest);
ALTER TABLE detention_report ADD CONSTRAINT detention_report_ends_after_begin CHECK (begin_earliest <= end_latest);
ALTER TABLE case_event ADD CONSTRAINT case_event_edtf_ordered CHECK (earliest <= latest);
ALTER TABLE case_event ADD CONSTRAINT case_event_edtf_said CHECK (edtf IS NOT NULL OR (earliest IS NULL AND latest IS NULL));
ALTER TABLE proof_of_life_event ADD CONSTRAINT proof_of_life_event_edtf_ordered CHECK (earliest <= latest);
ALTER TABLE official_response ADD CONSTRAINT official_response_edtf_ordered CHECK (earliest <= latest);
ALTER TABLE source ADD CONSTRAINT source_published_ordered CHECK (earliest <= latest);

-- ---------------------------------------------------------- the audit trail

CREATE FUNCTION chain_audit_event() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  last record;
BEGIN
  -- One writer at a time, until its transaction ends: the chain cannot fork.
  PERFORM pg_advisory_xact_lock(hashtext('menmu.audit'));
  SELECT seq, hash INTO last FROM audit_event ORDER BY seq DESC LIMIT 1;
  NEW.seq := coalesce(last.seq, 0) + 1;
  NEW.at := date_trunc('milliseconds', clock_timestamp());
  NEW.prev_hash := coalesce(last.hash, repeat('0', 64));
  NEW.hash := audit_event_hash(NEW.prev_hash, NEW.seq, NEW.at, NEW.actor_id, NEW.action, NEW.subject_id);
  RETURN NEW;
END $$;

CREATE FUNCTION audit_event_hash(prev_hash text, seq bigint, at timestamptz, actor_id text, action text, subject_id text)
RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT encode(sha256(convert_to(concat_ws('|', prev_hash, seq::text,
    to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), actor_id, action, subject_id), 'UTF8')), 'hex')
$$;

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = '42501';
END $$;

CREATE TRIGGER audit_event_chain BEFORE INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION chain_audit_event();
CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE ON audit_event FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_event_never_emptied BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_event FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_head_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_head FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER issued_identifier_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON issued_identifier FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- ------------------------------------------------ content, approvals, states

-- The digest of everything that a reader would see: approvals bind to it.
CREATE FUNCTION refresh_content_hash() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  changed uuid := CASE WHEN TG_OP = 'DELETE' THEN OLD.submission_id ELSE NEW.submission_id END;
BEGIN
  UPDATE submission
     SET content_hash = encode(sha256(convert_to(
           (SELECT coalesce(string_agg(ordinal || ':' || content::text, E'\n' ORDER BY ordinal), '')
              FROM submission_person WHERE submission_id = changed)
           || E'\n' ||
           (SELECT coalesce(string_agg(coalesce(submission_person_id::text, '') || ':' || sha256, E'\n' ORDER BY id), '')
              FROM attachment WHERE submission_id = changed AND for_publication), 'UTF8')), 'hex')
   WHERE id = changed;
  RETURN NULL;
END $$;

CREATE TRIGGER submission_person_hash AFTER INSERT OR DELETE OR UPDATE OF content, ordinal ON submission_person
  FOR EACH ROW EXECUTE FUNCTION refresh_content_hash();
CREATE TRIGGER attachment_hash AFTER INSERT OR DELETE OR UPDATE OF for_publication, sha256, submission_person_id ON attachment
  FOR EACH ROW EXECUTE FUNCTION refresh_content_hash();

-- Two different people, neither the last editor, on the content as it is now.
CREATE FUNCTION publication_allowed(subject uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT count(DISTINCT approval.actor_id) >= 2
    FROM approval
    JOIN submission ON submission.id = approval.submission_id
   WHERE submission.id = subject
     AND approval.content_hash = submission.content_hash
     AND approval.actor_id IS DISTINCT FROM submission.last_editor_id
$$;

CREATE FUNCTION guard_approval() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  subject submission%ROWTYPE;
BEGIN
  SELECT * INTO subject FROM submission WHERE id = NEW.submission_id FOR UPDATE;
  IF NEW.content_hash IS DISTINCT FROM subject.content_hash THEN
    RAISE EXCEPTION 'an approval binds to the content as it is now' USING ERRCODE = '42501';
  END IF;
  IF NEW.actor_id = subject.last_editor_id THEN
    RAISE EXCEPTION 'nobody approves their own edit' USING ERRCODE = '42501';
  END IF;
  -- Whoever serves may approve only as staff in service; an operator's word needs the owner's connection.
  IF session_user IN ('web', 'mod', 'media')
     AND NOT EXISTS (SELECT 1 FROM staff WHERE id::text = NEW.actor_id AND disabled_at IS NULL) THEN
    RAISE EXCEPTION 'only staff in service approve' USING ERRCODE = '42501';
  END IF;
  NEW.at := clock_timestamp();
  RETURN NEW;
END $$;
CREATE TRIGGER approval_guard BEFORE INSERT ON approval FOR EACH ROW EXECUTE FUNCTION guard_approval();
CREATE TRIGGER approval_append_only BEFORE UPDATE ON approval FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- The whole life of a submission; the same table as TRANSITIONS in src/domain/policy.ts, and a test compares them.
INSERT INTO legal_status_change (from_state, to_state) VALUES
  ('received', 'first_review'), ('received', 'rejected'), ('received', 'withdrawn'), ('received', 'internal_only'),
  ('quarantined', 'first_review'), ('quarantined', 'rejected'), ('quarantined', 'withdrawn'),
  ('triaged', 'first_review'), ('triaged', 'rejected'), ('triaged', 'withdrawn'),
  ('needs_information', 'first_review'), ('needs_information', 'rejected'), ('needs_information', 'withdrawn'),
  ('needs_information', 'internal_only'),
  ('first_review', 'first_review'), ('first_review', 'needs_information'), ('first_review', 'second_review'),
  ('first_review', 'internal_only'), ('first_review', 'rejected'), ('first_review', 'withdrawn'),
  ('second_review', 'first_review'), ('second_review', 'needs_information'), ('second_review', 'approved'),
  ('second_review', 'internal_only'), ('second_review', 'rejected'), ('second_review', 'withdrawn'),
  ('approved', 'first_review'), ('approved', 'published'), ('approved', 'internal_only'), ('approved', 'rejected'),
  ('approved', 'withdrawn'),
  ('published', 'first_review'), ('published', 'internal_only'), ('published', 'withdrawn'),
  ('published_redacted', 'first_review'), ('published_redacted', 'internal_only'), ('published_redacted', 'withdrawn'),
  ('internal_only', 'first_review'), ('internal_only', 'rejected'), ('internal_only', 'withdrawn'),
  ('rejected', 'first_review'), ('rejected', 'withdrawn'),
  ('duplicate', 'first_review'), ('duplicate', 'withdrawn');

CREATE FUNCTION guard_submission_state() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state NOT IN ('received', 'quarantined') OR NEW.version <> 0 THEN
      RAISE EXCEPTION 'a submission begins as received' USING ERRCODE = '42501';
    END IF;
    NEW.content_hash := '';
    RETURN NEW;
  END IF;
  IF NEW.version = OLD.version AND NEW.state = OLD.state THEN
    RETURN NEW; -- not a decision
  END IF;
  IF NEW.version <> OLD.version + 1 THEN
    RAISE EXCEPTION 'a decision counts the version up by one' USING ERRCODE = '42501';
  END IF;
  IF NEW.state = OLD.state AND NEW.state <> 'first_review' THEN
    RETURN NEW; -- claimed by somebody else, a hold was changed
  END IF;
  IF NOT EXISTS (SELECT 1 FROM legal_status_change WHERE from_state = OLD.state AND to_state = NEW.state) THEN
    RAISE EXCEPTION 'from % to % is not allowed', OLD.state, NEW.state USING ERRCODE = '42501';
  END IF;
  -- The public side may withdraw, and answer a question; nothing else.
  IF session_user = 'web' AND NOT (NEW.state = 'withdrawn' OR (OLD.state = 'needs_information' AND NEW.state = 'first_review')) THEN
    RAISE EXCEPTION 'not for the public' USING ERRCODE = '42501';
  END IF;
  IF NEW.state IN ('approved', 'published', 'published_redacted') AND NOT publication_allowed(NEW.id) THEN
    RAISE EXCEPTION 'publication needs two approvals of this content' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER submission_state_guard BEFORE INSERT OR UPDATE OF state, version ON submission
  FOR EACH ROW EXECUTE FUNCTION guard_submission_state();

-- What stands in the archive is the content that two people approved.
CREATE FUNCTION guard_published_content() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.published_content IS NOT NULL AND (TG_OP = 'INSERT' OR NEW.published_content IS DISTINCT FROM OLD.published_content) THEN
    IF NEW.published_content IS DISTINCT FROM NEW.content OR NOT publication_allowed(NEW.submission_id) THEN
      RAISE EXCEPTION 'only approved content is published' USING ERRCODE = '42501';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER submission_person_published_guard BEFORE INSERT OR UPDATE OF published_content ON submission_person
  FOR EACH ROW EXECUTE FUNCTION guard_published_content();

-- ------------------------------------------------- the one door to publication

CREATE FUNCTION guard_revision() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  subject submission%ROWTYPE;
BEGIN
  SELECT * INTO subject FROM submission WHERE id = NEW.submission_id;
  IF subject.state IS NULL OR subject.state NOT IN ('published', 'published_redacted')
     OR NEW.content_hash IS DISTINCT FROM subject.content_hash
     OR NOT publication_allowed(NEW.submission_id) THEN
    RAISE EXCEPTION 'publication needs two approvals of this content' USING ERRCODE = '42501';
  END IF;
  NEW.made_in := pg_current_xact_id()::text;
  RETURN NEW;
END $$;
CREATE TRIGGER revision_guard BEFORE INSERT ON revision FOR EACH ROW EXECUTE FUNCTION guard_revision();
CREATE TRIGGER revision_append_only BEFORE UPDATE ON revision FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- A published row is written in the transaction of its revision, or not at all.
CREATE FUNCTION guard_published_row() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM revision WHERE id = NEW.revision_id AND made_in = pg_current_xact_id()::text) THEN
    RAISE EXCEPTION 'a published row needs a revision of its own transaction' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER person_guard BEFORE INSERT OR UPDATE ON person FOR EACH ROW EXECUTE FUNCTION guard_published_row();
CREATE TRIGGER statement_guard BEFORE INSERT OR UPDATE ON statement FOR EACH ROW EXECUTE FUNCTION guard_published_row();
CREATE TRIGGER photo_guard BEFORE INSERT OR UPDATE ON photo FOR EACH ROW EXECUTE FUNCTION guard_published_row();

CREATE FUNCTION guard_statement_part() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM statement JOIN revision ON revision.id = statement.revision_id
                  WHERE statement.id = NEW.statement_id AND revision.made_in = pg_current_xact_id()::text) THEN
    RAISE EXCEPTION 'a published row needs a revision of its own transaction' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
DO $$
DECLARE
  part text;
BEGIN
  FOREACH part IN ARRAY ARRAY['person_name', 'fact', 'detention_report', 'case_event', 'testimony', 'proof_of_life_event',
    'official_response', 'relative', 'external_identifier', 'record_note', 'citation'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE INSERT OR UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION guard_statement_part()',
      part || '_guard', part);
  END LOOP;
END $$;

-- Leaving the archive is one statement, whoever makes it: the record, its words and the sources that only it used are
-- gone in the same transaction, and a tombstone stays. If other published submissions speak of the same person, a job
-- brings the record back without this one.
CREATE FUNCTION unlist_persons() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  gone text;
  used uuid[];
BEGIN
  FOR gone IN SELECT DISTINCT person_id FROM submission_person
               WHERE submission_id = NEW.id AND person_id IS NOT NULL AND published_content IS NOT NULL LOOP
    SELECT coalesce(array_agg(DISTINCT citation.source_id), '{}') INTO used
      FROM citation JOIN statement ON statement.id = citation.statement_id WHERE statement.person_id = gone;
    DELETE FROM person WHERE id = gone;
    -- Twice: a source that only cited sources rested on goes after them.
    FOR pass IN 1..2 LOOP
      DELETE FROM source
       WHERE (id = ANY (used) OR id IN (SELECT cited_in_id FROM source WHERE id = ANY (used)))
         AND NOT EXISTS (SELECT 1 FROM citation WHERE citation.source_id = source.id)
         AND NOT EXISTS (SELECT 1 FROM source AS other WHERE other.cited_in_id = source.id);
    END LOOP;
    INSERT INTO tombstone (id) VALUES (gone) ON CONFLICT (id) DO UPDATE SET removed = CURRENT_DATE;
    IF EXISTS (SELECT 1 FROM submission_person other JOIN submission s ON s.id = other.submission_id
                WHERE other.person_id = gone AND other.submission_id <> NEW.id AND other.published_content IS NOT NULL
                  AND s.state IN ('published', 'published_redacted')) THEN
      INSERT INTO job (id, kind, payload) VALUES (gen_random_uuid(), 'rebuild_person', jsonb_build_object('personId', gone));
    END IF;
  END LOOP;
  UPDATE submission_person SET published_content = NULL WHERE submission_id = NEW.id AND published_content IS NOT NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER submission_unlist AFTER UPDATE OF state ON submission FOR EACH ROW
  WHEN (NEW.state IN ('withdrawn', 'internal_only', 'rejected', 'duplicate', 'expired') AND OLD.state IS DISTINCT FROM NEW.state)
  EXECUTE FUNCTION unlist_persons();

-- --------------------------------------------------------------- row security

ALTER TABLE submission ENABLE ROW LEVEL SECURITY;
ALTER TABLE submission_person ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent ENABLE ROW LEVEL SECURITY;
ALTER TABLE message ENABLE ROW LEVEL SECURITY;
ALTER TABLE attachment ENABLE ROW LEVEL SECURITY;
ALTER TABLE sealed_envelope ENABLE ROW LEVEL SECURITY;
ALTER TABLE revision ENABLE ROW LEVEL SECURITY;

-- The public side sees the one submission whose receipt, or whose form token, it can prove to know.
CREATE POLICY web_intake ON submission FOR INSERT TO web
  WITH CHECK (origin IN ('family', 'interviewer', 'api') AND import_key IS NULL AND batch_id IS NULL AND claimed_by_id IS NULL);
CREATE POLICY web_own ON submission FOR SELECT TO web
  USING (receipt_hash = current_setting('menmu.receipt_hash', true) OR token_hash = current_setting('menmu.token_hash', true));
CREATE POLICY web_change_own ON submission FOR UPDATE TO web
  USING (receipt_hash = current_setting('menmu.receipt_hash', true))
  WITH CHECK (receipt_hash = current_setting('menmu.receipt_hash', true));
CREATE POLICY web_intake ON submission_person FOR INSERT TO web WITH CHECK (published_content IS NULL AND person_id IS NULL);
CREATE POLICY web_own ON submission_person FOR SELECT TO web
  USING (EXISTS (SELECT 1 FROM submission WHERE submission.id = submission_id));
CREATE POLICY web_intake ON consent FOR INSERT TO web WITH CHECK (true);
CREATE POLICY web_own ON consent FOR SELECT TO web
  USING (EXISTS (SELECT 1 FROM submission_person WHERE submission_person.id = submission_person_id));
CREATE POLICY web_answer ON message FOR INSERT TO web
  WITH CHECK (direction = 'answer' AND EXISTS (SELECT 1 FROM submission WHERE submission.id = submission_id));
CREATE POLICY web_own ON message FOR SELECT TO web
  USING (EXISTS (SELECT 1 FROM submission WHERE submission.id = submission_id));
CREATE POLICY web_intake ON attachment FOR INSERT TO web WITH CHECK (true);
CREATE POLICY web_intake ON sealed_envelope FOR INSERT TO web WITH CHECK (true);
CREATE POLICY web_published ON revision FOR SELECT TO web
  USING (EXISTS (SELECT 1 FROM person WHERE person.id = revision.person_id));

CREATE POLICY mod_all ON submission TO mod USING (true) WITH CHECK (true);
CREATE POLICY mod_all ON submission_person TO mod USING (true) WITH CHECK (true);
CREATE POLICY mod_all ON consent TO mod USING (true);
CREATE POLICY mod_all ON message TO mod USING (true) WITH CHECK (direction = 'question');
CREATE POLICY mod_all ON attachment TO mod USING (true) WITH CHECK (true);
CREATE POLICY mod_exists ON sealed_envelope FOR SELECT TO mod USING (true);
CREATE POLICY mod_all ON revision TO mod USING (true) WITH CHECK (true);

-- --------------------------------------------------------------------- grants

-- The public side reads what is published (without the threads that lead back to submissions) ...
GRANT SELECT ON person, person_name, fact, detention_report, case_event, testimony, proof_of_life_event, official_response,
  relative, external_identifier, record_note, source, citation, correction, tombstone, place, facility, audit_head TO web;
GRANT SELECT (id, person_id, revision_id, kind, ordinal, side, tier) ON statement TO web;
GRANT SELECT (id, person_id, media_type, width, height, bytes) ON photo TO web;
GRANT SELECT (id, person_id, number, day, changed, reason) ON revision TO web;
-- ... and hands in.
GRANT INSERT (id, origin, state, version, content_hash, receipt_hash, token_hash, body_hash, language) ON submission TO web;
GRANT SELECT (id, state, version, receipt_hash, token_hash, body_hash, language, received_on) ON submission TO web;
GRANT UPDATE (state, version) ON submission TO web;
GRANT INSERT (id, submission_id, ordinal, content) ON submission_person TO web;
GRANT SELECT (id, submission_id, person_id) ON submission_person TO web;
GRANT INSERT (id, submission_person_id, field, audience, given, condition) ON consent TO web;
GRANT SELECT ON consent TO web;
GRANT INSERT (id, submission_id, direction, body, token_hash) ON message TO web;
GRANT SELECT ON message TO web;
GRANT INSERT ON attachment TO web;
GRANT INSERT (id, submission_id, kind, ciphertext) ON sealed_envelope TO web;
GRANT SELECT, INSERT, UPDATE, DELETE ON draft, draft_attachment TO web;
GRANT INSERT (actor_id, action, subject_id) ON audit_event TO web;

-- Moderation reads and decides. It cannot alter an approval, a decision, a revision or the trail, nor open an envelope.
GRANT SELECT ON person, statement, person_name, fact, detention_report, case_event, testimony, proof_of_life_event,
  official_response, relative, external_identifier, record_note, source, citation, photo, revision, correction, tombstone,
  place, facility, audit_head, audit_event, submission, submission_person, consent, message, attachment, submission_edit,
  decision, approval, import_batch, staff, staff_session, issued_identifier, legal_status_change, job TO mod;
GRANT INSERT, DELETE ON person, statement, person_name, fact, detention_report, case_event, testimony, proof_of_life_event,
  official_response, relative, external_identifier, record_note, citation, photo, tombstone TO mod;
GRANT INSERT, UPDATE, DELETE ON source TO mod;
GRANT INSERT ON revision, correction, issued_identifier, decision, approval, submission_edit, audit_head TO mod;
GRANT UPDATE (state, version, claimed_by_id, last_editor_id, internal_reason, publish_after) ON submission TO mod;
GRANT UPDATE (content, published_content, person_id) ON submission_person TO mod;
GRANT UPDATE (for_publication) ON attachment TO mod;
GRANT INSERT (id, submission_id, direction, body) ON message TO mod;
GRANT SELECT (id, submission_id, kind, created_on) ON sealed_envelope TO mod;
GRANT INSERT (actor_id, action, subject_id) ON audit_event TO mod;
GRANT UPDATE (totp_step, failures, not_before, disabled_at) ON staff TO mod;
GRANT INSERT, UPDATE ON staff_session TO mod;
GRANT INSERT, UPDATE, DELETE ON job TO mod;

-- The maker of derivatives sees jobs and nothing else.
GRANT SELECT, UPDATE ON job TO media;

GRANT USAGE ON SEQUENCE submission_arrival_seq TO web, mod;
REVOKE EXECUTE ON FUNCTION publication_allowed(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION publication_allowed(uuid) TO mod;
