import { createHash, randomUUID } from "node:crypto";
import { headline } from "@/domain/headline";
import { bounds } from "@/domain/partial-date";
import { type PersonContent, personContent } from "@/domain/submission";
import type { Tx } from "./client";
import { Prisma } from "./generated/client";
import { indexRecord, lockIndexOf } from "./search-index";

/** A fixed identifier for the n-th statement of a kind in one submission, so that links to it outlive a republication. */
function statementId(submissionPersonId: string, kind: string, ordinal: number): string {
  const hex = createHash("sha256").update(`${submissionPersonId}:${kind}:${ordinal}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function day(iso: string | null): Date | null {
  return iso === null ? null : new Date(`${iso}T00:00:00Z`);
}

/** The EDTF text with the days that it spans, as the tables keep it. */
function dated(edtf: string | null): {
  edtf: string | null;
  earliest: Date | null;
  latest: Date | null;
} {
  if (edtf === null) return { edtf: null, earliest: null, latest: null };
  const { earliest, latest } = bounds(edtf);
  return { edtf, earliest: day(earliest), latest: day(latest) };
}

type Part = { submissionPersonId: string; content: PersonContent };
type Citations = PersonContent["names"][number]["citations"];

/** The rows of one record, table by table, as its parts (one a submission) say. */
function rowsOf(personId: string, revisionId: string, parts: readonly Part[], sourceIds: ReadonlyMap<string, string>) {
  const rows = {
    statement: [] as Prisma.StatementCreateManyInput[],
    citation: [] as Prisma.CitationCreateManyInput[],
    personName: [] as Prisma.PersonNameCreateManyInput[],
    fact: [] as Prisma.FactCreateManyInput[],
    detentionReport: [] as Prisma.DetentionReportCreateManyInput[],
    caseEvent: [] as Prisma.CaseEventCreateManyInput[],
    testimony: [] as Prisma.TestimonyCreateManyInput[],
    proofOfLifeEvent: [] as Prisma.ProofOfLifeEventCreateManyInput[],
    officialResponse: [] as Prisma.OfficialResponseCreateManyInput[],
    relative: [] as Prisma.RelativeCreateManyInput[],
    externalIdentifier: [] as Prisma.ExternalIdentifierCreateManyInput[],
    recordNote: [] as Prisma.RecordNoteCreateManyInput[],
  };
  let ordinal = 0;

  for (const { submissionPersonId, content } of parts) {
    const keyOf = new Map(content.sources.map((source) => [source.ref, source.key]));
    const cited = new Set<string>();

    const state = (kind: string, n: number, citations: Citations, said?: { side: string; tier: string }): string => {
      const id = statementId(submissionPersonId, kind, n);
      rows.statement.push({
        id,
        personId,
        submissionPersonId,
        revisionId,
        kind,
        ordinal: ordinal++,
        side: said?.side ?? null,
        tier: said?.tier ?? null,
      });
      citations.forEach((citation, place) => {
        const key = keyOf.get(citation.source);
        const sourceId = key === undefined ? undefined : sourceIds.get(key);
        if (sourceId === undefined) throw new Error("A citation names a source that its content does not list");
        cited.add(citation.source);
        rows.citation.push({
          id: randomUUID(),
          statementId: id,
          sourceId,
          ordinal: place,
          quote: citation.quote,
          locator: citation.locator,
        });
      });
      return id;
    };

    content.names.forEach((name, n) => {
      if (!name.isPublic) return;
      const { text, script, orthography, kind } = name;
      rows.personName.push({
        statementId: state("name", n, name.citations),
        text,
        script,
        orthography,
        kind,
      });
    });
    content.facts.forEach(({ citations, side, tier, edtf, ...fact }, n) => {
      rows.fact.push({
        statementId: state("fact", n, citations, { side, tier }),
        ...fact,
        ...dated(edtf),
      });
    });
    content.detentionReports.forEach(({ citations, side, tier, ...report }, n) => {
      const begin = dated(report.begin);
      const end = dated(report.end);
      rows.detentionReport.push({
        statementId: state("detention_report", n, citations, { side, tier }),
        ...report,
        beginEarliest: begin.earliest,
        beginLatest: begin.latest,
        endEarliest: end.earliest,
        endLatest: end.latest,
      });
    });
    content.events.forEach(({ citations, side, tier, edtf, ...event }, n) => {
      rows.caseEvent.push({
        statementId: state("event", n, citations, { side, tier }),
        ...event,
        ...dated(edtf),
      });
    });
    content.testimonies.forEach(({ citations, side, tier, ...testimony }, n) => {
      rows.testimony.push({
        statementId: state("testimony", n, citations, { side, tier }),
        ...testimony,
      });
    });
    content.proofOfLife.forEach(({ citations, side, tier, edtf, ...event }, n) => {
      const statement = state("proof_of_life", n, citations, { side, tier });
      rows.proofOfLifeEvent.push({
        statementId: statement,
        ...event,
        ...dated(edtf),
      });
    });
    content.officialResponses.forEach(({ citations, side, tier, edtf, ...response }, n) => {
      const statement = state("official_response", n, citations, {
        side,
        tier,
      });
      rows.officialResponse.push({
        statementId: statement,
        ...response,
        ...dated(edtf),
      });
    });
    content.relatives.forEach(({ citations, externalId, ...relative }, n) => {
      rows.relative.push({
        statementId: state("relative", n, citations),
        ...relative,
        externalRecord: externalId,
      });
    });
    content.externalIds.forEach((external, n) => {
      rows.externalIdentifier.push({
        statementId: state("external_id", n, []),
        ...external,
      });
    });
    if (content.note !== null)
      rows.recordNote.push({
        statementId: state("note", 0, []),
        text: content.note,
      });

    // Sources that no single statement names belong to the record as a whole.
    const others = content.sources.filter((source) => !cited.has(source.ref));
    if (others.length > 0) {
      state(
        "record",
        0,
        others.map((source) => ({
          source: source.ref,
          quote: null,
          locator: null,
        })),
      );
    }
  }
  return rows;
}

/**
 * Makes sure that every source of these contents is in the archive, and answers their identifiers by key. A source
 * that somebody has read since keeps the better reading; nothing known of it is lost.
 */
async function ensureSources(tx: Tx, parts: readonly Part[]): Promise<Map<string, string>> {
  const wanted = new Map<string, { source: PersonContent["sources"][number]; citedInKey: string | null }>();
  for (const { content } of parts) {
    const keyOf = new Map(content.sources.map((source) => [source.ref, source.key]));
    for (const source of content.sources) {
      const known = wanted.get(source.key);
      if (known && known.source.read !== "cited") continue;
      const citedInKey = source.citedIn === null ? null : (keyOf.get(source.citedIn) ?? null);
      wanted.set(source.key, { source, citedInKey });
    }
  }
  if (wanted.size === 0) return new Map();

  const keys = [...wanted.keys()];
  const select = { id: true, key: true, read: true } as const;
  const existing = await tx.source.findMany({
    where: { key: { in: keys } },
    select,
  });
  const ids = new Map(existing.map((row) => [row.key, row.id]));
  for (const key of keys) if (!ids.has(key)) ids.set(key, randomUUID());

  const values = (key: string) => {
    const entry = wanted.get(key);
    if (!entry) throw new Error("A source vanished");
    const { key: known, kind, title, publisher, published, url, rights, read, attribution } = entry.source;
    const { earliest, latest } = dated(published);
    const citedInId = entry.citedInKey === null ? null : (ids.get(entry.citedInKey) ?? null);
    return {
      key: known,
      kind,
      title,
      publisher,
      published,
      earliest,
      latest,
      url,
      rights,
      read,
      attribution,
      citedInId,
    };
  };
  const found = new Set(existing.map((row) => row.key));
  const missing = keys.filter((key) => !found.has(key));
  if (missing.length > 0) {
    await tx.source.createMany({
      data: missing.map((key) => ({
        id: ids.get(key) ?? randomUUID(),
        ...values(key),
      })),
      skipDuplicates: true,
    });
    // Somebody else may have brought the same source in the meantime: theirs counts.
    const now = await tx.source.findMany({
      where: { key: { in: missing } },
      select: { id: true, key: true },
    });
    for (const row of now) ids.set(row.key, row.id);
  }
  for (const row of existing) {
    const entry = wanted.get(row.key);
    if (entry && row.read === "cited" && entry.source.read !== "cited") {
      await tx.source.update({ where: { id: row.id }, data: values(row.key) });
    }
  }
  return ids;
}

/** The record that one of these external identifiers belongs to, if there is one. */
export async function findPersonByExternalId(
  tx: Tx,
  externalIds: readonly { scheme: string; value: string }[],
): Promise<string | null> {
  if (externalIds.length === 0) return null;
  const row = await tx.externalIdentifier.findFirst({
    where: { OR: externalIds.map(({ scheme, value }) => ({ scheme, value })) },
    orderBy: { statementId: "asc" },
    select: { statement: { select: { personId: true } } },
  });
  return row?.statement.personId ?? null;
}

/** Keeps others from writing the same record, or records with the same key, until this transaction ends. */
export async function lockForPublication(tx: Tx, key: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`menmu.person:${key}`}, 0))`;
}

/** Takes a public identifier that was never issued before. Answers false when it was. */
export async function issueIdentifier(tx: Tx, id: string): Promise<boolean> {
  const { count } = await tx.issuedIdentifier.createMany({
    data: [{ id }],
    skipDuplicates: true,
  });
  return count === 1;
}

/** Makes the approved content of one submitted person what the archive shows, as part of this record. */
export async function setPublishedContent(tx: Tx, submissionPersonId: string, personId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE submission_person
       SET published_content = content,
           person_id = ${personId}
     WHERE id = ${submissionPersonId}::uuid`;
}

/**
 * Writes a record anew from the approved content of all its published submissions, under a new revision that is bound
 * to one of them. The database refuses it when that submission lacks two approvals of its content as it is now.
 */
export async function writeRecord(
  tx: Tx,
  input: {
    personId: string;
    submissionId: string;
    changed: readonly string[];
    reason: string | null;
  },
): Promise<void> {
  const { personId, submissionId } = input;
  await lockIndexOf(tx, personId);
  const submitted = await tx.submissionPerson.findMany({
    where: { personId, publishedContent: { not: Prisma.DbNull } },
    orderBy: [{ submission: { arrival: "asc" } }, { ordinal: "asc" }],
    select: {
      id: true,
      publishedContent: true,
      attachments: {
        where: { forPublication: true, derivative: { not: null } },
      },
    },
  });
  const parts = submitted.map((row) => ({
    submissionPersonId: row.id,
    content: personContent.parse(row.publishedContent),
  }));
  const contents = parts.map((part) => part.content);
  const names = contents.flatMap((content) => content.names).filter((name) => name.isPublic);
  const displayName = (names.find((name) => name.kind === "main") ?? names[0])?.text;
  if (displayName === undefined) throw new Error("A record without a public name cannot be written");

  const subject = await tx.submission.findUniqueOrThrow({
    where: { id: submissionId },
    select: { contentHash: true },
  });
  const history = await tx.revision.aggregate({
    where: { personId },
    _max: { number: true },
    _min: { day: true },
  });
  const revisionId = randomUUID();
  await tx.revision.createMany({
    data: [
      {
        id: revisionId,
        personId,
        number: (history._max.number ?? 0) + 1,
        submissionId,
        contentHash: subject.contentHash,
        changed: [...input.changed],
        reason: input.reason,
      },
    ],
  });

  const before = await tx.citation.findMany({
    where: { statement: { personId } },
    distinct: ["sourceId"],
    select: { sourceId: true },
  });
  await tx.person.deleteMany({ where: { id: personId } });
  await tx.tombstone.deleteMany({ where: { id: personId } });

  const sourceIds = await ensureSources(tx, parts);
  const rows = rowsOf(personId, revisionId, parts, sourceIds);
  const head = headline(contents);
  const detained = dated(head.detainedFrom);
  const contact = dated(head.lastVerifiedContact);
  const photos = submitted.flatMap((row) => row.attachments);
  await tx.person.createMany({
    data: [
      {
        id: personId,
        displayName,
        status: head.status,
        statusAsOf: head.statusAsOf,
        sex: head.sex,
        ethnicity: head.ethnicity,
        profession: head.profession,
        prefecture: head.prefecture,
        county: head.county,
        detainedFrom: head.detainedFrom,
        detainedEarliest: detained.earliest,
        detainedLatest: detained.latest,
        lastVerifiedContact: head.lastVerifiedContact,
        lastContactDay: contact.latest,
        fate: head.fate,
        whereabouts: head.whereabouts,
        tier: head.tier,
        soughtBy: contents.flatMap((content) => content.relatives).find((one) => one.speaks)?.relation ?? null,
        reasons: head.reasons,
        sides: head.sides,
        hasPhoto: photos.length > 0,
        indexed: contents.every((content) => content.indexed),
        publishedMonth: (history._min.day ?? new Date()).toISOString().slice(0, 7),
        revisionId,
      },
    ],
  });
  await tx.statement.createMany({ data: rows.statement });
  await tx.personName.createMany({ data: rows.personName });
  if (rows.fact.length > 0) await tx.fact.createMany({ data: rows.fact });
  if (rows.detentionReport.length > 0) await tx.detentionReport.createMany({ data: rows.detentionReport });
  if (rows.caseEvent.length > 0) await tx.caseEvent.createMany({ data: rows.caseEvent });
  if (rows.testimony.length > 0) await tx.testimony.createMany({ data: rows.testimony });
  if (rows.proofOfLifeEvent.length > 0) await tx.proofOfLifeEvent.createMany({ data: rows.proofOfLifeEvent });
  if (rows.officialResponse.length > 0) await tx.officialResponse.createMany({ data: rows.officialResponse });
  if (rows.relative.length > 0) await tx.relative.createMany({ data: rows.relative });
  if (rows.externalIdentifier.length > 0) await tx.externalIdentifier.createMany({ data: rows.externalIdentifier });
  if (rows.recordNote.length > 0) await tx.recordNote.createMany({ data: rows.recordNote });
  if (rows.citation.length > 0) await tx.citation.createMany({ data: rows.citation });
  for (const photo of photos) {
    if (photo.derivative === null || photo.submissionPersonId === null) continue;
    await tx.photo.createMany({
      data: [
        {
          id: photo.id,
          personId,
          submissionPersonId: photo.submissionPersonId,
          revisionId,
          mediaType: photo.derivativeType ?? "image/webp",
          width: photo.width ?? 0,
          height: photo.height ?? 0,
          bytes: photo.derivative,
        },
      ],
    });
  }

  await indexRecord(tx, personId);

  // Sources that only the former text of this record used.
  const left = before.map((row) => row.sourceId).filter((id) => ![...sourceIds.values()].includes(id));
  if (left.length > 0) {
    await tx.source.deleteMany({
      where: { id: { in: left }, citations: { none: {} }, cites: { none: {} } },
    });
  }
}

/** The submissions, in order of arrival, whose approved content makes up this record now. */
export async function publishedSubmissionsOf(tx: Tx, personId: string): Promise<string[]> {
  const rows = await tx.submissionPerson.findMany({
    where: {
      personId,
      publishedContent: { not: Prisma.DbNull },
      submission: { state: { in: ["published", "published_redacted"] } },
    },
    orderBy: { submission: { arrival: "asc" } },
    select: { submissionId: true },
  });
  return [...new Set(rows.map((row) => row.submissionId))];
}
