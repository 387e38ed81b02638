import { randomUUID } from "node:crypto";
import type { Origin, ReviewState } from "@/domain/codes";
import type { ConsentAnswer } from "@/domain/journey";
import type { PersonContent } from "@/domain/submission";
import { recordAudit } from "./audit";
import { inTransaction, type Tx } from "./client";

/** What the public side may write when somebody hands in a case. It can read none of it back. */
export type NewSubmission = {
  readonly id: string;
  readonly origin: Exclude<Origin, "import">;
  readonly receiptHash: string;
  readonly tokenHash: string;
  readonly bodyHash: string;
  readonly language: string;
  readonly persons: readonly {
    readonly content: PersonContent;
    readonly consents: readonly ConsentAnswer[];
  }[];
  readonly envelopes: readonly {
    readonly kind: string;
    readonly ciphertext: Uint8Array;
  }[];
  readonly attachments: readonly NewAttachment[];
};

export type NewAttachment = {
  readonly id: string;
  /** Position of the person it shows. */
  readonly person: number;
  readonly sha256: string;
  readonly size: number;
  readonly mediaType: string;
  readonly storedName: string;
  readonly derivative: {
    readonly bytes: Uint8Array;
    readonly mediaType: string;
    readonly width: number;
    readonly height: number;
  } | null;
  readonly forPublication: boolean;
};

/**
 * Writes a submission with everything that belongs to it, and its trace.
 *
 * @throws the database's own duplicate error when the form's token was used before (`isDuplicate`)
 */
export async function insertSubmission(tx: Tx, submission: NewSubmission): Promise<void> {
  const persons = submission.persons.map((person, ordinal) => ({
    id: randomUUID(),
    ordinal,
    ...person,
  }));
  await tx.submission.createMany({
    data: {
      id: submission.id,
      origin: submission.origin,
      receiptHash: submission.receiptHash,
      tokenHash: submission.tokenHash,
      bodyHash: submission.bodyHash,
      language: submission.language,
    },
  });
  await tx.submissionPerson.createMany({
    data: persons.map(({ id, ordinal, content }) => ({
      id,
      submissionId: submission.id,
      ordinal,
      content,
    })),
  });
  const consents = persons.flatMap((person) =>
    person.consents.map((consent) => ({
      id: randomUUID(),
      submissionPersonId: person.id,
      ...consent,
    })),
  );
  if (consents.length > 0) await tx.consent.createMany({ data: consents });
  if (submission.envelopes.length > 0) {
    await tx.sealedEnvelope.createMany({
      data: submission.envelopes.map(({ kind, ciphertext }) => ({
        id: randomUUID(),
        submissionId: submission.id,
        kind,
        ciphertext: new Uint8Array(ciphertext),
      })),
    });
  }
  if (submission.attachments.length > 0) {
    await tx.attachment.createMany({
      data: submission.attachments.map(({ person, derivative, size, ...file }) => ({
        ...file,
        size: BigInt(size),
        submissionId: submission.id,
        submissionPersonId: persons[person]?.id ?? null,
        derivative: derivative && new Uint8Array(derivative.bytes),
        derivativeType: derivative?.mediaType ?? null,
        width: derivative?.width ?? null,
        height: derivative?.height ?? null,
      })),
    });
  }
  await recordAudit(tx, {
    actorId: "public",
    action: "submission.received",
    subjectId: submission.id,
  });
}

/** What a token was used for, if it was. The row is visible to whoever knows the token. */
export async function findByToken(tokenHash: string): Promise<{ id: string; bodyHash: string | null } | null> {
  return await inTransaction("web", async (tx) => {
    await tx.$executeRaw`SELECT set_config('menmu.token_hash', ${tokenHash}, true)`;
    return await tx.submission.findFirst({
      where: { tokenHash },
      select: { id: true, bodyHash: true },
    });
  });
}

/** What whoever holds a receipt may see: never the testimony, the contact or who decided. */
export type OwnSubmission = {
  readonly id: string;
  readonly state: ReviewState;
  readonly version: number;
  readonly receivedOn: string;
  readonly messages: readonly {
    readonly id: string;
    readonly direction: string;
    readonly body: string;
    readonly day: string;
  }[];
  /** Identifiers of the public records that it stands in now. */
  readonly publicIds: readonly string[];
};

/** The submission of a receipt; null when nobody ever got that receipt, or when it was erased. */
export async function findByReceipt(receiptHash: string): Promise<OwnSubmission | null> {
  return await inTransaction("web", async (tx) => {
    await proveReceipt(tx, receiptHash);
    return await findOwn(tx, receiptHash);
  });
}

async function findOwn(tx: Tx, receiptHash: string): Promise<OwnSubmission | null> {
  const row = await tx.submission.findFirst({
    where: { receiptHash },
    select: { id: true, state: true, version: true, receivedOn: true },
  });
  if (!row) return null;
  const messages = await tx.message.findMany({
    where: { submissionId: row.id },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { id: true, direction: true, body: true, createdAt: true },
  });
  const persons = await tx.submissionPerson.findMany({
    where: { submissionId: row.id, personId: { not: null } },
    select: { personId: true },
  });
  return {
    id: row.id,
    // The database checks that it is one of them.
    state: row.state as ReviewState,
    version: row.version,
    receivedOn: day(row.receivedOn),
    messages: messages.map(({ createdAt, ...message }) => ({
      ...message,
      day: day(createdAt),
    })),
    publicIds:
      row.state === "published" || row.state === "published_redacted"
        ? persons.flatMap((person) => person.personId ?? [])
        : [],
  };
}

/**
 * Adds the family's answer, and leads a submission that waited for it back to review. The caller has read the
 * submission by the same receipt; of two answers with one token the second changes nothing.
 *
 * @throws the database's own duplicate error when the token was used before (`isDuplicate`)
 */
export async function insertAnswer(
  receiptHash: string,
  answer: { submissionId: string; body: string; tokenHash: string },
): Promise<void> {
  await inTransaction("web", async (tx) => {
    await proveReceipt(tx, receiptHash);
    await tx.message.createMany({
      data: { id: randomUUID(), direction: "answer", ...answer },
    });
    await tx.submission.updateMany({
      where: { id: answer.submissionId, state: "needs_information" },
      data: { state: "first_review", version: { increment: 1 } },
    });
    await recordAudit(tx, {
      actorId: "public",
      action: "submission.answered",
      subjectId: answer.submissionId,
    });
  });
}

/** Takes a submission back, and what it published off the archive, in one transaction. False when a state changed meanwhile. */
export async function withdrawOwn(receiptHash: string, own: { id: string; version: number }): Promise<boolean> {
  return await inTransaction("web", async (tx) => {
    await proveReceipt(tx, receiptHash);
    const { count } = await tx.submission.updateMany({
      where: { id: own.id, version: own.version },
      data: { state: "withdrawn", version: { increment: 1 } },
    });
    if (count === 0) return false;
    await recordAudit(tx, {
      actorId: "public",
      action: "submission.withdrawn",
      subjectId: own.id,
    });
    return true;
  });
}

async function proveReceipt(tx: Tx, receiptHash: string): Promise<void> {
  await tx.$executeRaw`SELECT set_config('menmu.receipt_hash', ${receiptHash}, true)`;
}

function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}
