-- The tables of the archive, as prisma/schema.prisma names them.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "issued_identifier" (
    "id" TEXT NOT NULL,

    CONSTRAINT "issued_identifier_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person" (
    "id" TEXT NOT NULL,
    "display_name" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "status_as_of" TEXT,
    "sex" TEXT NOT NULL,
    "ethnicity" TEXT NOT NULL,
    "profession" TEXT NOT NULL,
    "prefecture" TEXT,
    "county" TEXT,
    "detained_from" TEXT,
    "detained_earliest" DATE,
    "detained_latest" DATE,
    "last_verified_contact" TEXT,
    "last_contact_day" DATE,
    "fate" TEXT NOT NULL,
    "whereabouts" TEXT NOT NULL,
    "tier" TEXT NOT NULL,
    "sought_by" TEXT,
    "reasons" TEXT[],
    "sides" TEXT[],
    "has_photo" BOOLEAN NOT NULL DEFAULT false,
    "indexed" BOOLEAN NOT NULL DEFAULT true,
    "published_month" TEXT NOT NULL,
    "updated_on" TIMESTAMPTZ(3) NOT NULL DEFAULT transaction_timestamp(),
    "search_text" TEXT NOT NULL,
    "revision_id" UUID NOT NULL,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "statement" (
    "id" UUID NOT NULL,
    "person_id" TEXT NOT NULL,
    "submission_person_id" UUID NOT NULL,
    "revision_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "side" TEXT,
    "tier" TEXT,

    CONSTRAINT "statement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person_name" (
    "statement_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "script" TEXT NOT NULL,
    "orthography" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "part" TEXT NOT NULL DEFAULT 'full',

    CONSTRAINT "person_name_pkey" PRIMARY KEY ("statement_id")
);

-- CreateTable
CREATE TABLE "fact" (
    "statement_id" UUID NOT NULL,
    "field" TEXT NOT NULL,
    "code" TEXT,
    "text" TEXT,
    "edtf" TEXT,
    "earliest" DATE,
    "latest" DATE,
    "number" INTEGER,
    "place" TEXT,
    "as_of" TEXT,

    CONSTRAINT "fact_pkey" PRIMARY KEY ("statement_id")
);

-- CreateTable
CREATE TABLE "detention_report" (
    "statement_id" UUID NOT NULL,
    "begin" TEXT,
    "begin_earliest" DATE,
    "begin_latest" DATE,
    "end" TEXT,
    "end_earliest" DATE,
    "end_latest" DATE,
    "status" TEXT,
    "place" TEXT,
    "place_text" TEXT,
    "facility_id" TEXT,
    "facility_text" TEXT,
    "official_reason" TEXT,
    "suspected_reason" TEXT,
    "charge" TEXT,
    "legal_process" TEXT,
    "court" TEXT,
    "sentenced_on" TEXT,
    "term_months" INTEGER,
    "term_days" INTEGER,
    "term_special" TEXT,
    "learned_through" TEXT,
    "account" TEXT,

    CONSTRAINT "detention_report_pkey" PRIMARY KEY ("statement_id")
);

-- CreateTable
CREATE TABLE "case_event" (
    "statement_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "edtf" TEXT,
    "earliest" DATE,
    "latest" DATE,
    "claim" TEXT,
    "court" TEXT,
    "term_months" INTEGER,
    "disputed" BOOLEAN NOT NULL,

    CONSTRAINT "case_event_pkey" PRIMARY KEY ("statement_id")
);

-- CreateTable
CREATE TABLE "testimony" (
    "statement_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "learned_through" TEXT,

    CONSTRAINT "testimony_pkey" PRIMARY KEY ("statement_id")
);

-- CreateTable
CREATE TABLE "proof_of_life_event" (
    "statement_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "grade" TEXT,
    "edtf" TEXT,
    "earliest" DATE,
    "latest" DATE,
    "description" TEXT,

    CONSTRAINT "proof_of_life_event_pkey" PRIMARY KEY ("statement_id")
);

-- CreateTable
CREATE TABLE "official_response" (
    "statement_id" UUID NOT NULL,
    "body" TEXT NOT NULL,
    "position" TEXT NOT NULL,
    "channel" TEXT,
    "edtf" TEXT,
    "earliest" DATE,
    "latest" DATE,
    "text" TEXT,

    CONSTRAINT "official_response_pkey" PRIMARY KEY ("statement_id")
);

-- CreateTable
CREATE TABLE "relative" (
    "statement_id" UUID NOT NULL,
    "relation" TEXT NOT NULL,
    "name" TEXT,
    "location" TEXT,
    "speaks" BOOLEAN NOT NULL,
    "external_record" TEXT,

    CONSTRAINT "relative_pkey" PRIMARY KEY ("statement_id")
);

-- CreateTable
CREATE TABLE "external_identifier" (
    "statement_id" UUID NOT NULL,
    "scheme" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "external_identifier_pkey" PRIMARY KEY ("statement_id")
);

-- CreateTable
CREATE TABLE "record_note" (
    "statement_id" UUID NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "record_note_pkey" PRIMARY KEY ("statement_id")
);

-- CreateTable
CREATE TABLE "source" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT,
    "publisher" TEXT,
    "published" TEXT,
    "earliest" DATE,
    "latest" DATE,
    "url" TEXT,
    "rights" TEXT,
    "read" TEXT NOT NULL,
    "cited_in_id" UUID,
    "attribution" TEXT,

    CONSTRAINT "source_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "citation" (
    "id" UUID NOT NULL,
    "statement_id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "quote" TEXT,
    "locator" TEXT,

    CONSTRAINT "citation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "photo" (
    "id" UUID NOT NULL,
    "person_id" TEXT NOT NULL,
    "submission_person_id" UUID NOT NULL,
    "revision_id" UUID NOT NULL,
    "media_type" TEXT NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "photo_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "revision" (
    "id" UUID NOT NULL,
    "person_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "submission_id" UUID NOT NULL,
    "content_hash" TEXT NOT NULL,
    "day" DATE NOT NULL DEFAULT CURRENT_DATE,
    "changed" TEXT[],
    "reason" TEXT,
    "made_in" TEXT NOT NULL DEFAULT (pg_current_xact_id())::text,

    CONSTRAINT "revision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "correction" (
    "id" UUID NOT NULL,
    "revision_id" UUID NOT NULL,
    "field" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "day" DATE NOT NULL DEFAULT CURRENT_DATE,

    CONSTRAINT "correction_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tombstone" (
    "id" TEXT NOT NULL,
    "removed" DATE NOT NULL DEFAULT CURRENT_DATE,

    CONSTRAINT "tombstone_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "place" (
    "code" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "parent" TEXT,
    "type" TEXT NOT NULL,
    "name_zh" TEXT NOT NULL,
    "pinyin" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "name_en_uyghur" TEXT,
    "name_ug" TEXT,
    "name_uly" TEXT,
    "name_ug_status" TEXT,

    CONSTRAINT "place_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "facility" (
    "id" TEXT NOT NULL,
    "name" TEXT,
    "town" TEXT,
    "prefecture" TEXT,
    "latitude" DOUBLE PRECISION,
    "longitude" DOUBLE PRECISION,
    "kind" TEXT,
    "corroboration" TEXT,
    "links" TEXT[],

    CONSTRAINT "facility_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_head" (
    "day" DATE NOT NULL,
    "seq" BIGINT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_head_pkey" PRIMARY KEY ("day")
);

-- CreateTable
CREATE TABLE "submission" (
    "id" UUID NOT NULL,
    "origin" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'received',
    "version" INTEGER NOT NULL DEFAULT 0,
    "receipt_hash" TEXT,
    "token_hash" TEXT,
    "body_hash" TEXT,
    "language" TEXT NOT NULL DEFAULT 'und',
    "received_on" DATE NOT NULL DEFAULT CURRENT_DATE,
    "arrival" BIGSERIAL NOT NULL,
    "import_key" TEXT,
    "batch_id" UUID,
    "claimed_by_id" TEXT,
    "last_editor_id" TEXT,
    "content_hash" TEXT NOT NULL DEFAULT '',
    "internal_reason" TEXT,
    "publish_after" TIMESTAMPTZ(3),

    CONSTRAINT "submission_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "submission_person" (
    "id" UUID NOT NULL,
    "submission_id" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "content" JSONB NOT NULL,
    "published_content" JSONB,
    "person_id" TEXT,

    CONSTRAINT "submission_person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "consent" (
    "id" UUID NOT NULL,
    "submission_person_id" UUID NOT NULL,
    "field" TEXT NOT NULL,
    "audience" TEXT NOT NULL,
    "given" BOOLEAN NOT NULL,
    "given_on" DATE NOT NULL DEFAULT CURRENT_DATE,
    "condition" TEXT,

    CONSTRAINT "consent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "message" (
    "id" UUID NOT NULL,
    "submission_id" UUID NOT NULL,
    "direction" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "token_hash" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT transaction_timestamp(),

    CONSTRAINT "message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "attachment" (
    "id" UUID NOT NULL,
    "submission_id" UUID NOT NULL,
    "submission_person_id" UUID,
    "sha256" TEXT NOT NULL,
    "size" BIGINT NOT NULL,
    "media_type" TEXT NOT NULL,
    "stored_name" TEXT NOT NULL,
    "derivative" BYTEA,
    "derivative_type" TEXT,
    "width" INTEGER,
    "height" INTEGER,
    "for_publication" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "attachment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "submission_edit" (
    "id" UUID NOT NULL,
    "submission_person_id" UUID NOT NULL,
    "editor_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT transaction_timestamp(),
    "differences" JSONB NOT NULL,

    CONSTRAINT "submission_edit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "decision" (
    "id" UUID NOT NULL,
    "submission_id" UUID NOT NULL,
    "actor_id" TEXT NOT NULL,
    "decision" TEXT NOT NULL,
    "from_state" TEXT NOT NULL,
    "to_state" TEXT NOT NULL,
    "reason" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT transaction_timestamp(),

    CONSTRAINT "decision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "approval" (
    "id" UUID NOT NULL,
    "submission_id" UUID NOT NULL,
    "actor_id" TEXT NOT NULL,
    "content_hash" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT transaction_timestamp(),

    CONSTRAINT "approval_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_batch" (
    "id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT transaction_timestamp(),
    "finished_at" TIMESTAMPTZ(3),
    "report" JSONB,

    CONSTRAINT "import_batch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "totp_secret" BYTEA NOT NULL,
    "totp_step" BIGINT NOT NULL DEFAULT 0,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "not_before" TIMESTAMPTZ(3),
    "disabled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT transaction_timestamp(),

    CONSTRAINT "staff_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff_session" (
    "id" TEXT NOT NULL,
    "staff_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT transaction_timestamp(),
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT transaction_timestamp(),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "staff_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "seq" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT transaction_timestamp(),
    "actor_id" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "prev_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "legal_status_change" (
    "from_state" TEXT NOT NULL,
    "to_state" TEXT NOT NULL,

    CONSTRAINT "legal_status_change_pkey" PRIMARY KEY ("from_state","to_state")
);

-- CreateTable
CREATE TABLE "job" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "run_at" TIMESTAMPTZ(3) NOT NULL DEFAULT transaction_timestamp(),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "finished_at" TIMESTAMPTZ(3),
    "failed_code" TEXT,

    CONSTRAINT "job_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "draft" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "ciphertext" BYTEA NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "draft_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "draft_attachment" (
    "id" UUID NOT NULL,
    "draft_id" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "size" BIGINT NOT NULL,
    "media_type" TEXT NOT NULL,
    "stored_name" TEXT NOT NULL,
    "derivative" BYTEA,

    CONSTRAINT "draft_attachment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sealed_envelope" (
    "id" UUID NOT NULL,
    "submission_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "ciphertext" BYTEA NOT NULL,
    "created_on" DATE NOT NULL DEFAULT CURRENT_DATE,

    CONSTRAINT "sealed_envelope_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "person_status_idx" ON "person"("status");

-- CreateIndex
CREATE INDEX "person_prefecture_county_idx" ON "person"("prefecture", "county");

-- CreateIndex
CREATE INDEX "person_display_name_id_idx" ON "person"("display_name", "id");

-- CreateIndex
CREATE INDEX "person_updated_on_id_idx" ON "person"("updated_on", "id");

-- CreateIndex
CREATE INDEX "person_last_contact_day_id_idx" ON "person"("last_contact_day", "id");

-- CreateIndex
CREATE INDEX "person_detained_earliest_idx" ON "person"("detained_earliest");

-- CreateIndex
CREATE INDEX "person_reasons_idx" ON "person" USING GIN ("reasons");

-- CreateIndex
CREATE INDEX "person_sides_idx" ON "person" USING GIN ("sides");

-- CreateIndex
CREATE INDEX "person_search_text_idx" ON "person" USING GIN ("search_text" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "statement_person_id_kind_ordinal_idx" ON "statement"("person_id", "kind", "ordinal");

-- CreateIndex
CREATE INDEX "statement_submission_person_id_idx" ON "statement"("submission_person_id");

-- CreateIndex
CREATE INDEX "fact_field_code_idx" ON "fact"("field", "code");

-- CreateIndex
CREATE INDEX "external_identifier_scheme_value_idx" ON "external_identifier"("scheme", "value");

-- CreateIndex
CREATE UNIQUE INDEX "source_key_key" ON "source"("key");

-- CreateIndex
CREATE INDEX "source_cited_in_id_idx" ON "source"("cited_in_id");

-- CreateIndex
CREATE INDEX "citation_statement_id_ordinal_idx" ON "citation"("statement_id", "ordinal");

-- CreateIndex
CREATE INDEX "citation_source_id_idx" ON "citation"("source_id");

-- CreateIndex
CREATE INDEX "photo_person_id_idx" ON "photo"("person_id");

-- CreateIndex
CREATE INDEX "revision_day_idx" ON "revision"("day");

-- CreateIndex
CREATE UNIQUE INDEX "revision_person_id_number_key" ON "revision"("person_id", "number");

-- CreateIndex
CREATE INDEX "correction_day_idx" ON "correction"("day");

-- CreateIndex
CREATE INDEX "tombstone_removed_idx" ON "tombstone"("removed");

-- CreateIndex
CREATE INDEX "place_parent_idx" ON "place"("parent");

-- CreateIndex
CREATE UNIQUE INDEX "submission_receipt_hash_key" ON "submission"("receipt_hash");

-- CreateIndex
CREATE UNIQUE INDEX "submission_token_hash_key" ON "submission"("token_hash");

-- CreateIndex
CREATE UNIQUE INDEX "submission_import_key_key" ON "submission"("import_key");

-- CreateIndex
CREATE INDEX "submission_state_arrival_idx" ON "submission"("state", "arrival");

-- CreateIndex
CREATE INDEX "submission_publish_after_idx" ON "submission"("publish_after");

-- CreateIndex
CREATE INDEX "submission_batch_id_idx" ON "submission"("batch_id");

-- CreateIndex
CREATE INDEX "submission_person_person_id_idx" ON "submission_person"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "submission_person_submission_id_ordinal_key" ON "submission_person"("submission_id", "ordinal");

-- CreateIndex
CREATE UNIQUE INDEX "consent_submission_person_id_field_audience_key" ON "consent"("submission_person_id", "field", "audience");

-- CreateIndex
CREATE UNIQUE INDEX "message_token_hash_key" ON "message"("token_hash");

-- CreateIndex
CREATE INDEX "message_submission_id_created_at_idx" ON "message"("submission_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "attachment_stored_name_key" ON "attachment"("stored_name");

-- CreateIndex
CREATE INDEX "attachment_submission_id_idx" ON "attachment"("submission_id");

-- CreateIndex
CREATE INDEX "attachment_sha256_idx" ON "attachment"("sha256");

-- CreateIndex
CREATE INDEX "submission_edit_submission_person_id_at_idx" ON "submission_edit"("submission_person_id", "at");

-- CreateIndex
CREATE INDEX "decision_submission_id_at_idx" ON "decision"("submission_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "approval_submission_id_actor_id_content_hash_key" ON "approval"("submission_id", "actor_id", "content_hash");

-- CreateIndex
CREATE UNIQUE INDEX "staff_name_key" ON "staff"("name");

-- CreateIndex
CREATE INDEX "staff_session_staff_id_ended_at_idx" ON "staff_session"("staff_id", "ended_at");

-- CreateIndex
CREATE INDEX "audit_event_subject_id_seq_idx" ON "audit_event"("subject_id", "seq");

-- CreateIndex
CREATE INDEX "job_finished_at_run_at_idx" ON "job"("finished_at", "run_at");

-- CreateIndex
CREATE INDEX "draft_expires_at_idx" ON "draft"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "draft_attachment_stored_name_key" ON "draft_attachment"("stored_name");

-- CreateIndex
CREATE INDEX "draft_attachment_draft_id_idx" ON "draft_attachment"("draft_id");

-- CreateIndex
CREATE INDEX "sealed_envelope_submission_id_idx" ON "sealed_envelope"("submission_id");

-- AddForeignKey
ALTER TABLE "person" ADD CONSTRAINT "person_id_fkey" FOREIGN KEY ("id") REFERENCES "issued_identifier"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person" ADD CONSTRAINT "person_revision_id_fkey" FOREIGN KEY ("revision_id") REFERENCES "revision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "statement" ADD CONSTRAINT "statement_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "statement" ADD CONSTRAINT "statement_revision_id_fkey" FOREIGN KEY ("revision_id") REFERENCES "revision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person_name" ADD CONSTRAINT "person_name_statement_id_fkey" FOREIGN KEY ("statement_id") REFERENCES "statement"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "fact" ADD CONSTRAINT "fact_statement_id_fkey" FOREIGN KEY ("statement_id") REFERENCES "statement"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "detention_report" ADD CONSTRAINT "detention_report_statement_id_fkey" FOREIGN KEY ("statement_id") REFERENCES "statement"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "detention_report" ADD CONSTRAINT "detention_report_facility_id_fkey" FOREIGN KEY ("facility_id") REFERENCES "facility"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_event" ADD CONSTRAINT "case_event_statement_id_fkey" FOREIGN KEY ("statement_id") REFERENCES "statement"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "testimony" ADD CONSTRAINT "testimony_statement_id_fkey" FOREIGN KEY ("statement_id") REFERENCES "statement"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proof_of_life_event" ADD CONSTRAINT "proof_of_life_event_statement_id_fkey" FOREIGN KEY ("statement_id") REFERENCES "statement"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "official_response" ADD CONSTRAINT "official_response_statement_id_fkey" FOREIGN KEY ("statement_id") REFERENCES "statement"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "relative" ADD CONSTRAINT "relative_statement_id_fkey" FOREIGN KEY ("statement_id") REFERENCES "statement"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "external_identifier" ADD CONSTRAINT "external_identifier_statement_id_fkey" FOREIGN KEY ("statement_id") REFERENCES "statement"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "record_note" ADD CONSTRAINT "record_note_statement_id_fkey" FOREIGN KEY ("statement_id") REFERENCES "statement"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "source" ADD CONSTRAINT "source_cited_in_id_fkey" FOREIGN KEY ("cited_in_id") REFERENCES "source"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "citation" ADD CONSTRAINT "citation_statement_id_fkey" FOREIGN KEY ("statement_id") REFERENCES "statement"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "citation" ADD CONSTRAINT "citation_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "photo" ADD CONSTRAINT "photo_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "photo" ADD CONSTRAINT "photo_revision_id_fkey" FOREIGN KEY ("revision_id") REFERENCES "revision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "revision" ADD CONSTRAINT "revision_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "issued_identifier"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "correction" ADD CONSTRAINT "correction_revision_id_fkey" FOREIGN KEY ("revision_id") REFERENCES "revision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tombstone" ADD CONSTRAINT "tombstone_id_fkey" FOREIGN KEY ("id") REFERENCES "issued_identifier"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "submission" ADD CONSTRAINT "submission_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "import_batch"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "submission_person" ADD CONSTRAINT "submission_person_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submission"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consent" ADD CONSTRAINT "consent_submission_person_id_fkey" FOREIGN KEY ("submission_person_id") REFERENCES "submission_person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message" ADD CONSTRAINT "message_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submission"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submission"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_submission_person_id_fkey" FOREIGN KEY ("submission_person_id") REFERENCES "submission_person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "submission_edit" ADD CONSTRAINT "submission_edit_submission_person_id_fkey" FOREIGN KEY ("submission_person_id") REFERENCES "submission_person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submission"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "approval" ADD CONSTRAINT "approval_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submission"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff_session" ADD CONSTRAINT "staff_session_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draft_attachment" ADD CONSTRAINT "draft_attachment_draft_id_fkey" FOREIGN KEY ("draft_id") REFERENCES "draft"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sealed_envelope" ADD CONSTRAINT "sealed_envelope_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submission"("id") ON DELETE CASCADE ON UPDATE CASCADE;

