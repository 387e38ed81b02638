import { expect, test } from "vitest";
import { findPublicPerson } from "@/db/persons";
import { runDueJobs } from "@/features/moderation/run-due-jobs";
import { query } from "../support/database";
import { publishAsTwo } from "../support/publish-as-two";
import { inventedContent, receive } from "../support/received";

const twin = { scheme: "other", value: "twin-1" } as const;
const said = (text: string) =>
  inventedContent({
    externalIds: [twin],
    testimonies: [{ text, language: "en", learnedThrough: null, side: "family", tier: "reported", citations: [] }],
  });
const withdraw = (id: string) =>
  query("owner", "UPDATE submission SET state = 'withdrawn', version = version + 1 WHERE id = $1", [id]);

test("a record that loses one of its two submissions is gone at once, and comes back without that one", async () => {
  const first = await receive(said("the first voice"));
  const second = await receive(said("the second voice"));
  await publishAsTwo(first.id);
  await publishAsTwo(second.id);
  const [row] = await query<{ id: string }>("web", "SELECT id FROM person");
  const personId = row?.id ?? "";
  expect(JSON.stringify(await findPublicPerson(personId))).toContain("the first voice");

  await withdraw(first.id);
  expect(await findPublicPerson(personId)).toHaveProperty("tombstone");
  expect(await runDueJobs()).toBe(1);
  const back = JSON.stringify(await findPublicPerson(personId));
  expect(back).toContain("the second voice");
  expect(back).not.toContain("the first voice");
  expect(await runDueJobs()).toBe(0);
});

test("what was withdrawn is erased a day later, and nothing but its traces stays", async () => {
  const { id } = await receive(inventedContent({ note: "to be forgotten" }));
  await withdraw(id);
  expect(await runDueJobs()).toBe(0);
  await query("owner", "UPDATE job SET run_at = now() WHERE payload ->> 'submissionId' = $1", [id]);
  expect(await runDueJobs()).toBe(1);
  expect(await query("owner", "SELECT id FROM submission WHERE id = $1", [id])).toEqual([]);
  expect(await query("owner", "SELECT id FROM submission_person WHERE submission_id = $1", [id])).toEqual([]);
});

test("nothing else can be erased", async () => {
  const { id } = await receive(inventedContent());
  await expect(query("mod", "SELECT erase_withdrawn($1)", [id])).rejects.toMatchObject({ code: "42501" });
  await expect(query("web", "SELECT erase_withdrawn($1)", [id])).rejects.toMatchObject({ code: "42501" });
});
