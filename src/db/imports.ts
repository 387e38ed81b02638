import { randomUUID } from "node:crypto";
import type { PersonContent } from "@/domain/submission";
import { database, type Tx } from "./client";
import type { SubmissionHead } from "./moderation";
import { findSubmissionHead } from "./moderation";

/** Begins a batch and answers its identifier. */
export async function insertImportBatch(tx: Tx, batch: { source: string; format: string }): Promise<string> {
  const id = randomUUID();
  await tx.importBatch.createMany({ data: [{ id, ...batch }] });
  return id;
}

/** Keeps the report of a finished batch. */
export async function finishImportBatch(tx: Tx, id: string, report: object): Promise<void> {
  await tx.importBatch.updateMany({
    where: { id },
    data: { finishedAt: new Date(), report: report },
  });
}

/** What an earlier import made of the same row, with the digest of what the row said and the record that it is in. */
export async function findImported(
  tx: Tx,
  importKey: string,
): Promise<{
  head: SubmissionHead;
  digest: string | null;
  submissionPersonId: string;
  personId: string | null;
} | null> {
  const row = await tx.submission.findUnique({
    where: { importKey },
    select: { id: true, bodyHash: true, persons: { select: { id: true, personId: true } } },
  });
  const person = row?.persons[0];
  if (!row || !person) return null;
  const head = await findSubmissionHead(tx, row.id);
  return head && { head, digest: row.bodyHash, submissionPersonId: person.id, personId: person.personId };
}

/** Puts a row into the queue as a submission and answers its head. */
export async function insertImported(
  tx: Tx,
  row: {
    importKey: string;
    digest: string;
    batchId: string;
    content: PersonContent;
  },
): Promise<SubmissionHead> {
  const id = randomUUID();
  await tx.submission.createMany({
    data: [
      {
        id,
        origin: "import",
        importKey: row.importKey,
        bodyHash: row.digest,
        batchId: row.batchId,
      },
    ],
  });
  await tx.submissionPerson.createMany({
    data: [{ id: randomUUID(), submissionId: id, ordinal: 0, content: row.content }],
  });
  const head = await findSubmissionHead(tx, id);
  if (!head) throw new Error("An imported row vanished");
  return head;
}

/** Remembers what the row says now. */
export async function setImportDigest(tx: Tx, submissionId: string, digest: string, batchId: string): Promise<void> {
  await tx.submission.updateMany({
    where: { id: submissionId },
    data: { bodyHash: digest, batchId },
  });
}

export type PlaceRow = {
  code: string;
  level: string;
  parent: string | null;
  type: string;
  nameZh: string;
  pinyin: string;
  nameEn: string;
  nameEnUyghur: string | null;
  nameUg: string | null;
  nameUly: string | null;
  nameUgStatus: string | null;
};

/** Brings the gazetteer up to date. */
export async function savePlaces(rows: readonly PlaceRow[]): Promise<void> {
  const db = database("owner");
  await db.$transaction([
    db.place.deleteMany({
      where: { code: { notIn: rows.map((row) => row.code) } },
    }),
    ...rows.map((row) => db.place.upsert({ where: { code: row.code }, create: row, update: row })),
  ]);
}

export type FacilityRow = {
  id: string;
  name: string | null;
  town: string | null;
  prefecture: string | null;
  latitude: number | null;
  longitude: number | null;
  kind: string | null;
  corroboration: string | null;
  links: string[];
};

/** Brings the facilities up to date. */
export async function saveFacilities(rows: readonly FacilityRow[]): Promise<void> {
  const db = database("owner");
  const { count } = await db.facility.createMany({
    data: [...rows],
    skipDuplicates: true,
  });
  if (count === rows.length) return;
  for (const row of rows)
    await db.facility.upsert({
      where: { id: row.id },
      create: row,
      update: row,
    });
}

/** The gazetteer as importers look places up. */
export async function listNamedPlaces(): Promise<PlaceRow[]> {
  return database("owner").place.findMany({ orderBy: { code: "asc" } });
}

/** Whether nothing was ever submitted or imported. */
export async function isArchiveEmpty(): Promise<boolean> {
  return (await database("owner").submission.count({ take: 1 })) === 0;
}
