import { randomUUID } from "node:crypto";
import pg from "pg";
import { beforeAll, describe, expect, test } from "vitest";
import { REVIEW_STATES } from "@/domain/codes";
import { TRANSITIONS } from "@/domain/policy";
import { databaseUrl } from "@/lib/env";
import { query } from "../support/database";
import { publishAsTwo } from "../support/publish-as-two";
import { inventedContent, receive } from "../support/received";

const REFUSED = { code: "42501" };
let pending: Awaited<ReturnType<typeof receive>>;
let published: Awaited<ReturnType<typeof receive>>;
let staff: [string, string];

/** Several statements on one connection, as somebody at a prompt would. */
async function session(
  role: "web" | "mod" | "media",
  statements: readonly [string, unknown[]?][],
): Promise<pg.QueryResult[]> {
  const client = new pg.Client({ connectionString: databaseUrl(role) });
  await client.connect();
  try {
    const results: pg.QueryResult[] = [];
    for (const [sql, values] of statements) results.push(await client.query(sql, values ?? []));
    return results;
  } finally {
    await client.end();
  }
}

beforeAll(async () => {
  pending = await receive(inventedContent());
  published = await receive(inventedContent({ externalIds: [{ scheme: "other", value: "wall-1" }] }));
  await publishAsTwo(published.id);
  staff = [randomUUID(), randomUUID()];
  for (const id of staff) {
    await query(
      "owner",
      "INSERT INTO staff (id, name, role, password_hash, totp_secret) VALUES ($1, $2, 'moderator', 'x', 'x')",
      [id, `staff ${id}`],
    );
  }
});

describe("the public side cannot see what is not public", () => {
  test("the content of a submission is refused", async () => {
    await expect(query("web", "SELECT content FROM submission_person")).rejects.toMatchObject(REFUSED);
    await expect(query("web", "SELECT * FROM submission")).rejects.toMatchObject(REFUSED);
  });
  test("without a receipt no submission is there at all", async () => {
    expect(await query("web", "SELECT id, state FROM submission")).toEqual([]);
    expect(await query("web", "SELECT id FROM message")).toEqual([]);
  });
  test("a receipt shows one submission, and nobody else's", async () => {
    const [, found] = await session("web", [
      [`SELECT set_config('menmu.receipt_hash', $1, false)`, [pending.receiptHash]],
      ["SELECT id FROM submission"],
    ]);
    expect(found?.rows).toEqual([{ id: pending.id }]);
  });
  test.each([
    "decision",
    "approval",
    "submission_edit",
    "staff",
    "staff_session",
    "audit_event",
    "import_batch",
    "job",
    "issued_identifier",
  ])("%s is refused", async (table) => {
    await expect(query("web", `SELECT * FROM ${table}`)).rejects.toMatchObject(REFUSED);
  });
  test.each(["sealed_envelope", "attachment"])("what was handed in as %s cannot be read again", async (table) => {
    await expect(query("web", `SELECT * FROM ${table}`)).rejects.toMatchObject(REFUSED);
  });
  test("a published record does not lead back to its submission", async () => {
    await expect(query("web", "SELECT submission_person_id FROM statement")).rejects.toMatchObject(REFUSED);
    await expect(query("web", "SELECT submission_id FROM revision")).rejects.toMatchObject(REFUSED);
    expect(await query("web", "SELECT id FROM person")).toHaveLength(1);
  });
  test("nothing published can be written", async () => {
    await expect(query("web", "UPDATE person SET display_name = 'x'")).rejects.toMatchObject(REFUSED);
    await expect(query("web", "DELETE FROM person")).rejects.toMatchObject(REFUSED);
    await expect(
      query("web", "INSERT INTO source (id, key, kind, read) VALUES (gen_random_uuid(), 'k', 'other', 'full')"),
    ).rejects.toMatchObject(REFUSED);
  });
  test("a submission cannot come in as decided, or as an import", async () => {
    await expect(
      query("web", "INSERT INTO submission (id, origin, state) VALUES (gen_random_uuid(), 'family', 'published')"),
    ).rejects.toMatchObject(REFUSED);
    await expect(
      query("web", "INSERT INTO submission (id, origin) VALUES (gen_random_uuid(), 'import')"),
    ).rejects.toMatchObject(REFUSED);
  });
  test("a receipt lets nobody decide", async () => {
    await expect(
      session("web", [
        [`SELECT set_config('menmu.receipt_hash', $1, false)`, [pending.receiptHash]],
        ["UPDATE submission SET state = 'first_review', version = version + 1"],
      ]),
    ).rejects.toMatchObject(REFUSED);
  });
});

