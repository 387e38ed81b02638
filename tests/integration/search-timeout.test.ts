import { text } from "node:stream/consumers";
import { createTranslator } from "next-intl";
import pg from "pg";
import { prerenderToNodeStream } from "react-dom/static";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import People from "@/app/[locale]/people/page";
import enArchive from "@/i18n/messages/en/archive.json";
import enErrors from "@/i18n/messages/en/errors.json";
import ugArchive from "@/i18n/messages/ug/archive.json";
import ugErrors from "@/i18n/messages/ug/errors.json";
import { loadMessages } from "@/i18n/load-messages";
import { databaseUrl, provideEnvironment } from "@/lib/env";
import { call, problemOf } from "../support/api";

const reader = vi.hoisted((): { language: "en" | "ug" } => ({ language: "en" }));
vi.mock("next-intl/server", () => ({
  getTranslations: async (namespace: string) =>
    createTranslator({ locale: reader.language, messages: await loadMessages(reader.language), namespace }),
}));

const WORDS = {
  en: { page: enArchive.people, api: enErrors.code },
  ug: { page: ugArchive.people, api: ugErrors.code },
};

/** Whoever holds these makes every search wait, for as long as the database lets it. */
const holder = new pg.Client({ connectionString: databaseUrl("owner") });

const patient = databaseUrl("web");

beforeAll(async () => {
  provideEnvironment({ WEB_DATABASE_URL: `${patient}?statement_timeout=100` });
  await holder.connect();
});
afterAll(() => holder.end());
beforeEach(() => holder.query("BEGIN"));
afterEach(() => holder.query("ROLLBACK"));

test.each([
  ["the index", "search_entry, search_set"],
  ["the gazetteer", "place"],
  ["the records", "person"],
])("a search that waits for %s is ended, and the API says so in the reader's language", async (_, tables) => {
  await holder.query(`LOCK TABLE ${tables} IN ACCESS EXCLUSIVE MODE`);
  for (const language of ["en", "ug"] as const) {
    for (const name of ["persons", "feeds/new.atom"] as const) {
      const answer = await call(name, { query: "?q=Aygul", headers: { "accept-language": language } });
      expect(answer.status).toBe(503);
      expect(answer.headers.get("content-type")).toContain("application/problem+json");
      expect(answer.headers.get("cache-control")).toBe("no-store");
      expect(await problemOf(answer)).toEqual({
        code: "unavailable",
        title: WORDS[language].api.unavailable,
        fields: {},
      });
    }
  }
});

test.each(["en", "ug"] as const)("the page keeps what was asked and says what to do, in %s", async (language) => {
  await holder.query("LOCK TABLE search_entry, search_set IN ACCESS EXCLUSIVE MODE");
  reader.language = language;
  const { prelude } = await prerenderToNodeStream(
    await People({
      params: Promise.resolve({ locale: language }),
      searchParams: Promise.resolve({ q: "Aygul", status: ["camp", "sentenced"] }),
    }),
  );
  const page = await text(prelude);
  expect(page).toContain(WORDS[language].page.unavailable);
  expect(page).toContain('value="Aygul"');
  expect(page).toContain("status=camp&amp;status=sentenced");
  expect(page).not.toContain(WORDS[language].page.emptyTitle);
});

test("the next question is answered once the database is free again", async () => {
  provideEnvironment({ WEB_DATABASE_URL: patient });
  expect((await call("persons", { query: "?q=Aygul" })).status).toBe(200);
});
