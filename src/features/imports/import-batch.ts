import { createHash } from "node:crypto";
import { recordAudit } from "@/db/audit";
import { inTransaction, type Tx } from "@/db/client";
import { findDuplicates } from "@/db/duplicates";
import { findImported, finishImportBatch, insertImportBatch, insertImported, setImportDigest } from "@/db/imports";
import { currentLexicon } from "@/db/lexicon";
import { insertApproval, insertEdit, moveSubmission, type SubmissionHead, updateContent } from "@/db/moderation";
import { findPersonByExternalId } from "@/db/publication";
import type { DuplicateReason } from "@/domain/codes";
import { differences } from "@/domain/difference";
import { type DuplicateEvidence, duplicateFacts } from "@/domain/duplicate";
import type { FieldCode } from "@/domain/errors";
import { authorize, type OperatorActor, stateAfter } from "@/domain/policy";
import type { PersonContent } from "@/domain/submission";
import type { ImportRow } from "./import-row";
import type { Publish } from "./publish";
import { WaitingRows } from "./waiting-rows";

export type ImportReport = {
  source: string;
  format: string;
  /** Every row of the file is in exactly one of the next five. */
  rows: number;
  accepted: number;
  unchanged: number;
  updated: number;
  /** Kept, but outside the archive's scope and not published. */
  internal: number;
  rejected: { row: number; field: string; code: FieldCode }[];
  published: number;
  warnings: { row: number; warning: string }[];
  /** Rows that may be of somebody who is there already. Nothing was merged and nothing held back: people decide. */
  possibleDuplicates: PossibleDuplicate[];
};

type PossibleDuplicate = {
  row: number;
  /** A record that was there before the row, or a row before it that waits as it does. */
  of: { record: string } | { row: number };
  probability: number;
  reasons: readonly DuplicateReason[];
};

/** The two hands that decide a batch; the audit names them, so that nobody takes them for moderators. */
const OPERATORS: readonly [OperatorActor, OperatorActor] = [
  { kind: "operator", id: "operator:first" },
  { kind: "operator", id: "operator:second" },
];
const IMPORTER = "operator:import";

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, canonical(inner)]),
  );
}

function digestOf(content: PersonContent): string {
  return createHash("sha256")
    .update(JSON.stringify(canonical(content)))
    .digest("hex");
}

/** Claims and approves by both operators, and publishes by the one door. */
async function decide(tx: Tx, received: SubmissionHead, publish: Publish): Promise<void> {
  let head = received;
  if (head.state !== "first_review") {
    head = await moveSubmission(tx, {
      submission: head,
      version: head.version,
      to: stateAfter(head.state, "claim"),
      decision: "claim",
      actorId: OPERATORS[0].id,
    });
  }
  for (const { id: actorId } of OPERATORS) {
    await insertApproval(tx, {
      submissionId: head.id,
      actorId,
      contentHash: head.contentHash,
    });
    head = await moveSubmission(tx, {
      submission: head,
      version: head.version,
      to: stateAfter(head.state, "approve"),
      decision: "approve",
      actorId,
    });
  }
  await publish(tx, head.id, OPERATORS[1].id);
}

/**
 * Who a row may be of besides the record that it belongs to: its own, or the one that a number leads to, which it joins
 * when it is published.
 */
async function possibleDuplicates(
  tx: Tx,
  row: { number: number; content: PersonContent },
  ownRecord: string | null,
  waiting: WaitingRows,
): Promise<PossibleDuplicate[]> {
  const facts = duplicateFacts(row.content);
  const joined = ownRecord ?? (await findPersonByExternalId(tx, row.content.externalIds));
  const records = await findDuplicates(tx, facts, joined);
  const rows = waiting.find(facts, await currentLexicon(tx));
  const told = (of: PossibleDuplicate["of"], { probability, reasons }: DuplicateEvidence): PossibleDuplicate => ({
    row: row.number,
    of,
    probability: Math.round(probability * 1000) / 1000,
    reasons,
  });
  return [
    ...records.map((found) => told({ record: found.personId }, found)),
    ...rows.map((found) => told({ row: found.row }, found)),
  ];
}

type Outcome = "accepted" | "unchanged" | "updated" | "internal";

