-- What was withdrawn is erased within 72 hours: a day later, so that a withdrawal that was forced on somebody can still
-- be noticed. The row goes with its content, consents, messages, files and envelopes; the trail keeps only identifiers.

CREATE FUNCTION leave_erasure() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO job (id, kind, payload, run_at)
  VALUES (gen_random_uuid(), 'erase_submission', jsonb_build_object('submissionId', NEW.id), now() + interval '24 hours');
  RETURN NULL;
END $$;
CREATE TRIGGER submission_erasure AFTER UPDATE OF state ON submission FOR EACH ROW
  WHEN (NEW.state = 'withdrawn' AND OLD.state IS DISTINCT FROM NEW.state)
  EXECUTE FUNCTION leave_erasure();

CREATE FUNCTION erase_withdrawn(subject uuid) RETURNS SETOF text LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM submission WHERE id = subject) THEN
    RETURN;
  END IF;
  IF NOT EXISTS (SELECT 1 FROM submission WHERE id = subject AND state = 'withdrawn') THEN
    RAISE EXCEPTION 'only what was withdrawn is erased' USING ERRCODE = '42501';
  END IF;
  RETURN QUERY SELECT stored_name FROM attachment WHERE submission_id = subject;
  DELETE FROM submission WHERE id = subject;
END $$;
REVOKE EXECUTE ON FUNCTION erase_withdrawn(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION erase_withdrawn(uuid) TO mod;