describe("four eyes hold in the database", () => {
  async function review(): Promise<{ id: string; hash: string }> {
    const { id } = await receive(inventedContent());
    await query("mod", "UPDATE submission SET state = 'first_review', version = 1 WHERE id = $1", [id]);
    const [row] = await query<{ content_hash: string }>("mod", "SELECT content_hash FROM submission WHERE id = $1", [
      id,
    ]);
    return { id, hash: row?.content_hash ?? "" };
  }
  const approve = (id: string, actor: string, hash: string) =>
    query(
      "mod",
      "INSERT INTO approval (id, submission_id, actor_id, content_hash) VALUES (gen_random_uuid(), $1, $2, $3)",
      [id, actor, hash],
    );
  const move = (id: string, state: string, version: number) =>
    query("mod", "UPDATE submission SET state = $2, version = $3 WHERE id = $1", [id, state, version]);

  test("publication with one approval is refused, whichever way it is tried", async () => {
    const { id, hash } = await review();
    await approve(id, staff[0], hash);
    await move(id, "second_review", 2);
    await expect(move(id, "approved", 3)).rejects.toMatchObject(REFUSED);
    await expect(move(id, "published", 3)).rejects.toMatchObject(REFUSED);
    await expect(query("mod", "INSERT INTO issued_identifier (id) VALUES ('MU-77777777')")).resolves.toBeDefined();
    await expect(
      query(
        "mod",
        "INSERT INTO revision (id, person_id, number, submission_id, content_hash, changed) VALUES (gen_random_uuid(), 'MU-77777777', 1, $1, $2, '{}')",
        [id, hash],
      ),
    ).rejects.toMatchObject(REFUSED);
    await expect(
      query("mod", "UPDATE submission_person SET published_content = content WHERE submission_id = $1", [id]),
    ).rejects.toMatchObject(REFUSED);
  });
  test("one person who approves twice is one", async () => {
    const { id, hash } = await review();
    await approve(id, staff[0], hash);
    await expect(approve(id, staff[0], hash)).rejects.toMatchObject({ code: "23505" });
  });
  test("an approval of other content than there is, or by nobody in service, is refused", async () => {
    const { id, hash } = await review();
    await expect(approve(id, staff[0], "0".repeat(64))).rejects.toMatchObject(REFUSED);
    await expect(approve(id, randomUUID(), hash)).rejects.toMatchObject(REFUSED);
    await expect(approve(id, "operator:first", hash)).rejects.toMatchObject(REFUSED);
  });
  test("content that is changed after two approvals cannot be published on them", async () => {
    const { id, hash } = await review();
    await approve(id, staff[0], hash);
    await approve(id, staff[1], hash);
    await move(id, "second_review", 2);
    await query(
      "mod",
      "UPDATE submission_person SET content = jsonb_set(content, '{note}', '\"smuggled\"') WHERE submission_id = $1",
      [id],
    );
    await expect(move(id, "approved", 3)).rejects.toMatchObject(REFUSED);
  });
  test("nobody approves what they edited last", async () => {
    const { id, hash } = await review();
    await query("mod", "UPDATE submission SET last_editor_id = $2 WHERE id = $1", [id, staff[0]]);
    await expect(approve(id, staff[0], hash)).rejects.toMatchObject(REFUSED);
  });
  test("a published row is written with its own revision, or not at all", async () => {
    const [row] = await query<{ revision_id: string; id: string }>("mod", "SELECT id, revision_id FROM person LIMIT 1");
    await expect(
      query(
        "mod",
        "INSERT INTO statement (id, person_id, submission_person_id, revision_id, kind, ordinal) VALUES (gen_random_uuid(), $1, gen_random_uuid(), $2, 'note', 99)",
        [row?.id, row?.revision_id],
      ),
    ).rejects.toMatchObject(REFUSED);
    await expect(query("mod", "UPDATE testimony SET text = 'x'")).rejects.toMatchObject(REFUSED);
    await expect(query("mod", "UPDATE person SET display_name = 'x'")).rejects.toMatchObject(REFUSED);
  });
  test("approvals, decisions and revisions cannot be altered", async () => {
    for (const table of ["approval", "decision", "revision", "submission_edit"]) {
      await expect(query("mod", `UPDATE ${table} SET id = id`)).rejects.toMatchObject(REFUSED);
      await expect(query("mod", `DELETE FROM ${table}`)).rejects.toMatchObject(REFUSED);
    }
  });
});

