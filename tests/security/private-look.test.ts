import { afterEach, expect, test, vi } from "vitest";
import { POST as forget } from "@/app/api/look/forget/route";
import { POST as look } from "@/app/api/look/route";
import { LOOK_SECONDS, openLook } from "@/auth/look-cookie";
import { required } from "@/lib/env";
import { newFormToken } from "@/lib/form-token";

const NAME = "ئابدۇرېھىم ھېيت";
const OWN = { origin: "http://127.0.0.1:3000", "sec-fetch-site": "same-origin" };

function post(
  fields: Record<string, string>,
  headers: Record<string, string> = OWN,
  door: typeof look = look,
): Promise<Response> {
  return door(
    new Request("http://127.0.0.1:3000/api/look", {
      method: "POST",
      headers: { host: "127.0.0.1:3000", "content-type": "application/x-www-form-urlencoded", ...headers },
      body: new URLSearchParams({ locale: "ug", ...fields }).toString(),
    }),
  );
}

/** The cookie as the browser sends it back. */
function sent(answer: Response): Headers {
  return new Headers({ cookie: `other=1; ${(answer.headers.get("set-cookie") ?? "").split(";")[0] ?? ""}` });
}

afterEach(() => vi.useRealTimers());

test("the name stands in no address, and in the cookie only as what this server can open", async () => {
  const answer = await post({ name: NAME });
  expect(answer.status).toBe(303);
  expect(answer.headers.get("location")).toBe("/ug/look");
  expect(answer.headers.get("cache-control")).toBe("no-store");
  const cookie = answer.headers.get("set-cookie") ?? "";
  expect(cookie).toMatch(/; Path=\/ug\/look; Max-Age=\d+; HttpOnly; SameSite=Strict/);
  expect(Number(/Max-Age=(\d+)/.exec(cookie)?.[1])).toBeLessThanOrEqual(600);
  for (const coded of [NAME, encodeURIComponent(NAME), Buffer.from(NAME).toString("base64url").slice(2, -2)]) {
    expect(cookie).not.toContain(coded);
  }
  expect(await openLook(sent(answer))).toBe(NAME);
});

test("every name makes a cookie of one length, which a browser keeps", async () => {
  const lengths = await Promise.all(
    ["", "a", NAME, "阿".repeat(200), "😀".repeat(200), '"'.repeat(200)].map(
      async (name) => ((await post({ name })).headers.get("set-cookie") ?? "").length,
    ),
  );
  expect(new Set(lengths).size).toBe(1);
  expect(lengths[0]).toBeLessThan(4000);
});

test("nobody opens it after ten minutes, and nobody opens what was changed", async () => {
  const headers = sent(await post({ name: NAME }));
  const cookie = headers.get("cookie") ?? "";
  const at = cookie.length - 30;
  const other = cookie[at] === "A" ? "B" : "A";
  expect(await openLook(new Headers({ cookie: cookie.slice(0, at) + other + cookie.slice(at + 1) }))).toBeNull();
  expect(await openLook(new Headers({ cookie: "menmu-look=x" }))).toBeNull();
  expect(await openLook(new Headers())).toBeNull();
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + (LOOK_SECONDS - 5) * 1000 });
  expect(await openLook(headers)).toBe(NAME);
  vi.setSystemTime(Date.now() + 21_000);
  expect(await openLook(headers)).toBeNull();
});

test("other sites cannot make a browser look, and an old telephone can with the token of the form", async () => {
  for (const headers of [{ origin: "https://evil.test" }, { origin: "null" }, { "sec-fetch-site": "cross-site" }, {}]) {
    const answer = await post({ name: NAME }, headers);
    expect(answer.status, JSON.stringify(headers)).toBe(403);
    expect(answer.headers.get("set-cookie")).toBeNull();
    expect(await answer.text()).not.toContain(NAME);
  }
  const token = newFormToken(required("FORM_SECRET"), "look");
  expect((await post({ name: NAME, token }, {})).status).toBe(303);
});

test("to forget takes the cookie away, on the page of the same language", async () => {
  const answer = await post({}, OWN, forget);
  expect(answer.status).toBe(303);
  expect(answer.headers.get("location")).toBe("/ug/look");
  expect(answer.headers.get("set-cookie")).toMatch(/^menmu-look=; Path=\/ug\/look; Max-Age=0/);
});
