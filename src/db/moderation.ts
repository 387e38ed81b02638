import type { Origin, ReviewState } from "@/domain/codes";
import type { Difference } from "@/domain/difference";
import { AppError } from "@/domain/errors";
import type { Decision } from "@/domain/policy";
import { type PersonContent, personContent } from "@/domain/submission";
import { randomUUID } from "node:crypto";
import { database, type Db, type Tx } from "./client";
import { Prisma } from "./generated/client";

/** What a decision is made on. */
export type SubmissionHead = {
  id: string;
  origin: Origin;
  state: ReviewState;
  version: number;
  contentHash: string;
  claimedById: string | null;
  lastEditorId: string | null;
  publishAfter: Date | null;
};

const HEAD = {
  id: true,
  origin: true,
  state: true,
  version: true,
  contentHash: true,
  claimedById: true,
  lastEditorId: true,
  publishAfter: true,
} as const satisfies Prisma.SubmissionSelect;

function toHead(row: Prisma.SubmissionGetPayload<{ select: typeof HEAD }>): SubmissionHead {
  // The database holds both lists as CHECK constraints.
  return {
    ...row,
    origin: row.origin as Origin,
    state: row.state as ReviewState,
  };
}

/** The submission as it stands, or null. */
export async function findSubmissionHead(db: Db, id: string): Promise<SubmissionHead | null> {
  const row = await db.submission.findUnique({ where: { id }, select: HEAD });
  return row && toHead(row);
}

/**
 * The submission as it stands, kept from everybody else until the transaction ends, so that what is checked is what is
 * decided on.
 */
export async function lockSubmission(tx: Tx, id: string): Promise<SubmissionHead | null> {
  await tx.$queryRaw`SELECT 1 FROM submission WHERE id = ${id}::uuid FOR UPDATE`;
  return await findSubmissionHead(tx, id);
}

/**
 * Moves a submission on, if nobody moved it since `version` was read, and writes the decision down.
 *
 * @throws AppError `conflict` when somebody was quicker
 */
export async function moveSubmission(
  tx: Tx,
  input: {
    submission: SubmissionHead;
    version: number;
    to: ReviewState;
    decision: Decision;
    actorId: string;
    reason?: string | null;
    set?: {
      claimedById?: string | null;
      lastEditorId?: string;
      publishAfter?: Date | null;
      internalReason?: string;
    };
  },
): Promise<SubmissionHead> {
  const { submission, version, to, decision, actorId } = input;
  const { count } = await tx.submission.updateMany({
    where: { id: submission.id, version, state: submission.state },
    data: { ...input.set, state: to, version: { increment: 1 } },
  });
  if (count === 0) throw new AppError("conflict", { version: "changed_meanwhile" });
  await tx.decision.createMany({
    data: [
      {
        id: randomUUID(),
        submissionId: submission.id,
        actorId,
        decision,
        fromState: submission.state,
        toState: to,
        reason: input.reason ?? null,
      },
    ],
  });
  const {
    claimedById = submission.claimedById,
    lastEditorId = submission.lastEditorId,
    publishAfter = submission.publishAfter,
  } = input.set ?? {};
  return { ...submission, claimedById, lastEditorId, publishAfter, state: to, version: version + 1 };
}

/**
 * Writes one person's yes to this content. The database refuses an approval of other content than there is, and of
 * one's own edit.
 *
 * @throws AppError `conflict` when this person said yes already
 */
export async function insertApproval(
  tx: Tx,
  input: { submissionId: string; actorId: string; contentHash: string },
): Promise<void> {
  const { count } = await tx.approval.createMany({
    data: [{ id: randomUUID(), ...input }],
    skipDuplicates: true,
  });
  if (count === 0) throw new AppError("conflict", { approval: "same_person" });
}

/** Who approved the content as it is now. */
export async function listApprovals(db: Db, submission: { id: string; contentHash: string }): Promise<string[]> {
  const rows = await db.approval.findMany({
    where: { submissionId: submission.id, contentHash: submission.contentHash },
    orderBy: { at: "asc" },
    select: { actorId: true },
  });
  return rows.map((row) => row.actorId);
}

export type SubmittedPerson = {
  id: string;
  ordinal: number;
  content: PersonContent;
  personId: string | null;
  published: boolean;
};

/** What a submission says, person by person. Whoever shows it to somebody leaves a trace first. */
export async function listSubmittedPersons(db: Db, submissionId: string): Promise<SubmittedPerson[]> {
  const rows = await db.submissionPerson.findMany({
    where: { submissionId },
    orderBy: { ordinal: "asc" },
    select: {
      id: true,
      ordinal: true,
      content: true,
      personId: true,
      publishedContent: true,
    },
  });
  return rows.map(({ publishedContent, ...row }) => ({
    ...row,
    content: personContent.parse(row.content),
    published: publishedContent !== null,
  }));
}