describe("the life of a submission", () => {
  test("the database allows exactly the changes of state that the policy names", async () => {
    const rows = await query<{ from_state: string; to_state: string }>(
      "owner",
      "SELECT from_state, to_state FROM legal_status_change",
    );
    const inDatabase = rows.map((row) => `${row.from_state} > ${row.to_state}`).sort();
    const inPolicy = new Set(
      REVIEW_STATES.flatMap((from) => Object.values(TRANSITIONS[from]).map((to) => `${from} > ${to}`)),
    );
    expect(inDatabase).toEqual([...inPolicy].sort());
  });
  test("a change of state that skips a step, or does not count the version, is refused", async () => {
    const { id } = await receive(inventedContent());
    await expect(
      query("mod", "UPDATE submission SET state = 'approved', version = 1 WHERE id = $1", [id]),
    ).rejects.toMatchObject(REFUSED);
    await expect(
      query("mod", "UPDATE submission SET state = 'first_review' WHERE id = $1", [id]),
    ).rejects.toMatchObject(REFUSED);
  });
});

describe("the audit", () => {
  test.each(["UPDATE audit_event SET action = 'x'", "DELETE FROM audit_event", "TRUNCATE audit_event"])(
    "%s: refused to everybody",
    async (sql) => {
      for (const role of ["web", "mod", "media", "owner"] as const) {
        await expect(query(role, sql), role).rejects.toMatchObject(REFUSED);
      }
    },
  );
  test("an entry cannot carry text", async () => {
    await expect(
      query(
        "web",
        "INSERT INTO audit_event (actor_id, action, subject_id) VALUES ('public', 'submission.received', 'a name with spaces')",
      ),
    ).rejects.toMatchObject({ code: "23514" });
  });
  test("entries made at once by many make one chain without a fork", async () => {
    await Promise.all(
      Array.from({ length: 40 }, () =>
        query(
          "web",
          "INSERT INTO audit_event (actor_id, action, subject_id) VALUES ('public', 'submission.received', 'x')",
        ),
      ),
    );
    const [row] = await query<{ entries: string; heads: string; last: string }>(
      "owner",
      "SELECT count(*) AS entries, count(DISTINCT prev_hash) AS heads, max(seq) AS last FROM audit_event",
    );
    expect(row?.heads).toBe(row?.entries);
    expect(row?.last).toBe(row?.entries);
  });
});

test("sealed envelopes can be counted by moderation and opened by nobody here", async () => {
  await expect(query("mod", "SELECT ciphertext FROM sealed_envelope")).rejects.toMatchObject(REFUSED);
  await expect(query("mod", "SELECT ciphertext FROM draft")).rejects.toMatchObject(REFUSED);
  expect(await query("mod", "SELECT id, kind FROM sealed_envelope")).toEqual([]);
});

test("the maker of derivatives sees jobs and nothing else", async () => {
  expect(await query("media", "SELECT kind FROM job")).toEqual([{ kind: "check_index" }]);
  for (const table of ["person", "submission", "submission_person", "attachment", "staff"]) {
    await expect(query("media", `SELECT * FROM ${table}`)).rejects.toMatchObject(REFUSED);
  }
});

test("no role of the server owns a table, passes row security or can make roles", async () => {
  const owned = await query("owner", "SELECT tablename FROM pg_tables WHERE tableowner IN ('web', 'mod', 'media')");
  expect(owned).toEqual([]);
  const roles = await query(
    "owner",
    "SELECT rolname FROM pg_roles WHERE rolname IN ('web', 'mod', 'media') AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb)",
  );
  expect(roles).toEqual([]);
});

test("an identifier is never given back", async () => {
  for (const sql of ["DELETE FROM issued_identifier", "UPDATE issued_identifier SET id = id"]) {
    await expect(query("owner", sql)).rejects.toMatchObject(REFUSED);
  }
});

test("days that are out of order, or without the words they come from, are refused", async () => {
  await expect(
    query(
      "owner",
      "INSERT INTO source (id, key, kind, read, published, earliest, latest) VALUES (gen_random_uuid(), 'z', 'other', 'full', '2017', '2018-01-01', '2017-01-01')",
    ),
  ).rejects.toMatchObject({ code: "23514" });
});
