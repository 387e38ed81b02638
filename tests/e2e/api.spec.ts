import { randomUUID } from "node:crypto";
import { expect, expectAccessible, test } from "../support/journey";

type Document = {
  openapi: string;
  paths: Record<string, Record<string, { requestBody?: { content: Record<string, { example: unknown }> } }>>;
};
type Search = { total: number; persons: { id: string; url: string; name: string }[]; next: string | null };

test("a researcher searches, opens a record and finds the page of the same person", async ({ request, page }) => {
  const search = (await (await request.get("/api/v1/persons?q=Ilham%20Tohti&limit=5")).json()) as Search;
  const first = search.persons[0];
  if (!first) throw new Error("Nobody was found.");
  const record = (await (await request.get(`/api/v1/persons/${first.id}`)).json()) as {
    name: string;
    sources: { title: string | null }[];
  };
  expect(record.name).toBe(first.name);
  await page.goto(`/en${first.url}`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(record.name);
});

test("every address of the document answers, and every failure is problem+json", async ({ request }) => {
  const document = (await (await request.get("/api/openapi.json")).json()) as Document;
  expect(document.openapi).toMatch(/^3\.1\./);
  for (const [address, operations] of Object.entries(document.paths)) {
    if (operations["get"] && !address.includes("{")) expect((await request.get(address)).status(), address).toBe(200);
    if (operations["get"] && address !== "/api/health") {
      const refused = await request.get(`${address.replace("{id}", "nobody")}?colour=red`);
      expect(refused.status(), address).toBe(400);
      expect(refused.headers()["content-type"]).toBe("application/problem+json");
    }
  }
  const missing = await request.get("/api/v1/nothing", { headers: { "accept-language": "ug" } });
  expect(missing.status()).toBe(404);
  expect(missing.headers()["content-language"]).toBe("ug");
});

test("the examples of the document work as they stand", async ({ request }) => {
  const document = (await (await request.get("/api/openapi.json")).json()) as Document;
  const example = (address: string) =>
    document.paths[address]?.["post"]?.requestBody?.content["application/json"]?.example;
  const headers = { "Idempotency-Key": randomUUID() };
  const first = await request.post("/api/v1/submissions", { headers, data: example("/api/v1/submissions") });
  expect(first.status()).toBe(201);
  const again = await request.post("/api/v1/submissions", { headers, data: example("/api/v1/submissions") });
  expect(await again.text()).toBe(await first.text());

  const { receipt } = (await first.json()) as { receipt: string };
  const opened = await request.post("/api/v1/receipts", { data: { receipt } });
  expect(await opened.json()).toMatchObject({ status: "received", questions: [] });
  expect((await request.post("/api/v1/receipts", { data: example("/api/v1/receipts") })).status()).toBe(404);
});

test("what was handed in and is not decided is nowhere to be read", async ({ request }) => {
  const word = `Qarabulaq${Date.now()}`;
  const data = {
    persons: [{ names: [{ text: word }], consent: { audience: "public_indexed", testimony: true, relation: true } }],
  };
  const answer = await request.post("/api/v1/submissions", { headers: { "Idempotency-Key": randomUUID() }, data });
  expect(answer.status()).toBe(201);
  const search = await request.get(`/api/v1/persons?q=${word}`);
  expect(((await search.json()) as Search).total).toBe(0);
  // The page repeats what was asked, and shows nobody.
  const page = await (await request.get(`/en/people?q=${word}`)).text();
  expect(page).toContain(word);
  expect(page).not.toContain("<article");
});

test("raw bytes of every bad kind are refused, and the server goes on", async ({ request }) => {
  const bodies = ["[".repeat(10_000), "{", "", Buffer.from([0x22, 0xff, 0x22]), "x".repeat(3_000_000)];
  for (const data of bodies) {
    const answer = await request.post("/api/v1/submissions", {
      headers: { "Idempotency-Key": randomUUID(), "content-type": "application/json" },
      data: typeof data === "string" ? Buffer.from(data) : data,
    });
    expect([400, 413]).toContain(answer.status());
  }
  expect(await (await request.get("/api/health")).json()).toMatchObject({ status: "ok", database: "ok" });
});

for (const language of ["en", "ug"] as const) {
  for (const colorScheme of ["light", "dark"] as const) {
    test(`the page about the API can be read by everybody, ${language}, ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.goto(`/${language}/api`);
      await expect(page.locator("html")).toHaveAttribute("dir", language === "ug" ? "rtl" : "ltr");
      await expectAccessible(page);
    });
  }
}