/** One row in one transaction: all of it or nothing, so that an import can be broken off and begun again. */
async function importRow(
  row: Extract<ImportRow, { content: PersonContent }>,
  batch: { id: string; source: string; publish: Publish | null; waiting: WaitingRows },
): Promise<{ outcome: Outcome; published: boolean; duplicates: PossibleDuplicate[] }> {
  const digest = digestOf(row.content);
  const importKey = `${batch.source}:${row.key}`;
  return inTransaction("owner", async (tx) => {
    const known = await findImported(tx, importKey);
    const isSame = known?.digest === digest;
    // Received earlier without a decision: this batch brings it.
    const isDue = batch.publish !== null && known?.head.state === "received" && !row.outOfScope;
    const record = known?.personId ?? null;
    // Before it is published, or the row would find itself.
    const duplicates =
      row.outOfScope || (isSame && !isDue) ? [] : await possibleDuplicates(tx, row, record, batch.waiting);
    if (batch.publish === null && !row.outOfScope && record === null)
      batch.waiting.add(row.number, duplicateFacts(row.content), await currentLexicon(tx));
    if (isSame && !isDue) return { outcome: "unchanged", published: false, duplicates };
    if (!known) {
      const head = await insertImported(tx, {
        importKey,
        digest,
        batchId: batch.id,
        content: row.content,
      });
      if (row.outOfScope) {
        await moveSubmission(tx, {
          submission: head,
          version: head.version,
          to: stateAfter(head.state, "keep_internal"),
          decision: "keep_internal",
          actorId: IMPORTER,
          reason: "out_of_scope",
          set: { internalReason: "out_of_scope" },
        });
        await recordAudit(tx, {
          actorId: IMPORTER,
          action: "submission.kept_internal",
          subjectId: head.id,
        });
        return { outcome: "internal", published: false, duplicates };
      }
      if (batch.publish) await decide(tx, head, batch.publish);
      await recordAudit(tx, {
        actorId: IMPORTER,
        action: "submission.received",
        subjectId: head.id,
      });
      return { outcome: "accepted", published: batch.publish !== null, duplicates };
    }
    if (isSame) {
      if (batch.publish) await decide(tx, known.head, batch.publish);
      return { outcome: "unchanged", published: isDue, duplicates };
    }
    const before = await updateContent(tx, known.submissionPersonId, row.content);
    await insertEdit(tx, {
      submissionPersonId: known.submissionPersonId,
      editorId: IMPORTER,
      differences: differences(before, row.content),
    });
    await setImportDigest(tx, known.head.id, digest, batch.id);
    await recordAudit(tx, {
      actorId: IMPORTER,
      action: "submission.edited",
      subjectId: known.head.id,
    });
    if (known.head.state === "internal_only" || known.head.state === "rejected" || known.head.state === "withdrawn")
      return { outcome: "updated", published: false, duplicates };
    let head = known.head;
    if (head.state !== "received")
      head = await moveSubmission(tx, {
        submission: head,
        version: head.version,
        to: stateAfter(head.state, "edit"),
        decision: "edit",
        actorId: IMPORTER,
        set: { lastEditorId: IMPORTER },
      });
    const changed = await findImported(tx, importKey);
    if (batch.publish === null || changed === null || row.outOfScope)
      return { outcome: "updated", published: false, duplicates };
    await decide(tx, { ...head, contentHash: changed.head.contentHash }, batch.publish);
    return { outcome: "updated", published: true, duplicates };
  });
}

/**
 * Imports the rows of one file as submissions, one row at a time. The same row again changes nothing; a row that says
 * something else than before goes back to review, while what is public stays. With `publish` the batch is decided as
 * two operators would, and published by the same function as a family's case. A row that may be of somebody
 * who has a record, or whom a row before it is about, is told in the report.
 *
 * @throws AppError `unauthenticated` or `forbidden` for anybody but an operator
 */
export async function importBatch(
  actor: OperatorActor,
  input: {
    source: string;
    format: string;
    rows: readonly ImportRow[];
    publish: Publish | null;
    onProgress?: (done: number, all: number) => void;
  },
): Promise<ImportReport> {
  authorize(actor, "archive:import");
  const { source, format, rows } = input;
  const report: ImportReport = {
    source,
    format,
    rows: rows.length,
    accepted: 0,
    unchanged: 0,
    updated: 0,
    internal: 0,
    rejected: [],
    published: 0,
    warnings: [],
    possibleDuplicates: [],
  };
  const batchId = await inTransaction("owner", async (tx) => {
    const id = await insertImportBatch(tx, { source, format });
    await recordAudit(tx, {
      actorId: actor.id,
      action: "import.started",
      subjectId: id,
    });
    return id;
  });

  const seen = new Set<string>();
  const waiting = new WaitingRows();
  for (const [index, row] of rows.entries()) {
    if ("code" in row) {
      report.rejected.push({
        row: row.number,
        field: row.field,
        code: row.code,
      });
    } else if (seen.has(row.key)) {
      report.rejected.push({
        row: row.number,
        field: "key",
        code: "token_reused",
      });
    } else {
      seen.add(row.key);
      const { outcome, published, duplicates } = await importRow(row, {
        id: batchId,
        source,
        publish: input.publish,
        waiting,
      });
      report[outcome] += 1;
      if (published) report.published += 1;
      for (const warning of row.warnings) report.warnings.push({ row: row.number, warning });
      report.possibleDuplicates.push(...duplicates);
    }
    input.onProgress?.(index + 1, rows.length);
  }

  await inTransaction("owner", async (tx) => {
    await finishImportBatch(tx, batchId, report);
    if (input.publish) {
      for (const operator of OPERATORS)
        await recordAudit(tx, {
          actorId: operator.id,
          action: "import.batch_decided",
          subjectId: batchId,
        });
    }
    await recordAudit(tx, {
      actorId: actor.id,
      action: "import.finished",
      subjectId: batchId,
    });
  });
  return report;
}
