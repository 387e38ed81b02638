import { type Page } from "@playwright/test";
import sharp from "sharp";
import enReceipt from "@/i18n/messages/en/receipt.json" with { type: "json" };
import enSubmit from "@/i18n/messages/en/submit.json" with { type: "json" };
import ugReceipt from "@/i18n/messages/ug/receipt.json" with { type: "json" };
import ugSubmit from "@/i18n/messages/ug/submit.json" with { type: "json" };
import { expect, expectAccessible as expectAccessibleNow, test } from "../support/journey";

const WORDS = { en: { ...enSubmit, receipt: enReceipt }, ug: { ...ugSubmit, receipt: ugReceipt } };
type Language = keyof typeof WORDS;

/** A text that only survives when nothing trims, folds or strips what was typed: ZWNJ, spaces, a leading empty line. */
const STORY = "\nئۇنى كۈزدە ئېلىپ كەتتى.  ئىككى بوشلۇق،\u200Cتىرناق \"&lt;b&gt;' <b>\n\nھېچكىم خەۋەر ئالالمىدى. ";

const withoutScripts = new WeakSet<Page>();

/** axe itself is a script: where scripts are off, the same pages are examined by the journeys that have them on. */
async function expectAccessible(page: Page): Promise<void> {
  if (!withoutScripts.has(page)) await expectAccessibleNow(page);
}

async function photo(): Promise<Buffer> {
  return await sharp({ create: { width: 900, height: 1200, channels: 3, background: "#345a86" } })
    .jpeg()
    .toBuffer();
}

async function next(page: Page, language: Language): Promise<void> {
  await page.getByRole("button", { name: WORDS[language].frame.continue, exact: true }).click();
}

async function title(page: Page, text: string): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(text);
}

/** Walks the whole way to the check page, with a mistake on several pages. */
async function walk(page: Page, language: Language): Promise<void> {
  const t = WORDS[language];
  await page.goto(`/${language}/submit`);
  await title(page, t.title);
  await expectAccessible(page);
  await page.getByRole("button", { name: t.start.begin, exact: true }).click();

  await title(page, t.relation.title);
  await next(page, language);
  // The summary has the focus, and leads to the field.
  await expect(page.locator("#error-summary")).toBeFocused();
  await expectAccessible(page);
  await page.locator('select[name="relation"]').selectOption("son");
  await next(page, language);

  await title(page, t.name.title);
  await page.locator('textarea[name="otherNames"]').fill("Aygul Sinaq\n  Айгүл  ");
  await next(page, language);
  await expect(page.locator('textarea[name="otherNames"]')).toHaveValue("Aygul Sinaq\n  Айгүл  ");
  await page.getByLabel(t.name.name, { exact: true }).fill("ئايگۈل سىناق");
  await next(page, language);

  await title(page, t.about.title);
  await page.locator('input[name="birth.year"]').fill("1961");
  await page.locator('input[name="birth.day"]').fill("31");
  await page.locator('select[name="birth.month"]').selectOption("2");
  await next(page, language);
  await expect(page.locator("#error-summary")).toBeVisible();
  await expect(page.locator('input[name="birth.day"]')).toHaveValue("31");
  await expectAccessible(page);
  await page.locator('input[name="birth.day"]').fill("");
  await page.locator('select[name="birth.month"]').selectOption("");
  await page.locator('select[name="homeCounty"]').selectOption({ index: 2 });
  await next(page, language);

  await title(page, t.when.title);
  await page.getByLabel(t.when.taken, { exact: true }).check();
  await page.locator('select[name="date.season"]').selectOption("23");
  await page.locator('input[name="date.year"]').fill("٢٠١٧");
  await next(page, language);

  await title(page, t.where.title);
  await expectAccessible(page);
  await next(page, language);

  await title(page, t.known.title);
  await page.locator('input[name="status"][value="camp"]').check();
  await expectAccessible(page);
  await next(page, language);

  await title(page, t.reasons.title);
  await next(page, language);

  await title(page, t.story.title);
  await page.locator('textarea[name="text"]').fill(STORY);
  await page.locator('select[name="language"]').selectOption("");
  await next(page, language);
  await expect(page.locator('textarea[name="text"]')).toHaveValue(STORY);
  await page.locator('select[name="language"]').selectOption("ug");
  await next(page, language);

  await title(page, t.photo.title);
  await page
    .locator('input[name="photo"]')
    .setInputFiles({ name: "a.jpg", mimeType: "image/jpeg", buffer: Buffer.from("no image") });
  await next(page, language);
  await expect(page.locator("#error-summary")).toBeVisible();
  await expectAccessible(page);
  await page
    .locator('input[name="photo"]')
    .setInputFiles({ name: "a.jpg", mimeType: "image/jpeg", buffer: await photo() });
  await next(page, language);

  await title(page, t.consent.title);
  await page.locator('input[name="audience"][value="public_indexed"]').check();
  for (const name of ["text", "photo", "relation", "relatives"])
    await page.locator(`input[name="${name}"][value="yes"]`).check();
  await next(page, language);
  await expect(page.locator("#error-summary")).toBeVisible();
  await expect(page.locator('input[name="photo"][value="yes"]')).toBeChecked();
  await page.getByLabel(t.consent.agree, { exact: true }).check();
  await next(page, language);

  await title(page, t.contact.title);
  await expect(page.getByLabel(t.contact.none, { exact: true })).toBeChecked();
  await expectAccessible(page);
  await next(page, language);
  await title(page, t.check.title);
}

async function readReceipt(page: Page, language: Language): Promise<string> {
  await title(page, WORDS[language].sent.title);
  const receipt = (await page.locator("[data-receipt]").textContent())?.trim() ?? "";
  expect(receipt).toMatch(/^(\d{4} ){4}\d{4}$/);
  return receipt;
}

