import { AppError } from "@/domain/errors";
import { EMPTY_SESSION, recallReceipt, rememberReceipt } from "@/features/receipt/receipt-session";
import { withdrawSubmission } from "@/features/receipt/withdraw-submission";
import { readForm } from "@/lib/read-form";
import { readCookie, setCookie } from "@/lib/session-cookie";
import { checkToken, familyDoor, localeField, seeOther } from "../../family-door";

/** Takes a submission back, after the page has asked once whether this is meant. */
export const POST = familyDoor("POST /api/receipt/withdraw", "/receipt", async (request) => {
  const form = await readForm(request);
  const locale = localeField(form.get("locale"));
  const key = readCookie(request.headers, "receipt");
  const session = await recallReceipt(key);
  const freshness = checkToken(request, "receipt-answer", form.get("token"), key ?? "");
  if (!session?.hash || freshness === "stale") throw new AppError("expired");
  const sure = form.get("sure") === "yes";
  if (sure) await withdrawSubmission(session.hash);
  const next = await rememberReceipt({
    ...EMPTY_SESSION,
    hash: session.hash,
    ...(sure ? { done: "withdrawn" as const } : { error: "consent_required" as const }),
  });
  return seeOther(`/${locale}/receipt`, [setCookie("receipt", next)]);
});
