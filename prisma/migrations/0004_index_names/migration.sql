-- DropIndex
DROP INDEX "person_detained_earliest_idx";

-- DropIndex
DROP INDEX "person_display_name_id_idx";

-- DropIndex
DROP INDEX "person_prefecture_county_idx";

-- DropIndex
DROP INDEX "person_reasons_idx";

-- DropIndex
DROP INDEX "person_search_text_idx";

-- DropIndex
DROP INDEX "person_sides_idx";

-- DropIndex
DROP INDEX "person_status_idx";

-- AlterTable
ALTER TABLE "issued_identifier" ADD COLUMN     "ordinal" SERIAL NOT NULL;

-- AlterTable
ALTER TABLE "person" DROP COLUMN "search_text";

-- CreateTable
CREATE TABLE "search_entry" (
    "ordinal" INTEGER NOT NULL,
    "person_id" TEXT NOT NULL,
    "facets" INTEGER[],
    "common" INTEGER[],
    "keys" INTEGER[],
    "signature" bit(256) NOT NULL,
    "names" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "updated_on" TIMESTAMPTZ(3) NOT NULL,
    "silence" DATE NOT NULL,
    "earliest" DATE,
    "latest" DATE,

    CONSTRAINT "search_entry_pkey" PRIMARY KEY ("ordinal")
);

-- CreateTable
CREATE TABLE "search_term" (
    "id" INTEGER NOT NULL,
    "facet" TEXT,
    "value" TEXT,

    CONSTRAINT "search_term_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "search_set" (
    "term" INTEGER NOT NULL,
    "chunk" INTEGER NOT NULL,
    "people" INTEGER NOT NULL,
    "members" bit(16384) NOT NULL,

    CONSTRAINT "search_set_pkey" PRIMARY KEY ("term","chunk")
);

-- CreateTable
CREATE TABLE "search_chunk" (
    "chunk" INTEGER NOT NULL,
    "version" BIGSERIAL NOT NULL,

    CONSTRAINT "search_chunk_pkey" PRIMARY KEY ("chunk")
);

-- CreateTable
CREATE TABLE "name_spelling" (
    "id" SERIAL NOT NULL,
    "entry" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "added_on" TIMESTAMPTZ(3) NOT NULL DEFAULT transaction_timestamp(),

    CONSTRAINT "name_spelling_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "search_entry_person_id_key" ON "search_entry"("person_id");

-- CreateIndex
CREATE INDEX "search_entry_keys_idx" ON "search_entry" USING GIN ("keys");

-- CreateIndex
CREATE INDEX "search_entry_name_person_id_idx" ON "search_entry"("name", "person_id");

-- CreateIndex
CREATE INDEX "search_entry_updated_on_person_id_idx" ON "search_entry"("updated_on", "person_id");

-- CreateIndex
CREATE INDEX "search_entry_silence_person_id_idx" ON "search_entry"("silence", "person_id");

-- CreateIndex
CREATE INDEX "search_entry_earliest_idx" ON "search_entry"("earliest");

-- CreateIndex
CREATE UNIQUE INDEX "name_spelling_entry_text_key" ON "name_spelling"("entry", "text");

-- CreateIndex
CREATE UNIQUE INDEX "issued_identifier_ordinal_key" ON "issued_identifier"("ordinal");

-- AddForeignKey
ALTER TABLE "search_entry" ADD CONSTRAINT "search_entry_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The search index is derived: whoever may publish writes an entry with the record, and everybody may read it.
-- Nothing in it is not in the record.
ALTER TABLE search_entry ADD CONSTRAINT search_entry_ordinal_of_person
  FOREIGN KEY (ordinal) REFERENCES issued_identifier (ordinal);
-- The keys are used through their index and stand out of the way of the rest of the row.
ALTER TABLE search_entry ALTER COLUMN keys SET STORAGE EXTERNAL;
ALTER TABLE search_entry SET (toast_tuple_target = 256);
ALTER INDEX search_entry_keys_idx SET (fastupdate = off);
-- A set of few is compressed; one of many is 2 KB, three to a page, and never elsewhere.
ALTER TABLE search_set ALTER COLUMN members SET STORAGE MAIN;
-- The commonest keys are told by their statistics (`promoteCommonKeys`).
ALTER TABLE search_entry ALTER COLUMN keys SET STATISTICS 1000;

GRANT SELECT ON search_entry, search_term, search_set, search_chunk, name_spelling TO web, mod;
GRANT INSERT, DELETE ON search_entry TO mod;
GRANT INSERT ON search_term TO mod;
GRANT INSERT, DELETE ON name_spelling TO mod;
GRANT USAGE ON SEQUENCE name_spelling_id_seq TO mod;
GRANT SELECT (ordinal) ON issued_identifier TO mod;
GRANT USAGE ON SEQUENCE issued_identifier_ordinal_seq TO mod;

CREATE FUNCTION guard_search_entry() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM issued_identifier WHERE id = NEW.person_id AND ordinal = NEW.ordinal) THEN
    RAISE EXCEPTION 'an entry of the search index has the ordinal of its record' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER search_entry_guard BEFORE INSERT OR UPDATE ON search_entry FOR EACH ROW EXECUTE FUNCTION guard_search_entry();

-- The sets follow the entries, whoever changes them: publication, unlisting, erasure.
CREATE FUNCTION follow_search_entry() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  -- The owner, who makes the sets of a whole chunk anew (src/db/search-index.ts), does not have them follow row by row.
  IF current_setting('menmu.rebuilding', true) = 'on' AND session_user = current_user THEN
    RETURN NULL;
  END IF;
  IF TG_OP <> 'INSERT' THEN
    PERFORM pg_advisory_xact_lock(hashtext('menmu.search_set'), OLD.ordinal / 16384);
    UPDATE search_set
       SET members = set_bit(members, OLD.ordinal % 16384, 0),
           people = people - get_bit(members, OLD.ordinal % 16384)
     WHERE chunk = OLD.ordinal / 16384 AND term = ANY (OLD.facets || OLD.common || OLD.keys);
  END IF;
  IF TG_OP <> 'DELETE' THEN
    PERFORM pg_advisory_xact_lock(hashtext('menmu.search_set'), NEW.ordinal / 16384);
    INSERT INTO search_set AS known (term, chunk, people, members)
    SELECT id, NEW.ordinal / 16384, 1, set_bit(repeat('0', 16384)::bit(16384), NEW.ordinal % 16384, 1)
      FROM search_term WHERE id = ANY (NEW.facets || NEW.common || NEW.keys)
        ON CONFLICT (term, chunk) DO UPDATE
       SET members = set_bit(known.members, NEW.ordinal % 16384, 1),
           people = known.people + 1 - get_bit(known.members, NEW.ordinal % 16384);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER search_entry_follow AFTER INSERT OR UPDATE OR DELETE ON search_entry
  FOR EACH ROW EXECUTE FUNCTION follow_search_entry();

-- A chunk whose sets changed has a version that it never had before, so that whoever keeps sets knows what to read again.
CREATE FUNCTION mark_search_chunks() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO search_chunk (chunk) SELECT DISTINCT chunk FROM changed ORDER BY chunk
      ON CONFLICT (chunk) DO UPDATE SET version = EXCLUDED.version;
  RETURN NULL;
END $$;
CREATE TRIGGER search_set_inserted AFTER INSERT ON search_set
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_search_chunks();
CREATE TRIGGER search_set_updated AFTER UPDATE ON search_set
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_search_chunks();
CREATE TRIGGER search_set_deleted AFTER DELETE ON search_set
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_search_chunks();
