import { AppError } from "@/domain/errors";
import { parseInput } from "@/domain/field-problems";
import { type ReceiptAnswer, receiptInput, receiptStatus } from "@/domain/receipt-status";
import { openReceipt } from "@/features/receipt/open-receipt";
import { readJson } from "@/lib/read-json";
import { door } from "../../door";
import { privateJson } from "../private-json";
import { refuseParameters } from "../refuse-parameters";

const MOST_BYTES = 4_096;

/** A number that is malformed, was never given or was erased: one answer, always the same bytes. */
export const POST = door("POST /api/v1/receipts", async (request) => {
  refuseParameters(request);
  const { receipt } = parseInput(receiptInput, await readJson(request, MOST_BYTES));
  const opened = await openReceipt(receipt);
  if (opened.outcome !== "found") throw new AppError("not_found");
  const { state, receivedOn, messages, publicIds } = opened.own;
  const lastAnswer = messages.findLastIndex((message) => message.direction === "answer");
  return privateJson(200, {
    status: receiptStatus(state),
    receivedOn,
    questions: messages.flatMap((message, at) =>
      message.direction === "question"
        ? [{ id: message.id, text: message.body, day: message.day, answered: at < lastAnswer }]
        : [],
    ),
    answers: messages.flatMap((message) =>
      message.direction === "answer" ? [{ id: message.id, text: message.body, day: message.day }] : [],
    ),
    records: publicIds.map((id) => ({ id, url: `/people/${id}` })),
  } satisfies ReceiptAnswer);
});
