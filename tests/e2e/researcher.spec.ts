import { gzipSync } from "node:zlib";
import type { Page } from "@playwright/test";
import enArchive from "@/i18n/messages/en/archive.json" with { type: "json" };
import enCodes from "@/i18n/messages/en/codes.json" with { type: "json" };
import enCommon from "@/i18n/messages/en/common.json" with { type: "json" };
import ugArchive from "@/i18n/messages/ug/archive.json" with { type: "json" };
import ugCodes from "@/i18n/messages/ug/codes.json" with { type: "json" };
import ugCommon from "@/i18n/messages/ug/common.json" with { type: "json" };
import { expect, expectAccessible, siteUrl, test } from "../support/journey";

const WORDS = {
  en: { ...enArchive, codes: enCodes, common: enCommon },
  ug: { ...ugArchive, codes: ugCodes, common: ugCommon },
};
type Language = keyof typeof WORDS;
const LANGUAGES = ["en", "ug"] as const;

type Found = {
  total: number;
  persons: { id: string; name: string }[];
  facets: Record<string, { value: string; count: number }[]>;
};

/** What the API answers to the question of this address, so that page and API can be held against each other. */
async function ask(page: Page, question: string): Promise<Found> {
  const answer = await page.request.get(`/api/v1/persons?limit=100&${question}`);
  expect(answer.status()).toBe(200);
  return (await answer.json()) as Found;
}

/** The publicly documented case with which the campaign began. */
async function heyit(page: Page): Promise<string> {
  const found = (await ask(page, "q=Abdurehim%20Heyit")).persons.find((person) => person.name === "Abdurehim Heyit");
  return found?.id ?? "";
}

for (const language of LANGUAGES) {
  const t = WORDS[language];
  for (const scripts of [true, false]) {
    test.describe(`a researcher in ${language}, ${scripts ? "with" : "without"} JavaScript`, () => {
      test.use({ javaScriptEnabled: scripts });

      test("finds a person by name, reads who says what, and follows a mark to its source", async ({ page }) => {
        await page.goto(`/${language}`);
        await page.getByLabel(t.home.search, { exact: true }).fill("heyit");
        await page.getByRole("button", { name: t.home.searchButton, exact: true }).click();
        await expect(page).toHaveURL(/\/people\?q=heyit/);
        await page.getByRole("link", { name: "Abdurehim Heyit", exact: true }).click();

        await expect(page.getByRole("heading", { level: 1 })).toHaveText("Abdurehim Heyit");
        await expect(
          page
            .getByText("Congressional-Executive Commission on China, Political Prisoner Database, as of July 2020")
            .first(),
        ).toBeVisible();
        for (const heading of [
          t.person.known,
          t.person.timeline,
          t.person.ledger,
          t.person.responses,
          t.person.sources,
          t.person.cite,
          t.person.changes,
        ]) {
          await expect(page.getByRole("heading", { level: 2, name: heading, exact: true })).toBeVisible();
        }
        // A death that one side reported and a video that another made stand in one record, neither in place of the other.
        const timeline = page.getByRole("region", { name: t.person.timeline });
        await expect(timeline.getByText(t.codes.event.rumoured_death)).toBeVisible();
        await expect(
          page.getByRole("region", { name: t.person.ledger }).getByText(t.codes.proofOfLife.state_video),
        ).toBeVisible();
        await expect(page.getByText(t.person.silenceNone)).toBeVisible();

        const mark = page.locator('a[href="#source-1"]').first();
        await expect(mark).toHaveAccessibleName(`${t.person.sources} 1`);
        await mark.click();
        await expect(page.locator("#source-1")).toBeInViewport();
        await page.locator("#source-1").getByRole("link", { name: t.person.page, exact: true }).click();
        await expect(page.getByText(t.source.read, { exact: true })).toBeVisible();
        await expect(page.getByRole("link", { name: "Abdurehim Heyit" }).first()).toBeVisible();
      });

      test("narrows the list down, and address, page and API agree", async ({ page }) => {
        await page.goto(`/${language}/people`);
        await page.locator('input[name="status"][value="sentenced"]').check();
        await page.getByText(t.codes.facet.ethnicity, { exact: true }).first().click();
        await page.locator('input[name="ethnicity"][value="uyghur"]').check();
        await page.getByRole("button", { name: t.people.apply, exact: true }).click();
        await expect(page).toHaveURL(/status=sentenced/);
        await expect(page).toHaveURL(/ethnicity=uyghur/);
        await expect(page.locator('input[name="status"][value="sentenced"]')).toBeChecked();
        const found = await ask(page, "status=sentenced&ethnicity=uyghur");
        await expect(page.getByText(new RegExp(`^${String(found.total)} `)).first()).toBeVisible();

        const first = await page.getByRole("article").first().textContent();
        await page.getByRole("link", { name: t.people.more, exact: true }).click();
        await expect(page).toHaveURL(/cursor=/);
        expect(await page.getByRole("article").first().textContent()).not.toBe(first);
        await page.getByRole("link", { name: t.people.first, exact: true }).click();
        expect(await page.getByRole("article").first().textContent()).toBe(first);
      });
    });
  }
}

