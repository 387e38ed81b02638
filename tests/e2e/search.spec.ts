import type { Locator, Page } from "@playwright/test";
import enArchive from "@/i18n/messages/en/archive.json" with { type: "json" };
import enCodes from "@/i18n/messages/en/codes.json" with { type: "json" };
import ugArchive from "@/i18n/messages/ug/archive.json" with { type: "json" };
import ugCodes from "@/i18n/messages/ug/codes.json" with { type: "json" };
import { expect, expectAccessible, test } from "../support/journey";

const WORDS = { en: { ...enArchive, codes: enCodes }, ug: { ...ugArchive, codes: ugCodes } };
type Language = keyof typeof WORDS;

/** The anthropologist of whom the record has three Latin spellings and a Chinese one. */
const RAHILE = "Rahile Dawut";

/** As people write the name: Uyghur in its Arabic, Latin and Cyrillic letters, Turkish, Chinese, and pinyin turned round. */
const SPELLINGS = ["راھىلە داۋۇت", "Rahilä Dawut", "Раһилә Давут", "Rahile Davut", "热依拉·达吾提", "Dawuti Reyila"];
const MISSPELT = ["Rahlie Dawut", "راھلە داۋۇت"];

function card(page: Page, name: string): Locator {
  return page.getByRole("article").filter({ has: page.getByRole("link", { name, exact: true }) });
}

function facetFold(page: Page, facet: string): Locator {
  return page.locator(`details:has(> fieldset input[name="${facet}"]) > summary`);
}

/** The number that stands beside a value of a facet. */
async function countOf(page: Page, facet: string, value: string): Promise<number> {
  const text = await page.locator(`label:has(input[name="${facet}"][value="${value}"])`).textContent();
  return Number((/[\d,]+$/.exec(text ?? "")?.[0] ?? "").replaceAll(",", ""));
}

/** The number over the list. */
async function total(page: Page): Promise<number> {
  const text = await page.locator("section h2").first().textContent();
  return Number((/[\d,]+/.exec(text ?? "")?.[0] ?? "0").replaceAll(",", ""));
}

async function people(page: Page): Promise<(string | null)[]> {
  await page.waitForLoadState("domcontentloaded");
  return page
    .locator('article a[href*="/people/MU-"]')
    .evaluateAll((links) => links.map((a) => a.getAttribute("href")));
}

