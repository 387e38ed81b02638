import { expect, test } from "vitest";
import { REVIEW_STATES, type ReviewState, STAFF_ROLES } from "@/domain/codes";
import { AppError } from "@/domain/errors";
import { type Ability, authorize, GRANTS, PUBLIC, stateAfter, TRANSITIONS } from "@/domain/policy";

test("nobody who is not staff may do anything of the desk", () => {
  for (const ability of Object.keys(GRANTS) as Ability[]) {
    expect(() => authorize(PUBLIC, ability)).toThrow(expect.objectContaining({ code: "unauthenticated" }));
  }
});

test("staff may do exactly what their role is granted", () => {
  for (const role of STAFF_ROLES) {
    for (const ability of Object.keys(GRANTS) as Ability[]) {
      const roles: readonly string[] = GRANTS[ability];
      const attempt = () => authorize({ kind: "staff", id: "x", name: "x", role }, ability);
      if (roles.includes(role)) expect(attempt).not.toThrow();
      else expect(attempt).toThrow(expect.objectContaining({ code: "forbidden" }));
    }
  }
});

test("an edit always leads back to the first review", () => {
  for (const state of REVIEW_STATES) {
    const to = TRANSITIONS[state].edit;
    if (to !== undefined) expect(to).toBe("first_review");
  }
});

test("nothing is published that was not approved, and nothing approved that was not reviewed twice", () => {
  for (const state of REVIEW_STATES) {
    const next = Object.values(TRANSITIONS[state]);
    if (next.includes("published")) expect(state).toBe("approved");
    if (next.includes("approved")) expect(state).toBe("second_review");
    if (next.includes("second_review")) expect(state).toBe("first_review");
  }
});

test("every submission that is not over can be withdrawn", () => {
  for (const state of REVIEW_STATES) {
    if (state === "withdrawn" || state === "expired") continue;
    expect(stateAfter(state, "withdraw")).toBe("withdrawn");
  }
});

test("a decision that is not allowed now is a conflict", () => {
  expect(() => stateAfter("withdrawn", "publish")).toThrow(AppError);
});

test("a submission ends where it was withdrawn or its time ran out, and nowhere else", () => {
  const ends = REVIEW_STATES.filter((state) => Object.keys(TRANSITIONS[state]).length === 0);
  expect(ends).toEqual(["withdrawn", "expired"]);
});

test("decisions lead from a submission's arrival to every state but those that only the system gives", () => {
  const reached = new Set<ReviewState>(["received", "quarantined"]);
  for (const state of reached) for (const next of Object.values(TRANSITIONS[state])) reached.add(next);
  const given: readonly ReviewState[] = ["triaged", "published_redacted", "duplicate", "expired"];
  expect([...reached].sort()).toEqual(REVIEW_STATES.filter((state) => !given.includes(state)).sort());
});
