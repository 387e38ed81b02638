import { randomUUID } from "node:crypto";
import { beforeAll, expect, test, vi } from "vitest";
import { searchPersons } from "@/db/search";
import type { StaffActor } from "@/domain/policy";
import { EMPTY_QUERY } from "@/domain/search-query";
import { addSpelling } from "@/features/moderation/add-spelling";
import { listSpellings } from "@/features/moderation/list-spellings";
import { removeSpelling } from "@/features/moderation/remove-spelling";
import { query } from "../support/database";
import { checkWholeIndex } from "../support/index-round";
import { publishAsTwo } from "../support/publish-as-two";
import { inventedContent, receive } from "../support/received";

const moderator: StaffActor = { kind: "staff", id: randomUUID(), name: "A moderator", role: "moderator" };

async function namesOf(q: string, ask = searchPersons): Promise<string[]> {
  return (await ask({ ...EMPTY_QUERY, q })).persons.map(({ name }) => name);
}

const trail = () =>
  query<{ actor_id: string; action: string; subject_id: string }>(
    "owner",
    "SELECT actor_id, action, subject_id FROM audit_event WHERE action LIKE 'spelling.%' ORDER BY seq",
  );

beforeAll(async () => {
  for (const text of ["Memet Sinaqchi", "Zubzik Oylanma"]) {
    const { id } = await receive(
      inventedContent({
        names: [{ text, script: "Latn", orthography: "uly", kind: "main", isPublic: true, citations: [] }],
      }),
    );
    await publishAsTwo(id);
  }
});

test("a spelling that nobody knew finds the person from the moment a moderator adds it, in every process", async () => {
  vi.resetModules();
  const another = (await import("@/db/search")).searchPersons;
  expect(another).not.toBe(searchPersons);
  expect(await namesOf("Zubzik Sinaqchi")).toEqual([]);
  expect(await namesOf("Zubzik Sinaqchi", another)).toEqual([]);

  expect(await addSpelling(moderator, { name: "Mamat", spelling: "Zubzik" })).toBe(true);
  expect(await namesOf("Zubzik Sinaqchi")).toEqual(["Memet Sinaqchi"]);
  expect(await namesOf("Zubzik Sinaqchi", another)).toEqual(["Memet Sinaqchi"]);
  expect(await namesOf("Zubzik")).toContain("Memet Sinaqchi");
});

test("records that are written so are found by the other spellings when the worker has checked the index", async () => {
  expect(await namesOf("Mehmet Oylanma")).toEqual([]);
  await checkWholeIndex();
  expect(await namesOf("Mehmet Oylanma")).toEqual(["Zubzik Oylanma"]);
  expect(await namesOf("Zubzik Oylanma")).toEqual(["Zubzik Oylanma"]);
});

test("a spelling that is known already changes nothing, however often it is added", async () => {
  const before = await trail();
  expect(await addSpelling(moderator, { name: "Memet", spelling: "zubzik" })).toBe(false);
  expect(await addSpelling(moderator, { name: "Memet", spelling: "Mamat" })).toBe(false);
  expect(await listSpellings(moderator)).toHaveLength(1);
  expect(await trail()).toEqual(before);
});

test("two who add the same at once make one", async () => {
  const both = await Promise.all([1, 2].map(() => addSpelling(moderator, { name: "Memet", spelling: "Qwirtzu" })));
  expect(both.sort()).toEqual([false, true]);
});

test.each([
  [{ name: "Zzyzx", spelling: "Zzyz" }, { name: "unknown_value" }],
  [{ name: "买买提", spelling: "Zzyz" }, { name: "several_names" }],
])("%j is refused by name", async (input, fields) => {
  await expect(addSpelling(moderator, input)).rejects.toMatchObject({ code: "invalid_input", fields });
});

test("a spelling is one part of a name", async () => {
  await expect(addSpelling(moderator, { name: "Memet", spelling: "Zzyz Sinaqchi" })).rejects.toThrow("one_part_only");
  await expect(addSpelling(moderator, { name: "Memet", spelling: "!!!" })).rejects.toThrow("one_part_only");
});

test("what was added can be taken back, once, and then finds nobody again", async () => {
  for (const { id } of await listSpellings(moderator)) {
    expect(await removeSpelling(moderator, { id })).toBe(true);
    expect(await removeSpelling(moderator, { id })).toBe(false);
  }
  expect(await namesOf("Zubzik Sinaqchi")).toEqual([]);
  await checkWholeIndex();
  expect(await namesOf("Mehmet Oylanma")).toEqual([]);
  expect(await namesOf("Zubzik Oylanma")).toEqual(["Zubzik Oylanma"]);
});

test("every change is in the trail under who made it, without the name", async () => {
  const entries = await trail();
  expect(entries.map((entry) => entry.action)).toEqual([
    "spelling.added",
    "spelling.added",
    "spelling.removed",
    "spelling.removed",
  ]);
  for (const entry of entries) {
    expect(entry.actor_id).toBe(moderator.id);
    expect(entry.subject_id).toMatch(/^spelling:\d+$/);
  }
});

test("only staff may, and the public side cannot even by SQL", async () => {
  const nobody = { kind: "public" } as const;
  await expect(addSpelling(nobody, { name: "Memet", spelling: "Zzyz" })).rejects.toMatchObject({
    code: "unauthenticated",
  });
  await expect(removeSpelling(nobody, { id: 1 })).rejects.toMatchObject({ code: "unauthenticated" });
  await expect(listSpellings(nobody)).rejects.toMatchObject({ code: "unauthenticated" });
  await expect(query("web", "INSERT INTO name_spelling (entry, text) VALUES ('Memet', 'Zzyz')")).rejects.toMatchObject({
    code: "42501",
  });
  await expect(query("web", "DELETE FROM name_spelling")).rejects.toMatchObject({ code: "42501" });
});