for (const [language, javaScriptEnabled] of [
  ["en", true],
  ["ug", false],
] as const satisfies [Language, boolean][]) {
  const t = WORDS[language];

  test.describe(`a search in ${language}, ${javaScriptEnabled ? "with" : "without"} JavaScript`, () => {
    test.use({ javaScriptEnabled });

    /** Types into the one box and presses Enter, as people do. */
    async function search(page: Page, text: string): Promise<void> {
      const box = page.getByRole("searchbox", { name: t.home.search });
      await box.fill(text);
      await box.press("Enter");
      await expect(box).toHaveValue(text);
      await expect(page).toHaveURL((address) => address.searchParams.get("q") === text);
    }

    test("finds one person from six spellings in four scripts, and misspelt, and says why", async ({ page }) => {
      await page.goto(`/${language}/people`);
      const found = new Set<string | null>();
      for (const spelling of [...SPELLINGS, ...MISSPELT]) {
        await search(page, spelling);
        const person = card(page, RAHILE);
        await expect(person, spelling).toHaveCount(1);
        await expect(person.locator("mark"), spelling).toBeVisible();
        found.add(await person.getByRole("link").getAttribute("href"));
      }
      expect(found.size).toBe(1);

      await search(page, "热依拉·达吾提");
      await expect(card(page, RAHILE).locator("mark bdi[lang=zh-Hans]")).toHaveText("热依拉·达吾提");
      await search(page, "راھىلە داۋۇت");
      const why = t.codes.match.other_script.replace("<m>{name}</m>", RAHILE);
      await expect(card(page, RAHILE)).toContainText(why);
    });

    test("finds a place by its three names, a year, a number of a record, and words of a statement", async ({
      page,
    }) => {
      await page.goto(`/${language}/people`);
      const lists = new Set<string>();
      let there = 0;
      for (const place of ["Ghulja", "伊宁", "غۇلجا"]) {
        await search(page, place);
        await expect(page.getByText(t.codes.match.place).first()).toBeVisible();
        there = await total(page);
        lists.add(JSON.stringify([there, await people(page)]));
      }
      expect(lists.size).toBe(1);
      expect(there).toBeGreaterThan(50);

      await search(page, "Ghulja 2017");
      const both = await total(page);
      expect(both).toBeGreaterThan(0);
      expect(both).toBeLessThan(there);

      await search(page, "splittism life sentence");
      await expect(card(page, RAHILE)).toContainText(t.codes.match.words);
      const number = /MU-\d+/.exec((await card(page, RAHILE).getByRole("link").getAttribute("href")) ?? "")?.[0] ?? "";
      await search(page, number.toLowerCase().replace("-", " "));
      await expect(page.getByRole("article")).toHaveCount(1);
      await expect(card(page, RAHILE)).toContainText(t.codes.match.record_number);
    });

    test("narrows down by several values whose numbers are exact, and goes back", async ({ page }) => {
      await page.goto(`/${language}/people?q=tursun`);
      const all = await total(page);
      const custody = await countOf(page, "status", "pretrial_custody");
      const sentenced = await countOf(page, "status", "sentenced");
      await page.locator('input[name="status"][value="sentenced"]').check();
      await page.getByRole("button", { name: t.people.apply, exact: true }).click();
      await expect(page).toHaveURL(/q=tursun.*status=sentenced/);
      expect(await total(page)).toBe(sentenced);
      // A second value of the same facet still has its number, and adds to the first.
      expect(await countOf(page, "status", "pretrial_custody")).toBe(custody);
      await page.locator('input[name="status"][value="pretrial_custody"]').check();
      await facetFold(page, "sex").click();
      const women = page.locator('input[name="sex"][value="female"]');
      await expect(women).toBeVisible();
      await page.getByRole("button", { name: t.people.apply, exact: true }).click();
      await expect(page).toHaveURL(/pretrial_custody/);
      expect(await total(page)).toBe(sentenced + custody);

      const expected = await countOf(page, "sex", "female");
      await facetFold(page, "sex").click();
      await women.check();
      await page.getByRole("button", { name: t.people.apply, exact: true }).click();
      await expect(page).toHaveURL(/sex=female/);
      expect(await total(page)).toBe(expected);

      await page.goBack();
      await expect(page).not.toHaveURL(/sex=female/);
      expect(await total(page)).toBe(sentenced + custody);
      await page.goBack();
      expect(await total(page)).toBe(sentenced);
      const chosen = page.getByRole("list", { name: t.people.chosen }).getByRole("link");
      await expect(chosen).toContainText(t.codes.status.sentenced);
      await chosen.click();
      await expect(page).not.toHaveURL(/status/);
      expect(await total(page)).toBe(all);
    });

    test("goes through all who answer, page by page, in the order that was chosen", async ({ page }) => {
      await page.goto(`/${language}/people?q=tursun`);
      await page.getByRole("link", { name: t.people.sorts.name, exact: true }).click();
      await expect(page.getByRole("link", { name: t.people.sorts.name, exact: true })).toHaveAttribute(
        "aria-current",
        "true",
      );
      const all = await total(page);
      const seen = await people(page);
      const next = page.getByRole("link", { name: t.people.more, exact: true });
      while ((await next.count()) > 0) {
        const here = page.url();
        await next.click();
        await expect(page).not.toHaveURL(here);
        seen.push(...(await people(page)));
      }
      expect(seen).toHaveLength(all);
      expect(new Set(seen).size).toBe(all);
      await page.getByRole("link", { name: t.people.link, exact: true }).click();
      await expect(page).toHaveURL(/\/people\?q=tursun&sort=name$/);
      const feed = await page.locator('link[rel="alternate"][type="application/atom+xml"]').getAttribute("href");
      const answer = await page.request.get(feed ?? "");
      expect(answer.status()).toBe(200);
      expect((await answer.text()).match(/<entry>/g)).toHaveLength(Math.min(50, all));
    });

    test("asks what was meant, says what it tried, and cuts what is too long", async ({ page }) => {
      await page.goto(`/${language}/people`);
      await search(page, "Kashgr");
      await expect(page.getByText(t.people.emptyTitle)).toBeVisible();
      await page.locator('section a[href*="prefecture=653100"]').click();
      expect(await total(page)).toBeGreaterThan(100);
      await search(page, t.codes.profession.religion);
      await page.locator('section li a[href*="profession=religion"]').first().click();
      await expect(page.locator('input[name="profession"][value="religion"]')).toBeChecked();

      await page.goto(`/${language}/people`);
      await search(page, "ززقخەژژ Ghulja 1951");
      const tried = page.locator("section");
      await expect(tried).toContainText("Zzqxe");
      await expect(tried).toContainText(t.people.triedYear.replace("{year}", "1951"));
      await expect(tried).toContainText(language === "en" ? "Ghulja" : "غۇلجا");
      await expect(tried).toContainText(t.people.triedWords);
      await expect(tried.getByRole("link", { name: t.home.button, exact: true })).toHaveAttribute(
        "href",
        `/${language}/submit`,
      );
      await tried.getByRole("link", { name: t.people.private, exact: true }).click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(t.look.title);

      await page.goto(`/${language}/people?q=${"Rahile%20Dawut%20".repeat(40)}`);
      await expect(page.getByText(t.people.cut.replace("{count}", "200"))).toBeVisible();
      await page.goto(`/${language}/people?q=Rahile${"%CC%81".repeat(10_000)}%00%ED%A0%80`);
      await expect(page.getByText(t.people.cut.replace("{count}", "200"))).toBeVisible();
      await expect(card(page, RAHILE)).toBeVisible();
    });
  });

  for (const colorScheme of ["light", "dark"] as const) {
    test.describe(`what a search shows in ${language}, ${colorScheme}, on a phone 360 pixels wide`, () => {
      test.use({ colorScheme, viewport: { width: 360, height: 740 } });

      test("is usable by everybody, and nothing has to be scrolled sideways", async ({ page }) => {
        for (const question of [
          "q=达吾提&status=sentenced&status=pretrial_custody&detainedFrom=2015&sort=silence",
          "q=Kashgr",
          "q=ززقخەژژ+Ghulja+1951&sex=female&colour=blue",
        ]) {
          await page.goto(`/${language}/people?${question}`);
          await page.locator("details").evaluateAll((folded) => {
            for (const details of folded) details.setAttribute("open", "");
          });
          expect(await page.evaluate(() => document.documentElement.scrollWidth), question).toBeLessThanOrEqual(360);
          await expectAccessible(page);
        }
      });
    });
  }
}

