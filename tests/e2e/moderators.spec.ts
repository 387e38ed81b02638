import { randomInt, randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { Browser, Page } from "@playwright/test";
import enCodes from "@/i18n/messages/en/codes.json" with { type: "json" };
import enDesk from "@/i18n/messages/en/desk.json" with { type: "json" };
import enSubmit from "@/i18n/messages/en/submit.json" with { type: "json" };
import ugCodes from "@/i18n/messages/ug/codes.json" with { type: "json" };
import ugDesk from "@/i18n/messages/ug/desk.json" with { type: "json" };
import sharp from "sharp";
import { demoStaff, expect, expectAccessible, siteUrl, test, totpCode } from "../support/journey";

const DESK = { en: enDesk, ug: ugDesk };
const CODES = { en: enCodes, ug: ugCodes };
type Language = keyof typeof DESK;

/** One of the demo's staff at a browser of their own, signed in. A code works once: after a refusal comes the next. */
async function signIn(
  browser: Browser,
  who: number,
  language: Language,
  options: { javaScriptEnabled?: boolean } = {},
): Promise<Page> {
  const staff = demoStaff()[who];
  if (!staff) throw new Error("There are no demo moderators.");
  const context = await browser.newContext({ baseURL: siteUrl(), ...options });
  const page = await context.newPage();
  const t = DESK[language].signIn;
  for (let attempt = 0; attempt < 3; attempt++) {
    await page.goto(`/${language}/desk`);
    await expect(page).toHaveURL(/\/desk\/sign-in/);
    await page.getByLabel(t.name, { exact: true }).fill(staff.name);
    await page.getByLabel(t.password, { exact: true }).fill(staff.password);
    await page.getByLabel(t.code, { exact: true }).fill(totpCode(staff));
    await page.getByRole("button", { name: t.submit, exact: true }).click();
    if (!page.url().includes("sign-in")) return page;
    await wait(31_000 - (Date.now() % 30_000));
  }
  throw new Error("Signing in was refused three times.");
}

/** What a family does, by the shortest way: a name, a story, a photo. Answers the receipt. */
async function tell(page: Page, name: string): Promise<string> {
  const go = async (title: string) => {
    await page.getByRole("button", { name: enSubmit.frame.continue, exact: true }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
  };
  await page.goto("/en/submit");
  await page.getByRole("button", { name: enSubmit.start.begin, exact: true }).click();
  await page.locator('select[name="relation"]').selectOption("daughter");
  await go(enSubmit.name.title);
  await page.getByLabel(enSubmit.name.name, { exact: true }).fill(name);
  await go(enSubmit.about.title);
  await go(enSubmit.when.title);
  await page.getByLabel(enSubmit.when.taken, { exact: true }).check();
  await page.locator('input[name="date.year"]').fill("2017");
  await go(enSubmit.where.title);
  await go(enSubmit.known.title);
  await page.locator('input[name="status"][value="camp"]').check();
  await go(enSubmit.reasons.title);
  await go(enSubmit.story.title);
  await page.locator('textarea[name="text"]').fill("He was called to the office and did not come back.");
  await page.locator('select[name="language"]').selectOption("en");
  await go(enSubmit.photo.title);
  const buffer = await sharp({ create: { width: 600, height: 800, channels: 3, background: "#345a86" } })
    .jpeg()
    .toBuffer();
  await page.locator('input[name="photo"]').setInputFiles({ name: "a.jpg", mimeType: "image/jpeg", buffer });
  await go(enSubmit.consent.title);
  await page.locator('input[name="audience"][value="public_indexed"]').check();
  for (const field of ["text", "photo", "relation", "relatives"])
    await page.locator(`input[name="${field}"][value="yes"]`).check();
  await page.getByLabel(enSubmit.consent.agree, { exact: true }).check();
  await go(enSubmit.contact.title);
  await go(enSubmit.check.title);
  await page.getByRole("button", { name: enSubmit.check.send, exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(enSubmit.sent.title);
  return (await page.locator("[data-receipt]").textContent())?.trim() ?? "";
}

test("two moderators publish what a family told, and everybody finds it", async ({ page, browser, request }) => {
  test.setTimeout(240_000);
  const name = `Sinaq Moderator${randomInt(1_000_000)}`;
  await tell(page, name);
  const found = async () => {
    const answer = await request.get(`/api/v1/persons?q=${encodeURIComponent(name)}`);
    const body = (await answer.json()) as { persons: { id: string; name: string }[] };
    return body.persons.filter((person) => person.name === name);
  };
  expect(await found()).toEqual([]);

  // The first takes it into review and approves, with the keyboard.
  const first = await signIn(browser, 0, "en");
  await expectAccessible(first);
  await first.getByRole("link", { name }).click();
  await expectAccessible(first);
  await expect(first).toHaveTitle("Menmu");
  await expect(first.getByText("He was called to the office")).toBeHidden();
  await expect(first.locator("img[src^='/api/desk/']")).toBeHidden();
  await first.getByRole("button", { name: enDesk.act.claim, exact: true }).click();
  await expect(first.getByRole("status")).toContainText(enDesk.done.claimed);
  const address = new URL(first.url()).pathname;

  // The second has it open before the first decides, and works without JavaScript, in Uyghur.
  const second = await signIn(browser, 1, "ug", { javaScriptEnabled: false });
  await second.goto(address.replace("/en/", "/ug/"));
  await expect(second.locator("html")).toHaveAttribute("dir", "rtl");

  await first.keyboard.press("a");
  await expect(first.getByRole("button", { name: enDesk.act.approve, exact: true })).toBeFocused();
  await first.keyboard.press("Enter");
  await expect(first.getByRole("status")).toContainText(enDesk.done.second_review);
  await expect(first.getByRole("button", { name: enDesk.act.approve, exact: true })).toHaveCount(0);
  expect(await found()).toEqual([]);

  // What the second decides on is no longer what there is: nothing happens, and the page says what did.
  const approve = second.getByRole("button", { name: ugDesk.act.approve, exact: true });
  await approve.click();
  await expect(second.getByRole("alert").first()).toContainText(ugDesk.problem);
  await expect(second.getByText(ugDesk.state.second_review).first()).toBeVisible();
  await approve.click();
  await expect(second.getByRole("status")).toContainText(ugDesk.done.published);

  // A spelling that search does not know is added and taken back, without JavaScript too.
  const spelling = `Zubzik${"abdefgklmn".charAt(randomInt(10))}`;
  await second.goto("/ug/desk/names");
  await second.getByLabel(ugDesk.names.name, { exact: true }).fill("Memet");
  await second.getByLabel(ugDesk.names.spelling, { exact: true }).fill(spelling);
  await second.getByRole("button", { name: ugDesk.names.submit, exact: true }).click();
  await expect(second.getByRole("status")).toContainText(ugDesk.done.spelling_added);
  await first.goto("/ug/desk/names");
  await expect(first.getByRole("row", { name: spelling })).toBeVisible();
  await expectAccessible(first);
  await second.getByRole("row", { name: spelling }).getByRole("button").click();
  await expect(second.getByRole("status")).toContainText(ugDesk.done.spelling_removed);
  await expect(second.getByRole("row", { name: spelling })).toHaveCount(0);

  const [record] = await found();
  expect(record?.name).toBe(name);
  await page.goto(`/en/people/${record?.id ?? ""}`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(name);
  await page.goto(`/en/people?q=${encodeURIComponent(name)}`);
  await expect(page.getByText(name).first()).toBeVisible();

  // Who did what is in the trail, and one person takes it off again.
  const admin = await signIn(browser, 2, "en");
  await admin.goto(`/en/desk/trail?subject=${address.split("/").at(-1) ?? ""}`);
  await expectAccessible(admin);
  await expect(admin.getByRole("cell", { name: enDesk.action.submission.approved, exact: true })).toHaveCount(2);
  await expect(admin.getByRole("cell", { name: enDesk.action.submission.published, exact: true })).toHaveCount(1);
  await admin.goto("/en/desk/staff");
  await expectAccessible(admin);
  await admin.goto(`/en/desk/people?id=${record?.id ?? ""}`);
  await expectAccessible(admin);
  await admin.getByRole("button", { name: enDesk.people.submit, exact: true }).click();
  await expect(admin.getByRole("status")).toContainText(enDesk.done.unlisted);
  expect(await found()).toEqual([]);
  expect((await request.get(`/api/v1/persons/${record?.id ?? ""}`)).status()).toBe(410);
  expect((await request.get(`/en/people/${record?.id ?? ""}`)).status()).toBe(410);

  // Signed out is signed out, also for whoever kept the cookie.
  const cookies = await first.context().cookies();
  await first.goto("/en/desk");
  await first.getByRole("button", { name: enDesk.nav.signOut, exact: true }).click();
  await expect(first.getByRole("status")).toContainText(enDesk.done.signed_out);
  await first.context().addCookies(cookies);
  await first.goto("/en/desk");
  await expect(first).toHaveURL(/\/desk\/sign-in/);
});

test("a moderator sees who may be the same person and why, and nobody for somebody who only looks alike", async ({
  browser,
  request,
}) => {
  test.setTimeout(240_000);
  const send = async (name: string, birth: string) => {
    const answer = await request.post("/api/v1/submissions", {
      headers: { "Idempotency-Key": randomUUID() },
      data: {
        persons: [
          {
            names: [{ text: name }],
            sex: "female",
            birth,
            residence: { county: "653101" },
            consent: { audience: "public_indexed", testimony: true, relation: true },
          },
        ],
      },
    });
    expect(answer.status()).toBe(201);
  };
  const [recorded, near, alike] = ["Zulhayat Sehrayi", "زۇلھايات سەھرايى", "Zulpiyem Sehrayi"] as const;
  await send(recorded, "1977");
  const first = await signIn(browser, 0, "en");
  const second = await signIn(browser, 1, "ug", { javaScriptEnabled: false });
  const open = async (name: string): Promise<string> => {
    await first.goto("/en/desk");
    await first.getByRole("link", { name, exact: true }).click();
    await expect(first).toHaveURL(/\/desk\/submissions\//);
    return new URL(first.url()).pathname;
  };
  const address = await open(recorded);
  await first.getByRole("button", { name: enDesk.act.claim, exact: true }).click();
  await first.getByRole("button", { name: enDesk.act.approve, exact: true }).click();
  await second.goto(address.replace("/en/", "/ug/"));
  await second.getByRole("button", { name: ugDesk.act.approve, exact: true }).click();
  await expect(second.getByRole("status")).toContainText(ugDesk.done.published);

  await send(near, "1978");
  await send(alike, "1979");
  for (const name of [near, alike]) {
    const place = await open(name);
    for (const language of ["en", "ug"] as const) {
      await first.goto(place.replace("/en/", `/${language}/`));
      await second.goto(place.replace("/en/", `/${language}/`));
      await expectAccessible(first);
      for (const page of [first, second]) {
        const { candidates, candidatesNone } = DESK[language].review;
        const section = page.locator("section", { has: page.getByRole("heading", { name: candidates, exact: true }) });
        if (name === alike) {
          await expect(section).toContainText(candidatesNone);
          await expect(section.getByRole("link")).toHaveCount(0);
          continue;
        }
        const link = section.getByRole("link", { name: recorded, exact: true });
        await expect(link).toHaveAttribute("href", new RegExp(`^/${language}/people/MU-`));
        await expect(section.getByRole("link")).toHaveCount(1);
        const { likelihood, duplicate } = CODES[language];
        for (const text of [likelihood.very_likely, duplicate.same_name, duplicate.birth_near, duplicate.same_county])
          await expect(section).toContainText(text);
      }
    }
  }
});

test("whoever is not an admin finds neither staff nor trail, and nobody finds the desk without signing in", async ({
  page,
  browser,
}) => {
  test.setTimeout(120_000);
  for (const place of ["", "/people", "/staff", "/trail", "/submissions/00000000-0000-4000-8000-000000000000"]) {
    for (const headers of [{}, { RSC: "1" }, { "Next-Router-Prefetch": "1", RSC: "1" }]) {
      const answer = await page.request.get(`/en/desk${place}`, { headers, maxRedirects: 0 });
      expect(await answer.text(), place).not.toContain("data-key");
    }
  }
  for (const language of ["en", "ug"] as const) {
    await page.goto(`/${language}/desk/sign-in?problem=wrong_credentials`);
    await expectAccessible(page);
  }
  const moderator = await signIn(browser, 0, "ug");
  await expectAccessible(moderator);
  for (const place of ["staff", "trail"]) {
    await moderator.goto(`/ug/desk/${place}`);
    await expect(moderator.getByRole("table")).toHaveCount(0);
  }
});
