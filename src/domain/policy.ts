import type { ReviewState, StaffRole } from "./codes";
import { AppError } from "./errors";

/** The one who asks. A session, a script or the server itself make it; nothing else can. */
export type PublicActor = { readonly kind: "public" };
export type StaffActor = {
  readonly kind: "staff";
  readonly id: string;
  readonly name: string;
  readonly role: StaffRole;
};
/** A command that the operator of the machine runs; the audit names it so. */
export type OperatorActor = { readonly kind: "operator"; readonly id: string };
export type Actor = PublicActor | StaffActor | OperatorActor;

export const PUBLIC: PublicActor = { kind: "public" };

/** What staff may do, and who. An ability that is absent for a role is refused. */
export const GRANTS = {
  "submission:list": ["moderator", "publisher", "admin"],
  "submission:open": ["moderator", "publisher", "admin"],
  "submission:claim": ["moderator", "publisher", "admin"],
  "submission:edit": ["moderator", "publisher", "admin"],
  "submission:ask": ["moderator", "publisher", "admin"],
  "submission:approve": ["moderator", "publisher", "admin"],
  "submission:reject": ["moderator", "publisher", "admin"],
  "submission:publish": ["publisher", "admin"],
  "person:unlist": ["moderator", "publisher", "admin"],
  "spelling:edit": ["moderator", "publisher", "admin"],
  "audit:read": ["admin"],
  "staff:manage": ["admin"],
  "archive:import": [],
} as const satisfies Record<string, readonly StaffRole[]>;
export type Ability = keyof typeof GRANTS;

/**
 * Refuses unless the actor may do this. After it the compiler knows that the actor is not the public. Operators, who
 * hold the machine, may do everything; what they do is in the audit under their own word.
 *
 * @throws AppError `unauthenticated` for the public, `forbidden` for staff without the ability
 */
export function authorize(actor: Actor, ability: Ability): asserts actor is StaffActor | OperatorActor {
  if (actor.kind === "public") throw new AppError("unauthenticated");
  if (actor.kind === "operator") return;
  const roles: readonly StaffRole[] = GRANTS[ability];
  if (!roles.includes(actor.role)) throw new AppError("forbidden");
}

/** What can be decided about a submission. */
export const DECISIONS = [
  "claim",
  "ask",
  "answer",
  "approve",
  "publish",
  "keep_internal",
  "reject",
  "withdraw",
  "unlist",
  "reopen",
  "edit",
] as const;
export type Decision = (typeof DECISIONS)[number];

/**
 * The whole life of a submission. A pair that is absent is not allowed. The database holds the same table
 * (`legal_status_change`), and a test compares the two.
 *
 * `approve` leads from the first review to the second, and from the second to `approved`; an edit always leads back
 * to the first review, because approvals bind to the content. While a published record is edited, its approved content
 * stays in the archive; it leaves when its submission is withdrawn, rejected or kept internal.
 */
export const TRANSITIONS: Readonly<Record<ReviewState, Partial<Record<Decision, ReviewState>>>> = {
  received: {
    claim: "first_review",
    reject: "rejected",
    withdraw: "withdrawn",
    keep_internal: "internal_only",
  },
  quarantined: {
    claim: "first_review",
    reject: "rejected",
    withdraw: "withdrawn",
  },
  triaged: { claim: "first_review", reject: "rejected", withdraw: "withdrawn" },
  needs_information: {
    claim: "first_review",
    answer: "first_review",
    keep_internal: "internal_only",
    reject: "rejected",
    withdraw: "withdrawn",
    edit: "first_review",
  },
  first_review: {
    ask: "needs_information",
    approve: "second_review",
    keep_internal: "internal_only",
    reject: "rejected",
    withdraw: "withdrawn",
    edit: "first_review",
  },
  second_review: {
    ask: "needs_information",
    approve: "approved",
    keep_internal: "internal_only",
    reject: "rejected",
    withdraw: "withdrawn",
    edit: "first_review",
  },
  approved: {
    publish: "published",
    reject: "rejected",
    withdraw: "withdrawn",
    edit: "first_review",
    keep_internal: "internal_only",
  },
  published: {
    unlist: "internal_only",
    withdraw: "withdrawn",
    edit: "first_review",
  },
  published_redacted: {
    unlist: "internal_only",
    withdraw: "withdrawn",
    edit: "first_review",
  },
  internal_only: {
    reopen: "first_review",
    reject: "rejected",
    withdraw: "withdrawn",
  },
  rejected: { reopen: "first_review", withdraw: "withdrawn" },
  duplicate: { reopen: "first_review", withdraw: "withdrawn" },
  withdrawn: {},
  expired: {},
};

/** The state that a decision leads to. @throws AppError `conflict` when it is not allowed now */
export function stateAfter(state: ReviewState, decision: Decision): ReviewState {
  const to = TRANSITIONS[state][decision];
  if (!to) throw new AppError("conflict", { decision: "not_allowed_now" });
  return to;
}

/** What the audit trail can say. No entry carries content or names. */
export const AUDIT_ACTIONS = [
  "submission.received",
  "submission.claimed",
  "submission.opened",
  "submission.edited",
  "submission.asked",
  "submission.answered",
  "submission.approved",
  "submission.published",
  "submission.kept_internal",
  "submission.rejected",
  "submission.reopened",
  "submission.withdrawn",
  "person.unlisted",
  "import.started",
  "import.finished",
  "import.batch_decided",
  "staff.created",
  "staff.disabled",
  "staff.role_changed",
  "staff.signed_in",
  "staff.signed_out",
  "staff.sign_in_failed",
  "attachment.opened",
  "index.mended",
  "spelling.added",
  "spelling.removed",
  "export.made",
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];
