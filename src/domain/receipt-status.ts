import { z } from "zod";
import type { ReviewState } from "./codes";

/** What whoever holds a receipt is told about the review: where it is, never who decided or how close it was. */
export const RECEIPT_STATUSES = [
  "received",
  "in_review",
  "question_waiting",
  "published",
  "kept_in_archive",
  "not_published",
  "withdrawn",
] as const;
export type ReceiptStatus = (typeof RECEIPT_STATUSES)[number];

const STATUS_OF: Readonly<Record<ReviewState, ReceiptStatus>> = {
  received: "received",
  quarantined: "received",
  triaged: "received",
  needs_information: "question_waiting",
  first_review: "in_review",
  second_review: "in_review",
  approved: "in_review",
  published: "published",
  published_redacted: "published",
  internal_only: "kept_in_archive",
  rejected: "not_published",
  duplicate: "kept_in_archive",
  withdrawn: "withdrawn",
  expired: "not_published",
};

/** The status that a receipt shows for a state of the review. */
export function receiptStatus(state: ReviewState): ReceiptStatus {
  return STATUS_OF[state];
}

export const receiptInput = z.strictObject({
  receipt: z.string().max(200, "too_long").describe("The number as it was given, with or without spaces"),
});

export const receiptAnswer = z.object({
  status: z.enum(RECEIPT_STATUSES),
  receivedOn: z.iso.date(),
  questions: z.array(z.object({ id: z.string(), text: z.string(), day: z.iso.date(), answered: z.boolean() })),
  answers: z.array(z.object({ id: z.string(), text: z.string(), day: z.iso.date() })),
  records: z.array(z.object({ id: z.string(), url: z.string() })).describe("The public records that it stands in"),
});
export type ReceiptAnswer = z.infer<typeof receiptAnswer>;

export const submissionAnswer = z.object({
  receipt: z.string().describe("Twenty digits in groups of four. It is shown once and cannot be recovered"),
  status: z.literal("received"),
  persons: z.int().describe("How many people the submission speaks of"),
});