/** Replaces what a submission says about one person, and answers what it said before. */
export async function updateContent(
  tx: Tx,
  submissionPersonId: string,
  content: PersonContent,
): Promise<PersonContent> {
  const row = await tx.submissionPerson.findUniqueOrThrow({
    where: { id: submissionPersonId },
    select: { content: true },
  });
  await tx.submissionPerson.updateMany({
    where: { id: submissionPersonId },
    data: { content },
  });
  return personContent.parse(row.content);
}

/** Keeps what a moderator changed. */
export async function insertEdit(
  tx: Tx,
  input: {
    submissionPersonId: string;
    editorId: string;
    differences: Difference[];
  },
): Promise<void> {
  const { differences, ...row } = input;
  await tx.submissionEdit.createMany({
    data: [
      {
        id: randomUUID(),
        ...row,
        differences: differences as Prisma.InputJsonValue,
      },
    ],
  });
}

export type QueueItem = SubmissionHead & {
  receivedOn: string;
  language: string;
  persons: { name: string }[];
  approvals: number;
};

/** Submissions in these states, oldest first, 50 a page; `after` is the arrival number of the last one shown. */
export async function listQueue(filter: {
  states: readonly ReviewState[];
  origins?: readonly Origin[];
  after?: string;
}): Promise<{ items: QueueItem[]; next: string | null; total: number }> {
  const where = {
    state: { in: [...filter.states] },
    ...(filter.origins && filter.origins.length > 0 && { origin: { in: [...filter.origins] } }),
  } satisfies Prisma.SubmissionWhereInput;
  const db = database("mod");
  const [rows, total] = await Promise.all([
    db.submission.findMany({
      where: {
        ...where,
        ...(filter.after !== undefined && {
          arrival: { gt: BigInt(filter.after) },
        }),
      },
      orderBy: { arrival: "asc" },
      take: 51,
      select: {
        ...HEAD,
        arrival: true,
        receivedOn: true,
        language: true,
        persons: { select: { content: true }, orderBy: { ordinal: "asc" } },
        approvals: { select: { contentHash: true } },
      },
    }),
    db.submission.count({ where }),
  ]);
  const page = rows.slice(0, 50);
  return {
    items: page.map((row) => ({
      ...toHead(row),
      receivedOn: row.receivedOn.toISOString().slice(0, 10),
      language: row.language,
      persons: row.persons.map((person) => ({
        name: personContent.parse(person.content).names[0]?.text ?? "",
      })),
      approvals: row.approvals.filter((approval) => approval.contentHash === row.contentHash).length,
    })),
    next: rows.length > 50 ? String(page.at(-1)?.arrival ?? "") : null,
    total,
  };
}

/** How many submissions are in each state. */
export async function countByState(): Promise<Partial<Record<ReviewState, number>>> {
  const groups = await database("mod").submission.groupBy({
    by: ["state"],
    _count: { _all: true },
  });
  return Object.fromEntries(groups.map((group) => [group.state, group._count._all]));
}

export type SubmissionFile = {
  head: SubmissionHead;
  receivedOn: string;
  language: string;
  importKey: string | null;
  internalReason: string | null;
  persons: SubmittedPerson[];
  consents: {
    submissionPersonId: string;
    field: string;
    audience: string;
    given: boolean;
    givenOn: string;
  }[];
  messages: {
    id: string;
    direction: string;
    body: string;
    createdAt: string;
  }[];
  decisions: {
    actorId: string;
    decision: string;
    fromState: string;
    toState: string;
    reason: string | null;
    at: string;
  }[];
  approvals: { actorId: string; contentHash: string; at: string }[];
  edits: {
    submissionPersonId: string;
    editorId: string;
    at: string;
    differences: Difference[];
  }[];
  attachments: {
    id: string;
    submissionPersonId: string | null;
    mediaType: string;
    size: number;
    sha256: string;
    hasDerivative: boolean;
    forPublication: boolean;
    width: number | null;
    height: number | null;
  }[];
  /** That something was sealed for the keyholders, and of which kind; never what. */
  sealed: string[];
};

