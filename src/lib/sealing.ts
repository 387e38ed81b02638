import { createHash } from "node:crypto";
import { Encrypter } from "age-encryption";

/** What is inside every sealed blob, so that blobs cannot be swapped between cases or kinds. */
export type Envelope = {
  readonly version: 1;
  /** The submission that it belongs to. */
  readonly record: string;
  readonly kind: EnvelopeKind;
  /** SHA-256 of the payload's JSON. */
  readonly sha256: string;
  /** The day it was sealed; never the hour. */
  readonly day: string;
  readonly payload: unknown;
};

export const ENVELOPE_KINDS = ["contact", "submitter", "archive_only", "file_names", "answer"] as const;
export type EnvelopeKind = (typeof ENVELOPE_KINDS)[number];

/**
 * Seals something private to the keyholders. This server holds public keys only: what comes out of here can be opened
 * on a keyholder's own machine (`age -d`) and nowhere else.
 */
export async function sealEnvelope(
  recipients: readonly string[],
  part: { record: string; kind: EnvelopeKind; day: string; payload: unknown },
): Promise<Uint8Array> {
  const payload = JSON.stringify(part.payload);
  const envelope: Envelope = {
    version: 1,
    record: part.record,
    kind: part.kind,
    sha256: createHash("sha256").update(payload).digest("hex"),
    day: part.day,
    payload: part.payload,
  };
  return await encrypterFor(recipients).encrypt(JSON.stringify(envelope));
}

/** Seals a file while it streams through; the plaintext touches no disk. */
export async function sealStream(
  recipients: readonly string[],
  bytes: ReadableStream<Uint8Array>,
): Promise<ReadableStream<Uint8Array>> {
  return await encrypterFor(recipients).encrypt(bytes);
}

/** Reads the public keys out of a keyholders' file: one age recipient a line, `#` begins a comment. */
export function parseRecipients(text: string): string[] {
  const recipients = text
    .split("\n")
    .map((each) => each.replace(/#.*$/, "").trim())
    .filter((each) => each !== "");
  if (recipients.length === 0 || recipients.some((each) => !/^age1[a-z0-9]{20,}$/.test(each))) {
    throw new Error("The keyholders' file must hold age recipients (age1…), one a line, and at least one.");
  }
  return recipients;
}

function encrypterFor(recipients: readonly string[]): Encrypter {
  if (recipients.length === 0) throw new Error("There is no keyholder to seal to.");
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  return encrypter;
}
