import { expect, test } from "vitest";
import { actorOfSession } from "@/auth/current-actor";
import { currentCode } from "@/auth/second-factor";
import { ABSOLUTE_MS, IDLE_MS, openSessionCookie, sealSessionId } from "@/auth/session-cookie";
import { signIn } from "@/auth/sign-in";
import { signOut } from "@/auth/sign-out";
import { PUBLIC } from "@/domain/policy";
import { createStaff, type StaffSecrets } from "@/features/staff/create-staff";
import { disableStaff } from "@/features/staff/disable-staff";
import { setRole } from "@/features/staff/set-role";
import { query } from "../support/database";

const operator = { kind: "operator", id: "operator:test" } as const;
const refused = expect.objectContaining({ code: "unauthenticated", fields: { credentials: "wrong_credentials" } });
let clock = Date.now();

/** Half a minute later than the last time: a new code. */
function later(): Date {
  clock += 30_000;
  return new Date(clock);
}

async function newStaffMember(name: string, role: "moderator" | "admin" = "moderator"): Promise<StaffSecrets> {
  return await createStaff(operator, { name, role });
}

function credentials(staff: StaffSecrets, now: Date) {
  return { name: staff.name, password: staff.password, code: currentCode(staff.totpSecret, now.getTime()) };
}

async function signedIn(staff: StaffSecrets, now = later()): Promise<{ sessionId: string; staffId: string }> {
  return await signIn(credentials(staff, now), now);
}

test("password and code open a session, and the trail says so without a name", async () => {
  const staff = await newStaffMember("Tarim");
  const now = later();
  const { sessionId, staffId } = await signedIn(staff, now);
  expect(await actorOfSession(sessionId, now)).toEqual({
    kind: "staff",
    id: staffId,
    name: "Tarim",
    role: "moderator",
  });
  const trail = await query("owner", "SELECT action, actor_id FROM audit_event WHERE subject_id = $1 ORDER BY seq", [
    staffId,
  ]);
  expect(trail).toEqual([
    { action: "staff.created", actor_id: "operator:test" },
    { action: "staff.signed_in", actor_id: staffId },
  ]);
});

test("neither password nor second factor can be read from the database", async () => {
  const staff = await newStaffMember("Ulugh");
  const [row] = await query<{ text: string }>(
    "owner",
    "SELECT staff::text || encode(totp_secret, 'escape') AS text FROM staff WHERE name = 'Ulugh'",
  );
  expect(row?.text).toContain("$argon2id$v=19$m=65536");
  expect(row?.text).not.toContain(staff.password);
  expect(row?.text).not.toContain(staff.totpSecret);
});

test("an unknown name, a wrong password and a wrong code get the same refusal", async () => {
  const staff = await newStaffMember("Yulghun");
  const now = later();
  const right = credentials(staff, now);
  const wrongCode = right.code === "000000" ? "111111" : "000000";
  for (const input of [
    { ...right, name: "nobody" },
    { ...right, password: "wrong" },
    { ...right, code: wrongCode },
    { ...right, code: "" },
  ]) {
    await expect(signIn(input, now)).rejects.toEqual(refused);
  }
});

test("a code works once, also when two sign-ins bring it in the same moment", async () => {
  const staff = await newStaffMember("Toghraq");
  const now = later();
  const input = credentials(staff, now);
  const attempts = await Promise.allSettled([signIn(input, now), signIn(input, now)]);
  expect(attempts.map((attempt) => attempt.status).sort()).toEqual(["fulfilled", "rejected"]);
  await expect(signIn(input, now)).rejects.toEqual(refused);
  await expect(signIn(input, new Date(now.getTime() + 30_000))).rejects.toEqual(refused);
});

test("guessing slows an account down and never locks it for good", async () => {
  const staff = await newStaffMember("Bagh");
  const now = later();
  for (let n = 0; n < 5; n++)
    await expect(signIn({ name: staff.name, password: "wrong", code: "000000" }, now)).rejects.toEqual(refused);
  await expect(signIn(credentials(staff, now), now)).rejects.toEqual(refused);
  const after = new Date(now.getTime() + 31_000);
  clock = after.getTime();
  expect((await signIn(credentials(staff, after), after)).sessionId).not.toBe("");
});

