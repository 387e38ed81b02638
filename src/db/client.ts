import { PrismaPg } from "@prisma/adapter-pg";
import { AppError } from "@/domain/errors";
import { type DatabaseRole, databaseUrl } from "@/lib/env";
import { Prisma, PrismaClient } from "./generated/client";

export type { DatabaseRole };

/** A connection inside a transaction. Functions that change data take one, so that no change commits without its trace. */
export type Tx = Prisma.TransactionClient;
/** Anything that can be asked. */
export type Db = Tx | PrismaClient;

type Clients = Map<string, PrismaClient>;
const shared = globalThis as typeof globalThis & { menmuDatabase?: Clients };
const clients: Clients = (shared.menmuDatabase ??= new Map());

/** How many connections one process opens for a role, and how long a statement may take before the database ends it. */
const LIMITS = {
  owner: { max: 4, statement: 0 },
  web: { max: 10, statement: 5_000 },
  mod: { max: 6, statement: 15_000 },
  media: { max: 2, statement: 15_000 },
} as const satisfies Record<DatabaseRole, { max: number; statement: number }>;

/** The database as one role sees it. Connections are opened when first needed and shared by the process. */
export function database(role: DatabaseRole): PrismaClient {
  const connectionString = databaseUrl(role);
  const key = `${role} ${connectionString}`;
  let client = clients.get(key);
  if (!client) {
    const { max, statement } = LIMITS[role];
    client = new PrismaClient({
      adapter: new PrismaPg({
        connectionString,
        max,
        connectionTimeoutMillis: 5_000,
        ...(statement > 0 && {
          statement_timeout: statement,
          // Who asks by an index is not to read a large table whole because a planner expects to be stopped early.
          options: "-c enable_seqscan=off",
        }),
      }),
    });
    clients.set(key, client);
  }
  return client;
}

/** Runs all of it or none of it. The default isolation is read committed; guards are in the statements and triggers. */
export async function inTransaction<Result>(
  role: DatabaseRole,
  work: (tx: Tx) => Promise<Result>,
  options: { timeout?: number } = {},
): Promise<Result> {
  return database(role).$transaction(work, {
    maxWait: 10_000,
    timeout: options.timeout ?? 20_000,
  });
}

/** Closes every connection of this process. */
export async function closeDatabase(): Promise<void> {
  const open = [...clients.values()];
  clients.clear();
  await Promise.all(open.map((client) => client.$disconnect()));
}

/**
 * A reader's question to the database.
 *
 * @throws AppError `unavailable` when the database ended a statement for taking too long (SQLSTATE 57014)
 */
export async function bounded<Result>(question: () => Promise<Result>): Promise<Result> {
  try {
    return await question();
  } catch (error) {
    if (error instanceof Error && /57014|statement timeout/.test(`${error.message} ${JSON.stringify(error)}`))
      throw new AppError("unavailable", {}, { cause: error });
    throw error;
  }
}

/** Whether the error says that a unique value is there already. */
export function isDuplicate(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
}