test("no person is on two pages of a list, and none is lost between them", async ({ page }) => {
  const { total } = await ask(page, "prefecture=653200");
  await page.goto("/en/people?prefecture=653200&sort=name");
  const seen: string[] = [];
  for (;;) {
    seen.push(
      ...(await page
        .locator('article a[href*="/people/MU-"]')
        .evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""))),
    );
    const next = page.getByRole("link", { name: enArchive.people.more, exact: true });
    if ((await next.count()) === 0) break;
    await next.click();
    await page.waitForLoadState();
  }
  expect(total).toBeGreaterThan(40);
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen.length).toBe(total);
});

test("a question that nobody can answer is answered with words, and a part of an address that is not known is named", async ({
  page,
}) => {
  await page.goto("/en/people?q=zzqxwvzzqxwv");
  await expect(page.getByText(enArchive.people.emptyText)).toBeVisible();
  await page.goto("/en/people?colour=blue&status=nonsense");
  await expect(page.getByText(/colour/)).toBeVisible();
  await expect(page.getByRole("article").first()).toBeVisible();
});

test("the counts of the first page are the counts of the archive", async ({ page }) => {
  await expect(async () => {
    await page.goto("/en");
    const { total } = await ask(page, "sort=name");
    expect(total).toBeGreaterThanOrEqual(802);
    await expect(page.getByRole("link", { name: `All ${String(total)} people` })).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 15_000 });
});

test("an unknown person, source and page answer 404 in the reader's language", async ({ page }) => {
  for (const language of LANGUAGES) {
    for (const address of [
      "people/MU-00000000",
      "people/x",
      "sources/00000000-0000-4000-8000-000000000000",
      "nowhere",
      "people/%00",
    ]) {
      const answer = await page.goto(`/${language}/${address}`);
      expect(answer?.status(), address).toBeGreaterThanOrEqual(400);
      expect(answer?.status(), address).toBeLessThan(500);
    }
    const answer = await page.goto(`/${language}/people/MU-00000000`);
    expect(answer?.status()).toBe(404);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(WORDS[language].common.notFound.title);
    expect(await page.locator("html").getAttribute("lang")).toBe(language);
    await expectAccessible(page);
  }
});

test("the first address leads to the reader's language, and sets no cookie", async ({ playwright }) => {
  for (const [accepted, there] of [
    ["ug-CN,ug;q=0.9,en;q=0.5", "/ug"],
    ["fr-CH", "/fr"],
    ["xx", "/en"],
  ] as const) {
    const request = await playwright.request.newContext({
      baseURL: siteUrl(),
      extraHTTPHeaders: { "Accept-Language": accepted },
    });
    const answer = await request.get("/", { maxRedirects: 0 });
    expect(answer.status()).toBe(307);
    expect(new URL(answer.headers()["location"] ?? "", siteUrl()).pathname).toBe(there);
    expect(answer.headers()["vary"]).toContain("Accept-Language");
    expect(answer.headers()["set-cookie"]).toBeUndefined();
    await request.dispose();
  }
});

test("a page that is not translated says so, and is English to the screen reader too", async ({ page }) => {
  await page.goto("/kk/about");
  expect(await page.locator("html").getAttribute("lang")).toBe("en");
  expect(await page.locator("html").getAttribute("dir")).toBe("ltr");
  await expect(page.getByText(enCommon.notTranslated.replace("{language}", "Қазақша"))).toBeVisible();
});

test("another language is offered for the same page, with its question", async ({ page }) => {
  await page.goto("/en/people?q=heyit&status=sentenced");
  await page.getByRole("link", { name: "ئۇيغۇرچە" }).click();
  await expect(page).toHaveURL(/\/ug\/people\?q=heyit&status=sentenced$/);
  expect(await page.locator("html").getAttribute("dir")).toBe("rtl");
});

