import { expect, test } from "vitest";
import { REVIEW_STATES } from "@/domain/codes";
import { TRANSITIONS } from "@/domain/policy";
import { query } from "../support/database";

test("the database allows exactly the changes of state that the table of transitions does", async () => {
  const rows = await query<{ from: string; to: string }>(
    "owner",
    `SELECT from_state::text AS "from", to_state::text AS "to" FROM legal_status_change`,
  );
  const inTypeScript = new Set(
    REVIEW_STATES.flatMap((from) => Object.values(TRANSITIONS[from]).map((to) => `${from} > ${to}`)),
  );
  expect(rows.map((row) => `${row.from} > ${row.to}`).sort()).toEqual([...inTypeScript].sort());
});
