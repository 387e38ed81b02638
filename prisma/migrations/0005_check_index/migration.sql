-- The index is compared with the names by the worker, which has no connection of the owner. What follows from the
-- entries, and what moderation may not write, it has made by functions that can make nothing else.

-- Whoever writes or removes a record takes this first, before any row: then nobody who mends or rebuilds the same
-- chunk of the index waits for a row of theirs while they wait for the chunk.
CREATE FUNCTION lock_search_chunk(of_person text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  LOCK TABLE search_term IN ROW EXCLUSIVE MODE;
  PERFORM pg_advisory_xact_lock(hashtext('menmu.search_set'), ordinal / 16384) FROM issued_identifier WHERE id = of_person;
END $$;

-- The sets of a chunk are made anew from its entries when one of them differs. Answers how many differed.
CREATE FUNCTION mend_search_sets(of_chunk integer) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  differed integer;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('menmu.search_set'), of_chunk);
  WITH made AS MATERIALIZED (
    SELECT id AS term, count(*)::integer AS people,
           bit_or(set_bit(repeat('0', 16384)::bit(16384), ordinal % 16384, 1)) AS members
      FROM search_entry, unnest(facets || common || keys) AS number JOIN search_term ON id = number
     WHERE ordinal >= of_chunk * 16384 AND ordinal < (of_chunk + 1) * 16384
     GROUP BY id
  ), different AS MATERIALIZED (
    SELECT term, made.people, made.members
      FROM made FULL JOIN (SELECT * FROM search_set WHERE chunk = of_chunk) AS stored USING (term)
     -- An empty set may be there or not.
     WHERE coalesce(made.people, 0) <> coalesce(stored.people, 0)
        OR coalesce(made.members, repeat('0', 16384)::bit(16384)) <> coalesce(stored.members, repeat('0', 16384)::bit(16384))
  ), gone AS (
    DELETE FROM search_set USING different
     WHERE chunk = of_chunk AND search_set.term = different.term AND different.people IS NULL
  ), put AS (
    INSERT INTO search_set (term, chunk, people, members)
    SELECT term, of_chunk, people, members FROM different WHERE people IS NOT NULL
        ON CONFLICT (term, chunk) DO UPDATE SET people = EXCLUDED.people, members = EXCLUDED.members
  )
  SELECT count(*) INTO differed FROM different;
  RETURN differed;
END $$;

-- Keys that more than so many records have, as the statistics tell, get sets. Answers how many did.
CREATE FUNCTION promote_common_keys(more_than integer) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  promoted integer[];
BEGIN
  SELECT array_agg(key) INTO promoted
    FROM pg_stats, pg_class, unnest(most_common_elems::text::integer[], most_common_elem_freqs) AS known (key, frequency)
   WHERE schemaname = 'public' AND tablename = 'search_entry' AND attname = 'keys'
     AND pg_class.oid = 'search_entry'::regclass AND key IS NOT NULL AND frequency * reltuples > more_than
     AND NOT EXISTS (SELECT 1 FROM search_term WHERE id = key);
  IF promoted IS NULL THEN
    RETURN 0;
  END IF;
  -- Whoever publishes waits; whoever reads does not.
  LOCK TABLE search_term IN SHARE ROW EXCLUSIVE MODE;
  INSERT INTO search_term (id) SELECT unnest(promoted) ON CONFLICT (id) DO NOTHING;
  INSERT INTO search_set (term, chunk, people, members)
  SELECT number, ordinal / 16384, count(*), bit_or(set_bit(repeat('0', 16384)::bit(16384), ordinal % 16384, 1))
    FROM search_entry, unnest(keys) AS number
   WHERE keys && promoted AND number = ANY (promoted)
   GROUP BY number, ordinal / 16384
      ON CONFLICT (term, chunk) DO NOTHING;
  RETURN cardinality(promoted);
END $$;

REVOKE EXECUTE ON FUNCTION lock_search_chunk(text), mend_search_sets(integer), promote_common_keys(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION lock_search_chunk(text), mend_search_sets(integer), promote_common_keys(integer) TO mod;

-- As in 0002, and the chunk of the index first.
CREATE OR REPLACE FUNCTION unlist_persons() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  gone text;
  used uuid[];
BEGIN
  FOR gone IN SELECT DISTINCT person_id FROM submission_person
               WHERE submission_id = NEW.id AND person_id IS NOT NULL AND published_content IS NOT NULL LOOP
    PERFORM lock_search_chunk(gone);
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

-- The one job that is never finished: each slice plans the next. It begins when an archive stands for an hour.
INSERT INTO job (id, kind, payload, run_at)
VALUES (gen_random_uuid(), 'check_index', '{"from": 0, "mended": 0}', now() + interval '1 hour');
