import { createHash } from "node:crypto";
import { AppError } from "@/domain/errors";
import { parseInput } from "@/domain/field-problems";
import { formatReceipt } from "@/domain/receipt";
import { futureDates, readSubmission, submissionInput } from "@/domain/submission-input";
import { submitTestimony } from "@/features/submission/submit-testimony";
import { readJson } from "@/lib/read-json";
import { door } from "../../door";
import { privateJson } from "../private-json";
import { refuseParameters } from "../refuse-parameters";

/** Room for twenty people with a long testimony each. */
const MOST_BYTES = 2_097_152;

export const POST = door("POST /api/v1/submissions", async (request) => {
  refuseParameters(request);
  const key = readKey(request.headers.get("idempotency-key"));
  const input = parseInput(submissionInput, await readJson(request, MOST_BYTES));
  const future = futureDates(input, new Date().toISOString().slice(0, 10));
  if (Object.keys(future).length > 0) throw new AppError("invalid_input", future);
  // Hashed, so that a short key and a long one are kept alike.
  const token = createHash("sha256").update(key).digest("hex");
  const { receipt } = await submitTestimony({ origin: "api", token, ...readSubmission(input) });
  return privateJson(201, { receipt: formatReceipt(receipt), status: "received", persons: input.persons.length });
});

/** The key by which a repetition is known. @throws AppError `invalid_input` */
function readKey(header: string | null): string {
  if (header === null || header === "") throw new AppError("invalid_input", { "Idempotency-Key": "required" });
  if (header.length > 255) throw new AppError("invalid_input", { "Idempotency-Key": "too_long" });
  if (!/^[\x21-\x7E]{8,}$/.test(header)) throw new AppError("invalid_input", { "Idempotency-Key": "unknown_value" });
  return header;
}
