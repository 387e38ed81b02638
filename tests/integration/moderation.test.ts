import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import type { PersonContent } from "@/domain/submission";
import type { StaffActor } from "@/domain/policy";
import { PUBLIC } from "@/domain/policy";
import { askQuestion } from "@/features/moderation/ask-question";
import { claimSubmission } from "@/features/moderation/claim-submission";
import { decideSubmission } from "@/features/moderation/decide-submission";
import { editSubmission } from "@/features/moderation/edit-submission";
import { findNextSubmission } from "@/features/moderation/find-next-submission";
import { listQueue } from "@/features/moderation/list-queue";
import { openSubmission } from "@/features/moderation/open-submission";
import { unlistPerson } from "@/features/moderation/unlist-person";
import { submitTestimony } from "@/features/submission/submit-testimony";
import { createStaff } from "@/features/staff/create-staff";
import { disableStaff } from "@/features/staff/disable-staff";
import { provideEnvironment } from "@/lib/env";
import { query } from "../support/database";

const operator = { kind: "operator", id: "operator:test" } as const;
const statement: Pick<PersonContent["testimonies"][number], "side" | "tier" | "citations"> = {
  side: "family",
  tier: "reported",
  citations: [],
};
const CONTENT: PersonContent = {
  names: [{ text: "Aygul Sinaq", script: "Latn", orthography: "uly", kind: "main", isPublic: true, citations: [] }],
  facts: [],
  detentionReports: [],
  events: [],
  testimonies: [{ text: "She was taken in autumn.", language: "en", learnedThrough: "phone_call", ...statement }],
  proofOfLife: [],
  officialResponses: [],
  relatives: [{ relation: "son", name: null, location: null, speaks: true, externalId: null, citations: [] }],
  externalIds: [],
  sources: [],
  note: null,
  indexed: true,
};

let aynur: StaffActor;
let behram: StaffActor;
let chimen: StaffActor;

async function staffActor(name: string, role: "moderator" | "publisher" = "moderator"): Promise<StaffActor> {
  await createStaff(operator, { name, role });
  const [row] = await query<{ id: string }>("owner", "SELECT id::text FROM staff WHERE name = $1", [name]);
  return { kind: "staff", id: row?.id ?? "", name, role };
}

beforeAll(async () => {
  aynur = await staffActor("Aynur");
  behram = await staffActor("Behram");
  chimen = await staffActor("Chimen", "publisher");
});

async function received(): Promise<string> {
  const token = randomUUID();
  await submitTestimony({
    origin: "family",
    token,
    language: "en",
    persons: [{ content: CONTENT, consents: [] }],
    sealed: [],
  });
  const [row] = await query<{ id: string }>("owner", "SELECT id::text FROM submission ORDER BY arrival DESC LIMIT 1");
  return row?.id ?? "";
}

async function claimed(): Promise<string> {
  const submissionId = await received();
  await claimSubmission(aynur, { submissionId, version: 0 });
  return submissionId;
}

async function now(submissionId: string) {
  const { head, persons } = await openSubmission(aynur, submissionId);
  return { submissionId, version: head.version, contentHash: head.contentHash, state: head.state, person: persons[0] };
}

async function approve(actor: StaffActor, submissionId: string) {
  const { version, contentHash } = await now(submissionId);
  return await decideSubmission(actor, { decision: "approve", submissionId, version, contentHash });
}

async function edit(actor: StaffActor, submissionId: string, typed: Record<string, string>, removed: string[] = []) {
  const { version, person } = await now(submissionId);
  return await editSubmission(actor, {
    submissionId,
    version,
    submissionPersonId: person?.id ?? "",
    typed: new Map(Object.entries(typed)),
    removed: new Set(removed),
  });
}

async function count(sql: string, values: unknown[]): Promise<number> {
  const [row] = await query<{ n: number }>("owner", `SELECT count(*)::int AS n FROM ${sql}`, values);
  return row?.n ?? -1;
}

test("two different people approve, and the record is in the archive in the same moment", async () => {
  const id = await claimed();
  expect(await approve(aynur, id)).toEqual({ state: "second_review", publicIds: [] });
  const done = await approve(behram, id);
  expect(done.state).toBe("published");
  expect(await query("web", "SELECT display_name FROM person WHERE id = $1", done.publicIds)).toEqual([
    { display_name: "Aygul Sinaq" },
  ]);
  const trail = await query<{ action: string }>(
    "owner",
    "SELECT action FROM audit_event WHERE subject_id = $1 AND action <> 'submission.opened' ORDER BY seq",
    [id],
  );
  expect(trail.map((row) => row.action)).toEqual([
    "submission.received",
    "submission.claimed",
    "submission.approved",
    "submission.approved",
    "submission.published",
  ]);
});

