import { database, type Db, isDuplicate, type Tx } from "./client";

/** A row of ciphertext that only a browser's session cookie can open. */
export type DraftRow = {
  readonly ciphertext: Uint8Array;
  readonly version: number;
};

export type DraftFile = {
  readonly id: string;
  readonly sha256: string;
  readonly size: number;
  readonly mediaType: string;
  readonly storedName: string;
  /** Ciphertext under the draft's key. */
  readonly derivative: Uint8Array | null;
};

/** Keeps a new draft; false when there is one under this name already. */
export async function insertDraft(draft: {
  id: string;
  kind: string;
  ciphertext: Uint8Array;
  expiresAt: Date;
}): Promise<boolean> {
  try {
    await database("web").draft.create({
      data: { ...draft, ciphertext: new Uint8Array(draft.ciphertext) },
      select: { id: true },
    });
    return true;
  } catch (error) {
    if (isDuplicate(error)) return false;
    throw error;
  }
}

/** The draft under this name, unless its time is over. */
export async function findDraft(id: string, kind: string): Promise<DraftRow | null> {
  return await database("web").draft.findFirst({
    where: { id, kind, expiresAt: { gt: new Date() } },
    select: { ciphertext: true, version: true },
  });
}

/** Replaces a draft's content if nobody did so meanwhile; tells whether it did. */
export async function replaceDraft(draft: { id: string; version: number; ciphertext: Uint8Array }): Promise<boolean> {
  const { count } = await database("web").draft.updateMany({
    where: { id: draft.id, version: draft.version },
    data: {
      ciphertext: new Uint8Array(draft.ciphertext),
      version: { increment: 1 },
    },
  });
  return count === 1;
}

/** Forgets a draft; the names of its sealed files come back, for whoever has to remove them. */
export async function deleteDraft(id: string): Promise<string[]> {
  return await database("web").$transaction(async (tx) => {
    const files = await tx.draftAttachment.findMany({
      where: { draftId: id },
      select: { storedName: true },
    });
    await tx.draft.deleteMany({ where: { id } });
    return files.map((file) => file.storedName);
  });
}

/** Forgets a draft whose files now belong to a submission; false when it is not as it was read any more. */
export async function consumeDraft(tx: Tx, draft: { id: string; version: number }): Promise<boolean> {
  const { count } = await tx.draft.deleteMany({ where: draft });
  return count === 1;
}

/** Adds a file to a draft in place of those it had; the names of the sealed files that went come back. */
export async function replaceDraftFile(draftId: string, file: DraftFile | null): Promise<string[]> {
  return await database("web").$transaction(async (tx) => {
    const former = await tx.draftAttachment.findMany({
      where: { draftId },
      select: { storedName: true },
    });
    await tx.draftAttachment.deleteMany({ where: { draftId } });
    if (file) {
      await tx.draftAttachment.create({
        data: {
          ...file,
          draftId,
          size: BigInt(file.size),
          derivative: file.derivative && new Uint8Array(file.derivative),
        },
        select: { id: true },
      });
    }
    return former.map((each) => each.storedName);
  });
}

export async function findDraftFile(db: Db, draftId: string): Promise<DraftFile | null> {
  const row = await db.draftAttachment.findFirst({
    where: { draftId },
    select: {
      id: true,
      sha256: true,
      size: true,
      mediaType: true,
      storedName: true,
      derivative: true,
    },
  });
  return row && { ...row, size: Number(row.size) };
}

/** The file of a draft, outside of any transaction. */
export async function readDraftFile(draftId: string): Promise<DraftFile | null> {
  return await findDraftFile(database("web"), draftId);
}
