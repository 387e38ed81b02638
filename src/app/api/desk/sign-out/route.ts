import { currentSessionId } from "@/auth/current-actor";
import { sessionCookie } from "@/auth/session-cookie";
import { signOut } from "@/auth/sign-out";
import { readForm } from "@/lib/read-form";
import { seeOther } from "../../answer";
import { door } from "../../door";
import { localeOf } from "../desk-door";

/** Ends the session on the server, and takes the cookie away. */
export const POST = door("POST /api/desk/sign-out", async (request) => {
  const form = await readForm(request);
  const sessionId = await currentSessionId();
  if (sessionId !== null) await signOut(sessionId);
  const { name, options } = sessionCookie();
  const cookie = `${name}=; Path=${options.path}; HttpOnly; SameSite=Strict; Max-Age=0${options.secure ? "; Secure" : ""}`;
  return seeOther(`/${localeOf(form.get("locale"))}/desk/sign-in?done=signed_out`, { "set-cookie": cookie });
});