test("one person cannot approve twice", async () => {
  const id = await claimed();
  await approve(aynur, id);
  await expect(approve(aynur, id)).rejects.toMatchObject({ code: "conflict", fields: { approval: "same_person" } });
  expect((await now(id)).state).toBe("second_review");
});

test("nobody approves what they edited last", async () => {
  const id = await claimed();
  expect(await edit(aynur, id, { "testimonies.0.text": "She was taken in the autumn." })).toBe(true);
  await expect(approve(aynur, id)).rejects.toMatchObject({ code: "conflict", fields: { approval: "own_edit" } });
  await approve(behram, id);
  expect((await approve(chimen, id)).state).toBe("published");
});

test("an edit ends every approval so far and is kept as a difference", async () => {
  const id = await claimed();
  await approve(behram, id);
  await edit(aynur, id, { "testimonies.0.text": "Changed.", note: "From one call." }, ["relatives.0"]);
  expect((await now(id)).state).toBe("first_review");
  const { edits } = await openSubmission(aynur, id);
  expect(edits.at(-1)).toMatchObject({ editorId: aynur.id });
  expect(
    edits
      .at(-1)
      ?.differences.map((one) => one.path)
      .sort(),
  ).toEqual(["note", "relatives.0", "testimonies.0.text"]);
  expect(edits.at(-1)?.differences.find((one) => one.path === "testimonies.0.text")).toMatchObject({
    before: "She was taken in autumn.",
    after: "Changed.",
  });
  expect((await approve(behram, id)).state).toBe("second_review");
});

test("an edit that the schema refuses changes nothing and names the field", async () => {
  const id = await claimed();
  const before = await now(id);
  await expect(edit(aynur, id, { "names.0.text": "  " })).rejects.toMatchObject({
    code: "invalid_input",
    fields: { "names.0.text": "required" },
  });
  await expect(edit(aynur, id, { "names.0.isPublic": "no" })).rejects.toMatchObject({
    code: "invalid_input",
    fields: { names: "required" },
  });
  await expect(edit(aynur, id, { "testimonies.0.side": "nobody" })).rejects.toMatchObject({ code: "invalid_input" });
  expect(await edit(aynur, id, { "testimonies.0.language": "de", "externalIds.0.value": "1" })).toBe(false);
  expect(await now(id)).toEqual(before);
});

test("of two moderators who approve and reject at once, exactly one decides, every time", async () => {
  for (let round = 0; round < 20; round++) {
    const id = await claimed();
    const seen = await now(id);
    const attempts = await Promise.allSettled([
      decideSubmission(aynur, {
        decision: "approve",
        submissionId: id,
        version: seen.version,
        contentHash: seen.contentHash,
      }),
      decideSubmission(behram, {
        decision: "reject",
        submissionId: id,
        version: seen.version,
        reason: "other",
        note: null,
      }),
    ]);
    expect(attempts.filter((attempt) => attempt.status === "fulfilled")).toHaveLength(1);
    const lost = attempts.find((attempt) => attempt.status === "rejected");
    expect(lost?.status === "rejected" && lost.reason).toMatchObject({
      code: "conflict",
      fields: { version: "changed_meanwhile" },
    });
    expect(await count("decision WHERE submission_id = $1 AND decision <> 'claim'", [id])).toBe(1);
  }
}, 60_000);

test("an approval of a text that was not read is refused", async () => {
  const id = await claimed();
  const seen = await now(id);
  await expect(
    decideSubmission(behram, {
      decision: "approve",
      submissionId: id,
      version: seen.version,
      contentHash: "0".repeat(64),
    }),
  ).rejects.toMatchObject({ code: "conflict" });
});

test("a question stops the review; the approval before it counts again after the answer", async () => {
  const id = await claimed();
  await approve(aynur, id);
  const seen = await now(id);
  await askQuestion(behram, { submissionId: id, version: seen.version, question: "Which autumn?" });
  await expect(approve(behram, id)).rejects.toMatchObject({ code: "conflict" });
  expect(await count("message WHERE submission_id = $1 AND direction = 'question'", [id])).toBe(1);
  await query("owner", "UPDATE submission SET state = 'first_review', version = version + 1 WHERE id = $1", [id]);
  expect((await approve(behram, id)).state).toBe("published");
});

