import { AppError } from "@/domain/errors";
import { fieldErrors } from "@/domain/journey";
import { answerInput, answerQuestion } from "@/features/receipt/answer-question";
import { EMPTY_SESSION, recallReceipt, rememberReceipt } from "@/features/receipt/receipt-session";
import { readForm } from "@/lib/read-form";
import { readCookie, setCookie } from "@/lib/session-cookie";
import { checkToken, familyDoor, localeField, seeOther } from "../../family-door";

/** Takes a family's answer to the reviewers, or an addition. */
export const POST = familyDoor("POST /api/receipt/answer", "/receipt", async (request) => {
  const form = await readForm(request);
  const locale = localeField(form.get("locale"));
  const key = readCookie(request.headers, "receipt");
  const token = form.get("token") ?? "";
  const answer = form.get("answer") ?? "";
  const session = await recallReceipt(key);
  const freshness = checkToken(request, "receipt-answer", token, key ?? "");
  async function back(next: Parameters<typeof rememberReceipt>[0]): Promise<Response> {
    return seeOther(`/${locale}/receipt`, [setCookie("receipt", await rememberReceipt(next))]);
  }

  if (!session?.hash) return await back({ ...EMPTY_SESSION, answer, error: "token_expired" });
  const kept = { ...EMPTY_SESSION, hash: session.hash, answer };
  if (freshness === "stale") return await back({ ...kept, answerError: "token_expired" });
  const parsed = answerInput.safeParse({ answer });
  if (!parsed.success) return await back({ ...kept, answerError: fieldErrors(parsed.error)["answer"] ?? "required" });
  try {
    await answerQuestion(session.hash, { answer: parsed.data.answer, token });
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "conflict") throw error;
    return await back({ ...kept, answerError: "not_allowed_now" });
  }
  return await back({ ...EMPTY_SESSION, hash: session.hash, done: "answered" });
});
