import { openReceipt } from "@/features/receipt/open-receipt";
import { EMPTY_SESSION, recallReceipt, rememberReceipt } from "@/features/receipt/receipt-session";
import { readForm } from "@/lib/read-form";
import { readCookie, setCookie } from "@/lib/session-cookie";
import { checkToken, familyDoor, localeField, seeOther } from "../../family-door";

/** Looks up the number that somebody typed. Whatever comes of it, the answer looks the same; the page behind it tells. */
export const POST = familyDoor("POST /api/receipt/open", "/receipt", async (request) => {
  const form = await readForm(request);
  const locale = localeField(form.get("locale"));
  checkToken(request, "receipt-open", form.get("token"));
  const typed = form.get("receipt") ?? "";
  const opened = await openReceipt(typed);
  const before = await recallReceipt(readCookie(request.headers, "receipt"));
  const found = opened.outcome === "found";
  const key = await rememberReceipt({
    ...EMPTY_SESSION,
    typed: found ? null : typed.slice(0, 1000),
    hash: found ? opened.hash : null,
    error: found
      ? null
      : typed.trim() === ""
        ? "required"
        : opened.outcome === "malformed"
          ? "out_of_range"
          : "unknown_value",
    // An answer that was typed when the half hour was over comes back with the number.
    answer: before?.hash === null ? before.answer : null,
  });
  return seeOther(`/${locale}/receipt`, [setCookie("receipt", key)]);
});