test("a rejection says why and can be undone by reviewing again", async () => {
  const id = await claimed();
  const { version } = await now(id);
  await decideSubmission(behram, {
    decision: "reject",
    submissionId: id,
    version,
    reason: "too_little_known",
    note: "No name of the place.",
  });
  const { decisions } = await openSubmission(aynur, id);
  expect(decisions.at(-1)).toMatchObject({ decision: "reject", reason: "too_little_known\nNo name of the place." });
  await decideSubmission(aynur, { decision: "reopen", submissionId: id, version: version + 1 });
  expect((await now(id)).state).toBe("first_review");
});

test("one person takes a record off the archive at once, and a tombstone without a reason stays", async () => {
  const id = await claimed();
  await approve(aynur, id);
  const [personId = ""] = (await approve(behram, id)).publicIds;
  await unlistPerson(aynur, { personId, reason: "danger_to_somebody", note: null });
  expect(await count("person WHERE id = $1", [personId])).toBe(0);
  expect(await query("web", "SELECT id FROM tombstone WHERE id = $1", [personId])).toEqual([{ id: personId }]);
  await expect(unlistPerson(aynur, { personId, reason: "other", note: null })).rejects.toMatchObject({
    code: "not_found",
  });
});

test("unlisting also takes off a record that is being edited", async () => {
  const id = await claimed();
  await approve(aynur, id);
  const [personId = ""] = (await approve(behram, id)).publicIds;
  await edit(chimen, id, { note: "Being looked at." });
  expect(await count("person WHERE id = $1", [personId])).toBe(1);
  await unlistPerson(aynur, { personId, reason: "other", note: null });
  expect(await count("person WHERE id = $1", [personId])).toBe(0);
});

test("with a hold, what is approved waits, and only a publisher may end the wait", async () => {
  provideEnvironment({ PUBLICATION_HOLD_HOURS: "24" });
  try {
    const id = await claimed();
    await approve(aynur, id);
    expect(await approve(behram, id)).toEqual({ state: "approved", publicIds: [] });
    expect(
      await count("submission WHERE id = $1 AND publish_after BETWEEN now() AND now() + interval '24 hours'", [id]),
    ).toBe(1);
    const { version } = await now(id);
    await expect(decideSubmission(aynur, { decision: "publish", submissionId: id, version })).rejects.toMatchObject({
      code: "forbidden",
    });
    expect((await decideSubmission(chimen, { decision: "publish", submissionId: id, version })).state).toBe(
      "published",
    );
  } finally {
    provideEnvironment({ PUBLICATION_HOLD_HOURS: "0" });
  }
});

test("reading a submission leaves a trace", async () => {
  const id = await received();
  await openSubmission(behram, id);
  expect(
    await count("audit_event WHERE subject_id = $1 AND action = 'submission.opened' AND actor_id = $2", [
      id,
      behram.id,
    ]),
  ).toBe(1);
});

test("the queue is oldest first and leads past what one has decided about", async () => {
  const first = await received();
  const second = await received();
  const { items } = await listQueue(aynur, { state: "received" });
  expect(items.map((item) => item.id).filter((id) => id === first || id === second)).toEqual([first, second]);
  const next = await findNextSubmission(behram);
  expect(next).not.toBeNull();
});

test("the public may do nothing here, and somebody who was disabled cannot approve even in the same moment", async () => {
  const id = await claimed();
  const seen = await now(id);
  await expect(openSubmission(PUBLIC, id)).rejects.toMatchObject({ code: "unauthenticated" });
  await expect(listQueue(PUBLIC, {})).rejects.toMatchObject({ code: "unauthenticated" });
  await expect(unlistPerson(PUBLIC, { personId: "MU-00000000", reason: "other", note: null })).rejects.toMatchObject({
    code: "unauthenticated",
  });
  const dilnur = await staffActor("Dilnur");
  await disableStaff(operator, { name: "Dilnur" });
  await expect(
    decideSubmission(dilnur, {
      decision: "approve",
      submissionId: id,
      version: seen.version,
      contentHash: seen.contentHash,
    }),
  ).rejects.toThrow();
  expect(await count("approval WHERE submission_id = $1", [id])).toBe(0);
});

test("an unknown submission is not found", async () => {
  const submissionId = randomUUID();
  await expect(openSubmission(aynur, submissionId)).rejects.toMatchObject({ code: "not_found" });
  await expect(claimSubmission(aynur, { submissionId, version: 0 })).rejects.toMatchObject({ code: "not_found" });
});
