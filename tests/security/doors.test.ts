import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test, vi } from "vitest";
import { currentCode } from "@/auth/second-factor";
import { sealSessionId } from "@/auth/session-cookie";
import { signIn } from "@/auth/sign-in";
import { signOut } from "@/auth/sign-out";
import { STAFF_ROLES, type StaffRole } from "@/domain/codes";
import { createStaff } from "@/features/staff/create-staff";
import { disableStaff } from "@/features/staff/disable-staff";
import { DESK_PAGES, DOORS, lockOf, type DoorKey } from "@/auth/doors";

const APP = path.resolve("src/app");
const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

function filesNamed(name: RegExp, folder = APP): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && name.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name));
}

/** The address of a file's folder below `app`, as the table writes it. */
function addressOf(file: string, base = APP): string {
  return `/${path.relative(base, path.dirname(file)).split(path.sep).join("/")}`.replace(/^\/$/, "");
}

/** Every way in that a route file opens: an exported method, however it is written. */
function methodsOf(source: string): string[] {
  return METHODS.filter((method) =>
    new RegExp(`export\\s+(async\\s+)?(function|const|let)\\s+${method}\\b|export\\s*\\{[^}]*\\b${method}\\b`).test(
      source,
    ),
  );
}

const routes = filesNamed(/^route\.(ts|tsx|js|mjs)$/).flatMap((file) => {
  const source = readFileSync(file, "utf8");
  return methodsOf(source).map((method) => ({ key: `${method} ${addressOf(file)}`, source, file }));
});

test("every exported method of every route is in the table of doors, and nothing else is", () => {
  expect(routes.map((route) => route.key).sort()).toEqual(Object.keys(DOORS).sort());
});

test("every door is opened by a wrapper that reads its own line of the table", () => {
  const bare = routes.filter(({ key, source }) => !source.includes(`"${key}"`)).map((route) => route.key);
  expect(bare).toEqual([]);
  const unwrapped = routes.filter(({ source }) => !/\b\w*[dD]oor\(/.test(source)).map((route) => route.key);
  expect(unwrapped).toEqual([]);
});

test("every page of the desk is in the table, and each but the sign-in asks who is there", () => {
  const base = path.join(APP, "[locale]");
  const pages = filesNamed(/^page\.tsx$/, path.join(base, "desk"));
  expect(pages.map((file) => addressOf(file, base)).sort()).toEqual(Object.keys(DESK_PAGES).sort());
  for (const file of pages) {
    const address = addressOf(file, base);
    if (address === "/desk/sign-in") continue;
    expect(readFileSync(file, "utf8"), address).toContain(`await enterDesk("${address}"`);
  }
});

test("there is no Server Action anywhere", () => {
  const found = filesNamed(/\.(ts|tsx)$/, path.resolve("src")).filter((file) =>
    /^\s*["']use server["']/m.test(readFileSync(file, "utf8")),
  );
  expect(found).toEqual([]);
});

test("whatever changes something is a POST, and whatever the desk does is for staff", () => {
  for (const [key, lock] of Object.entries(DOORS)) {
    if (lock.changes) expect(key).toMatch(/^POST /);
    if (key.includes(" /api/desk/") && !/sign-(in|out)$/.test(key)) expect(lock.who, key).not.toBe("public");
  }
});

const jar = vi.hoisted(() => ({ cookie: undefined as string | undefined }));
vi.mock("next/headers", () => ({
  cookies: () => Promise.resolve({ get: () => (jar.cookie === undefined ? undefined : { value: jar.cookie }) }),
}));

const desk = Object.keys(DOORS).filter((key): key is DoorKey => key.includes(" /api/desk/"));
const ID = "00000000-0000-4000-8000-000000000000";

type Handler = (request: Request, segment: { params: Promise<Record<string, string>> }) => Promise<unknown>;

async function knock(key: DoorKey, headers: Record<string, string>, body = "locale=en"): Promise<Response> {
  const [method = "", address = ""] = key.split(" ");
  const module: unknown = await import(path.join(APP, address, "route.ts"));
  const handler: unknown =
    module !== null && typeof module === "object"
      ? Object.entries(module).find(([name]) => name === method)?.[1]
      : undefined;
  if (typeof handler !== "function") throw new Error(`${key} has no handler`);
  const request = new Request(`http://127.0.0.1:3000${address.replace("[id]", ID)}`, {
    method,
    headers: {
      host: "127.0.0.1:3000",
      ...(method === "POST" && { "content-type": "application/x-www-form-urlencoded" }),
      ...headers,
    },
    ...(method === "POST" && { body }),
  });
  const answer: unknown = await (handler as Handler)(request, { params: Promise.resolve({ id: ID }) });
  if (!(answer instanceof Response)) throw new Error(`${key} does not answer`);
  return answer;
}

const OWN = { origin: "http://127.0.0.1:3000", "sec-fetch-site": "same-origin" };

test.each(desk.filter((key) => lockOf(key).who !== "public"))("%s answers nobody with 401", async (key) => {
  jar.cookie = undefined;
  expect((await knock(key, OWN)).status).toBe(401);
});

test.each(desk.filter((key) => lockOf(key).changes))(
  "%s refuses a post that is not from a page of ours",
  async (key) => {
    jar.cookie = undefined;
    const strangers = [
      { origin: "https://evil.test" },
      { origin: "null" },
      {},
      { "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "same-site", origin: "http://127.0.0.1:3000" },
      { "sec-fetch-site": "none" },
      { origin: "http://127.0.0.1:3000.evil.test" },
      { origin: "http://127.0.0.1:3001" },
    ];
    for (const headers of strangers)
      expect((await knock(key, headers as Record<string, string>)).status, JSON.stringify(headers)).toBe(403);
  },
);

const operator = { kind: "operator", id: "operator:test" } as const;
let clock = Date.now() - 60_000;

/** Puts the cookie of a new, signed-in member of staff into the browser's place. */
async function signedInAs(name: string, role: StaffRole): Promise<string> {
  const staff = await createStaff(operator, { name, role });
  clock += 30_000;
  const code = currentCode(staff.totpSecret, clock);
  const { sessionId } = await signIn({ name, password: staff.password, code }, new Date(clock));
  jar.cookie = await sealSessionId(sessionId);
  return sessionId;
}

test.each(STAFF_ROLES)("a %s gets past exactly the doors that the table opens for that role", async (role) => {
  await signedInAs(`Knocks as ${role}`, role);
  for (const key of desk) {
    const { who } = lockOf(key);
    if (who === "public") continue;
    const { status } = await knock(key, OWN);
    const open = who === "staff" || who.includes(role);
    if (open) expect([303, 400, 404, 409], `${key} ${status}`).toContain(status);
    else expect(status, key).toBe(403);
  }
});

test("a disabled member of staff, and whoever replays a signed-out cookie, gets 401 at every door", async () => {
  const staffDoors = desk.filter((key) => lockOf(key).who !== "public");
  const sessionId = await signedInAs("Signs out", "admin");
  expect((await knock("POST /api/desk/staff/disable", OWN)).status).not.toBe(401);
  await signOut(sessionId);
  for (const key of staffDoors) expect((await knock(key, OWN)).status, key).toBe(401);

  await signedInAs("Is disabled", "admin");
  expect((await knock("POST /api/desk/staff/disable", OWN)).status).not.toBe(401);
  await disableStaff(operator, { name: "Is disabled" });
  for (const key of staffDoors) expect((await knock(key, OWN)).status, key).toBe(401);
});