test.describe("a family", () => {
  test.describe("without JavaScript, in Uyghur", () => {
    test.use({ javaScriptEnabled: false });

    test("tells of somebody with a photo, gets a number, comes back with it and takes it back", async ({ page }) => {
      withoutScripts.add(page);
      const t = WORDS.ug;
      await walk(page, "ug");
      await expectAccessible(page);
      await expect(page.getByText("ھېچكىم خەۋەر ئالالمىدى")).toBeVisible();
      const image = page.locator('img[src="/api/submit/photo"]');
      await expect(image).toBeVisible();
      // What is made by rule is offered, and nothing is ticked before somebody ticks it.
      const offered = page.getByRole("group", { name: t.check.spellings, exact: true }).getByRole("checkbox");
      expect(await offered.count()).toBeGreaterThan(0);
      for (const each of await offered.all()) await expect(each).not.toBeChecked();
      await page.getByRole("checkbox", { name: "Aygül Sinaq" }).check();
      await page.getByRole("button", { name: t.check.send, exact: true }).click();
      const receipt = await readReceipt(page, "ug");
      await expectAccessible(page);
      expect(page.url()).not.toContain(receipt.slice(0, 4));

      // Back to the check page and refresh are harmless: the draft is gone, nothing is sent twice.
      await page.reload();
      expect(await readReceipt(page, "ug")).toBe(receipt);

      await page.getByRole("button", { name: t.sent.done, exact: true }).click();
      await title(page, t.receipt.title);
      await page
        .getByLabel(t.receipt.open.number, { exact: true })
        .fill(receipt.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10)));
      await page.getByRole("button", { name: t.receipt.open.submit, exact: true }).click();
      await expect(page.locator("#error-summary")).toContainText(t.receipt.open.malformed);
      await expectAccessible(page);
      await page.getByLabel(t.receipt.open.number, { exact: true }).fill(receipt);
      await page.getByRole("button", { name: t.receipt.open.submit, exact: true }).click();
      await title(page, t.receipt.status.title);
      await expect(page.getByText(t.receipt.status.waiting)).toBeVisible();
      await expectAccessible(page);
      expect(await page.content()).not.toContain("كۈزدە ئېلىپ");

      await page.getByLabel(t.receipt.answer.label, { exact: true }).fill("يەنە بىر گەپ");
      await page.getByRole("button", { name: t.receipt.answer.send, exact: true }).click();
      await expect(page.getByRole("status")).toHaveText(t.receipt.answer.done);

      await page.getByRole("button", { name: t.receipt.withdraw.send, exact: true }).click();
      await expect(page.locator("#error-summary")).toContainText(t.receipt.withdraw.needSure);
      await page.getByLabel(t.receipt.withdraw.sure, { exact: true }).check();
      await page.getByRole("button", { name: t.receipt.withdraw.send, exact: true }).click();
      await expect(page.getByText(t.receipt.status.withdrawn)).toBeVisible();
    });

    test("leaves at once, and nothing it wrote is there any more", async ({ page }) => {
      const t = WORDS.ug;
      await page.goto("/ug/submit");
      await page.getByRole("button", { name: t.start.begin, exact: true }).click();
      await page.locator('select[name="relation"]').selectOption("son");
      await next(page, "ug");
      await page.getByRole("button", { name: t.frame.leave, exact: true }).click();
      expect(await page.title()).not.toContain("Menmu");
      expect(await page.locator("body").textContent()).toBe("");
      await page.goto("/ug/submit/name");
      await title(page, t.lost.title);
    });
  });

  test("in English, with JavaScript, changes an answer on the check page and sends", async ({ page }) => {
    const t = WORDS.en;
    await walk(page, "en");
    await expectAccessible(page);
    await page.getByRole("link", { name: t.check.changeWhat.replace("{what}", t.name.title), exact: true }).click();
    await page.getByLabel(t.name.name, { exact: true }).fill("Aygul Changed");
    await next(page, "en");
    await title(page, t.check.title);
    await expect(page.getByText("Aygul Changed")).toBeVisible();
    await page.getByRole("button", { name: t.check.send, exact: true }).click();
    await readReceipt(page, "en");
    await page.goBack();
    await title(page, t.lost.title);
  });

  test("in Uyghur, with JavaScript, comes to the check page over accessible pages", async ({ page }) => {
    await walk(page, "ug");
    await expectAccessible(page);
    await page.getByRole("button", { name: WORDS.ug.check.send, exact: true }).click();
    await readReceipt(page, "ug");
    await expectAccessible(page);
    await page.goto("/ug/receipt");
    await expectAccessible(page);
  });

  test("whose browser keeps no cookies is told so before anything is typed", async ({ page, context }) => {
    await page.route("**/api/submit/start", async (route) => {
      const response = await route.fetch({ maxRedirects: 0 });
      const headers = Object.entries(response.headers()).filter(([name]) => name !== "set-cookie");
      await route.fulfill({ status: response.status(), headers: Object.fromEntries(headers) });
    });
    await page.goto("/en/submit");
    await page.getByRole("button", { name: WORDS.en.start.begin, exact: true }).click();
    await context.clearCookies();
    await page.reload();
    await expect(page.getByText(WORDS.en.lost.cookies)).toBeVisible();
    await expectAccessible(page);
  });

  test("cannot skip a page by its address", async ({ page }) => {
    await page.goto("/en/submit");
    await page.getByRole("button", { name: WORDS.en.start.begin, exact: true }).click();
    await page.goto("/en/submit/check");
    await title(page, WORDS.en.relation.title);
    await page.goto("/en/submit/contact");
    await title(page, WORDS.en.relation.title);
  });
});
