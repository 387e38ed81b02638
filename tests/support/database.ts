import { randomBytes } from "node:crypto";
import pg from "pg";
import { databaseUrl, type DatabaseRole } from "@/lib/env";
import { TEMPLATE } from "./secrets";

/** Copies the migrated template; `cluster` is the owner's address without a database. */
export async function freshDatabase(cluster: string): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = `test_${process.env["VITEST_POOL_ID"] ?? "0"}_${randomBytes(4).toString("hex")}`;
  await ask(`${cluster}postgres`, `CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
  return {
    url: `${cluster}${name}`,
    drop: () => ask(`${cluster}postgres`, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

/** Runs SQL as one role on the database of this worker, to see what the database itself allows. */
export async function query<Row extends pg.QueryResultRow>(
  role: DatabaseRole,
  sql: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: databaseUrl(role) });
  await client.connect();
  try {
    return (await client.query<Row>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

async function ask(connectionString: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
