import { AppError } from "@/domain/errors";
import { STEPS } from "@/domain/journey";
import { loadDraft } from "@/features/submission/load-draft";
import { saveStep } from "@/features/submission/save-step";
import { startDraft } from "@/features/submission/start-draft";
import { isDraftKey } from "@/lib/draft-cipher";
import { readForm } from "@/lib/read-form";
import { readCookie, setCookie } from "@/lib/session-cookie";
import { checkToken, familyDoor, localeField, seeOther } from "../../family-door";
import { today } from "../today";

/** Keeps what was typed on one page and leads to the next, or back to the same one with its errors. */
export const POST = familyDoor("POST /api/submit/step", "/submit", async (request) => {
  const form = await readForm(request);
  const locale = localeField(form.get("locale"));
  const step = STEPS.find((each) => each === form.get("step"));
  if (step === undefined || step === "photo") throw new AppError("invalid_input", { step: "unknown_value" });
  const key = readCookie(request.headers, "draft");
  const token = checkToken(request, "journey", form.get("token"), isDraftKey(key) ? key : "");
  const fields = Object.fromEntries([...form].filter(([name]) => !["locale", "step", "token"].includes(name)));

  if (!isDraftKey(key) || !(await loadDraft(key))) {
    // Twelve hours are over: a new journey begins with the words of this page, so that they at least are not lost.
    const newKey = await startDraft(locale, { [step]: fields });
    return seeOther(`/${locale}/submit/relation`, [setCookie("draft", newKey)]);
  }
  const { next } = await saveStep(key, { step, fields, tokenExpired: token === "stale", today: today() });
  return seeOther(`/${locale}/submit/${next}`);
});