test("the box, its answer and the facets are reached and used with the keyboard alone", async ({ page }) => {
  await page.goto("/en/people");
  const box = page.getByRole("searchbox");
  for (let presses = 0; presses < 12 && !(await box.evaluate((one) => one === document.activeElement)); presses += 1)
    await page.keyboard.press("Tab");
  await expect(box).toBeFocused();
  await page.keyboard.type("tursun");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/q=tursun/);

  const fold = facetFold(page, "sex");
  await box.focus();
  for (let presses = 0; presses < 20 && !(await fold.evaluate((one) => one === document.activeElement)); presses += 1)
    await page.keyboard.press("Tab");
  await expect(fold).toBeFocused();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  const value = await page.evaluate(() => (document.activeElement as HTMLInputElement).value);
  const expected = await countOf(page, "sex", value);
  // Enter in a field of the form asks again.
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`sex=${value}`));
  expect(await total(page)).toBe(expected);
});

test("on a phone the facets are folded away, and what is chosen is seen above the answer", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto("/en/people?status=sentenced");
  const box = page.locator('input[name="status"][value="sentenced"]');
  await expect(box).toBeHidden();
  await expect(page.getByRole("list", { name: enArchive.people.chosen })).toBeInViewport();
  await page.getByText(enArchive.people.filters, { exact: true }).first().click();
  await expect(box).toBeVisible();
  await facetFold(page, "county").click();
  const values = page.locator('input[name="county"]:visible');
  await expect(values).toHaveCount(8);
  await page.locator('details:has(> label > input[name="county"]) > summary').click();
  expect(await values.count()).toBeGreaterThan(20);
});
