import { AppError } from "@/domain/errors";
import { EMPTY_SESSION, rememberReceipt } from "@/features/receipt/receipt-session";
import { sendDraft } from "@/features/submission/send-draft";
import { isDraftKey } from "@/lib/draft-cipher";
import { readForm } from "@/lib/read-form";
import { readCookie, setCookie } from "@/lib/session-cookie";
import { checkToken, familyDoor, localeField, seeOther } from "../../family-door";
import { today } from "../today";

/** Sends what was checked, once, however often it is pressed. */
export const POST = familyDoor("POST /api/submit/send", "/submit/check", async (request) => {
  const form = await readForm(request);
  const locale = localeField(form.get("locale"));
  const key = readCookie(request.headers, "draft");
  if (!isDraftKey(key)) throw new AppError("expired");
  const token = form.get("token") ?? "";
  const sent = await sendDraft(key, {
    token,
    seen: form.get("seen") ?? "",
    ticked: [...form].filter(([name]) => name.startsWith("spelling.")).map(([, text]) => text),
    tokenExpired: checkToken(request, "journey", token, key) === "stale",
    today: today(),
  });
  if ("next" in sent) return seeOther(`/${locale}/submit/${sent.next}`);
  // The draft's cookie stays: its row is gone, and a retry after a lost answer is known by it.
  const receiptKey = await rememberReceipt({ ...EMPTY_SESSION, shown: sent.receipt });
  return seeOther(`/${locale}/submit/sent`, [setCookie("receipt", receiptKey)]);
});
