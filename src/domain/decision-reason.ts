/** Why a submission is rejected or kept from the archive. For moderators alone; the family is told in words of their own. */
export const DECISION_REASONS = [
  "out_of_scope",
  "already_in_archive",
  "too_little_known",
  "not_credible",
  "abuse",
  "danger_to_somebody",
  "wish_of_family",
  "other",
] as const;
export type DecisionReason = (typeof DECISION_REASONS)[number];

/** A reason and the note beside it, as one text of the decision. */
export function writeReason(reason: DecisionReason, note: string | null): string {
  return note === null ? reason : `${reason}\n${note}`;
}

/** What `writeReason` wrote; a text that it did not write is a note. */
export function readReason(text: string): { reason: DecisionReason | null; note: string | null } {
  const [first = "", ...rest] = text.split("\n");
  const reason = DECISION_REASONS.find((known) => known === first) ?? null;
  const note = (reason === null ? text : rest.join("\n")).trim();
  return { reason, note: note === "" ? null : note };
}
