import { sealSessionId, sessionCookie } from "@/auth/session-cookie";
import { signIn, signInInput } from "@/auth/sign-in";
import { AppError } from "@/domain/errors";
import { readForm } from "@/lib/read-form";
import { seeOther } from "../../answer";
import { door } from "../../door";
import { localeOf, parseInput, withQuery } from "../desk-door";

/** Signs staff in, and leads to the page that they came for. */
export const POST = door("POST /api/desk/sign-in", async (request) => {
  const form = await readForm(request);
  const locale = localeOf(form.get("locale"));
  const desk = `/${locale}/desk`;
  const wanted = form.get("to") ?? "";
  const to = /^\/[a-z]{2}\/desk[A-Za-z0-9/?&=_-]*$/.test(wanted) ? wanted : desk;
  try {
    const input = parseInput(signInInput, {
      name: form.get("name") ?? "",
      password: form.get("password") ?? "",
      code: form.get("code") ?? "",
    });
    const { sessionId } = await signIn(input);
    const { name, options } = sessionCookie();
    const cookie = `${name}=${await sealSessionId(sessionId)}; Path=${options.path}; HttpOnly; SameSite=Strict${options.secure ? "; Secure" : ""}`;
    return seeOther(to, { "set-cookie": cookie });
  } catch (error) {
    if (!(error instanceof AppError) || (error.code !== "unauthenticated" && error.code !== "invalid_input"))
      throw error;
    return seeOther(withQuery(`${desk}/sign-in`, { problem: "wrong_credentials", ...(to !== desk && { to }) }));
  }
});