test("of guesses made at once no more are looked at than of guesses made one by one", async () => {
  const staff = await newStaffMember("Derya");
  const now = later();
  await Promise.allSettled(
    Array.from({ length: 12 }, () => signIn({ name: staff.name, password: "wrong", code: "0" }, now)),
  );
  const [row] = await query<{ failures: number }>("owner", "SELECT failures FROM staff WHERE name = 'Derya'");
  expect(row?.failures).toBe(5);
});

test("signing in somewhere else ends the session before: one each", async () => {
  const staff = await newStaffMember("Köl");
  const first = await signedIn(staff);
  const second = await signedIn(staff);
  expect(await actorOfSession(first.sessionId, new Date(clock))).toEqual(PUBLIC);
  expect(await actorOfSession(second.sessionId, new Date(clock))).toMatchObject({ name: "Köl" });
});

test("a signed-out cookie, replayed, is nobody", async () => {
  const staff = await newStaffMember("Tagh");
  const { sessionId } = await signedIn(staff);
  const cookie = await sealSessionId(sessionId);
  await signOut(sessionId);
  expect(await openSessionCookie(cookie)).toBe(sessionId);
  expect(await actorOfSession(sessionId, new Date(clock))).toEqual(PUBLIC);
});

test("disabling acts on the next request, and the disabled cannot sign in again", async () => {
  const staff = await newStaffMember("Chöl");
  const { sessionId } = await signedIn(staff);
  await disableStaff(operator, { name: staff.name });
  expect(await actorOfSession(sessionId, new Date(clock))).toEqual(PUBLIC);
  await expect(signedIn(staff)).rejects.toEqual(refused);
});

test("a change of role ends the session", async () => {
  const staff = await newStaffMember("Bostan");
  const { sessionId } = await signedIn(staff);
  await setRole(operator, { name: staff.name, role: "publisher" });
  expect(await actorOfSession(sessionId, new Date(clock))).toEqual(PUBLIC);
});

test("whoever is away for half an hour, or works for twelve, signs in again", async () => {
  const staff = await newStaffMember("Yaz");
  const now = later();
  const { sessionId } = await signedIn(staff, now);
  const at = (ms: number) => actorOfSession(sessionId, new Date(now.getTime() + ms));
  for (let ms = 0; ms < ABSOLUTE_MS; ms += IDLE_MS - 60_000) expect(await at(ms)).toMatchObject({ kind: "staff" });
  expect(await at(ABSOLUTE_MS + 1)).toEqual(PUBLIC);

  const again = new Date(now.getTime() + ABSOLUTE_MS + 60_000);
  const second = await signedIn(staff, again);
  expect(await actorOfSession(second.sessionId, new Date(again.getTime() + IDLE_MS + 1))).toEqual(PUBLIC);
});

test("a forged, damaged or foreign cookie is no session", async () => {
  const cookie = await sealSessionId("a");
  for (const value of [undefined, "", "x", `${cookie}x`, "a.b.c.d.e", "x".repeat(5000)])
    expect(await openSessionCookie(value)).toBeNull();
});

test("nobody but an admin manages staff, and the server's own connection cannot make any", async () => {
  const moderator = { kind: "staff", id: "x", name: "x", role: "moderator" } as const;
  await expect(createStaff(moderator, { name: "Qar", role: "admin" })).rejects.toMatchObject({ code: "forbidden" });
  await expect(disableStaff(PUBLIC, { name: "Tarim" })).rejects.toMatchObject({ code: "unauthenticated" });
  await expect(
    query(
      "mod",
      "INSERT INTO staff (id, name, role, password_hash, totp_secret) VALUES (gen_random_uuid(), 'Qar', 'admin', '', '')",
    ),
  ).rejects.toMatchObject({ code: "42501" });
});

test("a name in the trail means one person for ever", async () => {
  await newStaffMember("Qish");
  await disableStaff(operator, { name: "Qish" });
  await expect(newStaffMember("Qish")).rejects.toMatchObject({ code: "conflict", fields: { name: "name_taken" } });
});
