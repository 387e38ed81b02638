import type { Tx } from "@/db/client";

/** The one door to publication, handed in by whoever runs an import: no feature reaches into another. */
export type Publish = (tx: Tx, submissionId: string, actorId: string) => Promise<unknown>;
