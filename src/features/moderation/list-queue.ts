import { z } from "zod";
import { countByState, listQueue as findQueue, type QueueItem } from "@/db/moderation";
import { ORIGINS, REVIEW_STATES, type ReviewState } from "@/domain/codes";
import { type Actor, authorize } from "@/domain/policy";

/** What waits for a moderator. */
export const OPEN_STATES = [
  "received",
  "quarantined",
  "triaged",
  "needs_information",
  "first_review",
  "second_review",
] as const;

export const queueFilter = z.strictObject({
  state: z.enum(REVIEW_STATES).optional(),
  origin: z.enum(ORIGINS).optional(),
  after: z
    .string()
    .regex(/^\d{1,15}$/)
    .optional(),
});
export type QueueFilter = z.infer<typeof queueFilter>;

export type Queue = {
  items: QueueItem[];
  next: string | null;
  total: number;
  counts: Partial<Record<ReviewState, number>>;
};

/** What there is to review, oldest first: all that is open, or one state, or one origin. */
export async function listQueue(actor: Actor, filter: QueueFilter): Promise<Queue> {
  authorize(actor, "submission:list");
  const [page, counts] = await Promise.all([
    findQueue({
      states: filter.state ? [filter.state] : OPEN_STATES,
      ...(filter.origin && { origins: [filter.origin] }),
      ...(filter.after !== undefined && { after: filter.after }),
    }),
    countByState(),
  ]);
  return { ...page, counts };
}
