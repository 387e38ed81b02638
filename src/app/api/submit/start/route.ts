import { loadDraft } from "@/features/submission/load-draft";
import { nextPage } from "@/features/submission/save-step";
import { startDraft } from "@/features/submission/start-draft";
import { readForm } from "@/lib/read-form";
import { readCookie, setCookie } from "@/lib/session-cookie";
import { checkToken, familyDoor, localeField, seeOther } from "../../family-door";
import { today } from "../today";

/** Begins a journey, or goes on with the one that this browser has. */
export const POST = familyDoor("POST /api/submit/start", "/submit", async (request) => {
  const form = await readForm(request);
  const locale = localeField(form.get("locale"));
  if (checkToken(request, "journey-start", form.get("token")) === "stale") return seeOther(`/${locale}/submit`);
  const loaded = await loadDraft(readCookie(request.headers, "draft"));
  if (loaded) return seeOther(`/${locale}/submit/${nextPage(loaded.draft, today())}`);
  const key = await startDraft(locale);
  return seeOther(`/${locale}/submit/relation`, [setCookie("draft", key)]);
});