test("every answer bears the headers of safety, and reading sets no cookie", async ({ page }) => {
  for (const address of [
    "/en",
    "/ug/people",
    `/en/people/${await heyit(page)}`,
    "/en/nowhere",
    "/sitemap.xml",
    "/robots.txt",
    "/icon.svg",
    "/api/health",
  ]) {
    const answer = await page.request.get(address);
    const headers = answer.headers();
    expect(headers["x-content-type-options"], address).toBe("nosniff");
    expect(headers["referrer-policy"], address).toBe("same-origin");
    expect(headers["cross-origin-opener-policy"], address).toBe("same-origin");
    expect(headers["cross-origin-resource-policy"], address).toBe("same-origin");
    expect(headers["set-cookie"], address).toBeUndefined();
    expect(headers["x-powered-by"], address).toBeUndefined();
  }
  for (const address of ["/en", "/ug/people", "/en/nowhere"]) {
    const policy = (await page.request.get(address)).headers()["content-security-policy"] ?? "";
    expect(policy, address).toContain("default-src 'none'");
    expect(policy, address).toMatch(/script-src [^;]*'nonce-[\w+/=]+'/);
    expect(policy, address).not.toMatch(/unsafe-inline|unsafe-eval|https?:/);
  }
  for (const address of ["/en/submit", "/en/receipt", "/en/desk/sign-in"]) {
    expect((await page.request.get(address)).headers()["cache-control"], address).toContain("no-store");
  }
});

test("search engines are shown what may be listed: no journey, no desk, no day of a change", async ({ page }) => {
  const map = await (await page.request.get("/sitemap.xml")).text();
  expect(map).toContain(`/en/people/${await heyit(page)}`);
  expect(map).toContain('hreflang="ug"');
  expect(map).not.toMatch(/lastmod|\/submit|\/receipt|\/desk/);
  const robots = await (await page.request.get("/robots.txt")).text();
  expect(robots).toContain("Disallow: /*/desk");
  expect(robots).toContain(`${siteUrl()}/sitemap.xml`);
});

test("a person's page weighs at most 60 KB of HTML and CSS, and is whole before any script", async ({ page }) => {
  const address = `/en/people/${await heyit(page)}`;
  const html = await (await page.request.get(address)).text();
  const sheets = [...html.matchAll(/<link[^>]+rel="stylesheet"[^>]+href="([^"]+)"/g)].map((match) => match[1] ?? "");
  expect(sheets.length).toBeGreaterThan(0);
  const styles = await Promise.all([...new Set(sheets)].map(async (sheet) => (await page.request.get(sheet)).text()));
  const weight = gzipSync(html).length + styles.reduce((sum, style) => sum + gzipSync(style).length, 0);
  expect(weight).toBeLessThan(60_000);
  expect(html).toContain("<h1");
  expect(html).toContain('type="application/ld+json"');
});

test("a person's page prints with its address and its QR code, and without the ways around it", async ({ page }) => {
  await page.goto(`/en/people/${await heyit(page)}`);
  const code = page.getByRole("img", { name: enArchive.person.print });
  await expect(code).toBeHidden();
  await page.emulateMedia({ media: "print" });
  await expect(code).toBeVisible();
  await expect(page.getByRole("navigation").first()).toBeHidden();
});

/** The pages for reading that a visitor can come to. */
const PAGES = ["", "/people", "/about", "/method", "/safety", "/corrections", "/integrity", "/api"];

for (const language of LANGUAGES) {
  for (const colorScheme of ["light", "dark"] as const) {
    test.describe(`in ${language}, ${colorScheme}, on a phone 360 pixels wide`, () => {
      test.use({ colorScheme, viewport: { width: 360, height: 740 } });

      test("nothing that axe can find is wrong, and nothing has to be scrolled sideways", async ({ page }) => {
        test.setTimeout(180_000);
        const person = `/people/${await heyit(page)}`;
        await page.goto(`/${language}${person}`);
        const source = await page
          .locator("#source-1")
          .getByRole("link", { name: WORDS[language].person.page, exact: true })
          .getAttribute("href");
        for (const address of [...PAGES, person, (source ?? "").replace(/^\/\w\w/, "")]) {
          await page.goto(`/${language}${address}`);
          // What is folded away is examined too, once the page has come to rest.
          await page.waitForLoadState("networkidle");
          await page.locator("details").evaluateAll((folded) => {
            for (const details of folded) details.setAttribute("open", "");
          });
          expect(await page.locator("html").getAttribute("lang"), address).toBe(language satisfies Language);
          expect(await page.locator("html").getAttribute("dir"), address).toBe(language === "ug" ? "rtl" : "ltr");
          expect(await page.evaluate(() => document.documentElement.scrollWidth), address).toBeLessThanOrEqual(360);
          await expectAccessible(page);
        }
      });
    });
  }
}