/** Everything that moderation keeps of one submission, or null. */
export async function findSubmissionFile(db: Db, id: string): Promise<SubmissionFile | null> {
  const row = await db.submission.findUnique({
    where: { id },
    select: {
      ...HEAD,
      receivedOn: true,
      language: true,
      importKey: true,
      internalReason: true,
      messages: {
        orderBy: { createdAt: "asc" },
        select: { id: true, direction: true, body: true, createdAt: true },
      },
      decisions: { orderBy: { at: "asc" } },
      approvals: { orderBy: { at: "asc" } },
      envelopes: { select: { kind: true } },
      attachments: {
        orderBy: { id: "asc" },
        select: {
          id: true,
          submissionPersonId: true,
          mediaType: true,
          size: true,
          sha256: true,
          derivativeType: true,
          forPublication: true,
          width: true,
          height: true,
        },
      },
      persons: {
        select: {
          consents: { orderBy: { field: "asc" } },
          edits: { orderBy: { at: "asc" } },
        },
      },
    },
  });
  if (!row) return null;
  return {
    head: toHead(row),
    receivedOn: row.receivedOn.toISOString().slice(0, 10),
    language: row.language,
    importKey: row.importKey,
    internalReason: row.internalReason,
    persons: await listSubmittedPersons(db, id),
    consents: row.persons.flatMap((person) =>
      person.consents.map(({ submissionPersonId, field, audience, given, givenOn }) => ({
        submissionPersonId,
        field,
        audience,
        given,
        givenOn: givenOn.toISOString().slice(0, 10),
      })),
    ),
    messages: row.messages.map((message) => ({
      ...message,
      createdAt: message.createdAt.toISOString(),
    })),
    decisions: row.decisions.map(({ actorId, decision, fromState, toState, reason, at }) => ({
      actorId,
      decision,
      fromState,
      toState,
      reason,
      at: at.toISOString(),
    })),
    approvals: row.approvals.map(({ actorId, contentHash, at }) => ({
      actorId,
      contentHash,
      at: at.toISOString(),
    })),
    edits: row.persons
      .flatMap((person) => person.edits)
      .map(({ submissionPersonId, editorId, at, differences }) => ({
        submissionPersonId,
        editorId,
        at: at.toISOString(),
        // Written by insertEdit alone.
        differences: differences as Difference[],
      })),
    attachments: row.attachments.map(({ derivativeType, size, ...attachment }) => ({
      ...attachment,
      size: Number(size),
      hasDerivative: derivativeType !== null,
    })),
    sealed: [...new Set(row.envelopes.map((envelope) => envelope.kind))].sort(),
  };
}

/** The metadata-free derivative of an attachment, for moderators. */
export async function findDerivative(
  db: Db,
  attachmentId: string,
): Promise<{
  submissionId: string;
  mediaType: string;
  bytes: Uint8Array;
} | null> {
  const row = await db.attachment.findUnique({
    where: { id: attachmentId },
    select: { submissionId: true, derivative: true, derivativeType: true },
  });
  if (!row?.derivative || !row.derivativeType) return null;
  return {
    submissionId: row.submissionId,
    mediaType: row.derivativeType,
    bytes: row.derivative,
  };
}

/** Chooses whether a photo is published with the record; changes the content that approvals bind to. */
export async function setForPublication(tx: Tx, attachmentId: string, forPublication: boolean): Promise<void> {
  await tx.attachment.updateMany({
    where: { id: attachmentId },
    data: { forPublication },
  });
}

/** Puts a question to the family. */
export async function insertQuestion(tx: Tx, submissionId: string, body: string): Promise<void> {
  await tx.message.createMany({
    data: [{ id: randomUUID(), submissionId, direction: "question", body }],
  });
}

/** Approved submissions whose hold is over, oldest first. */
export async function listDuePublications(now: Date, limit = 50): Promise<string[]> {
  const rows = await database("mod").submission.findMany({
    where: { state: "approved", publishAfter: { lte: now } },
    orderBy: { publishAfter: "asc" },
    take: limit,
    select: { id: true },
  });
  return rows.map((row) => row.id);
}

/** The published submissions that a record is made of, with their versions, for whoever unlists it. */
export async function listSubmissionsOfPerson(db: Db, personId: string): Promise<SubmissionHead[]> {
  const rows = await db.submission.findMany({
    where: {
      persons: { some: { personId, publishedContent: { not: Prisma.DbNull } } },
    },
    orderBy: { arrival: "asc" },
    select: HEAD,
  });
  return rows.map(toHead);
}

/** The oldest submission in review or before it that this person neither approved as it is now nor edited last. */
export async function nextForReviewer(actorId: string): Promise<string | null> {
  const rows = await database("mod").$queryRaw<{ id: string }[]>`
      SELECT submission.id::text AS id
        FROM submission
       WHERE submission.state IN ('received', 'triaged', 'first_review', 'second_review')
         AND submission.last_editor_id IS DISTINCT FROM ${actorId}
         AND NOT EXISTS (SELECT 1
                           FROM approval
                          WHERE approval.submission_id = submission.id
                            AND approval.actor_id = ${actorId}
                            AND approval.content_hash = submission.content_hash)
    ORDER BY submission.arrival
       LIMIT 1`;
  return rows[0]?.id ?? null;
}
