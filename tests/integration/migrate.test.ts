import pg from "pg";
import { expect, inject, test } from "vitest";
import { migrate, schemaDifference } from "@/db/migrate";
import { query } from "../support/database";

async function emptyDatabase(name: string): Promise<string> {
  const client = new pg.Client({ connectionString: `${inject("cluster")}postgres` });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  return `${inject("cluster")}${name}`;
}

test("the migrations lead to what the schema says", async () => {
  expect(await schemaDifference(await emptyDatabase("difference"))).toBe("");
});

test("a database that has every migration is left alone", async () => {
  const database = await emptyDatabase("twice");
  expect((await migrate(database)).length).toBeGreaterThan(0);
  expect(await migrate(database)).toEqual([]);
});

test("letters of the Arabic script have trigrams, or search would find nothing", async () => {
  const [row] = await query<{ count: number }>("owner", "SELECT cardinality(show_trgm('رەھىلە')) AS count");
  expect(row?.count).toBeGreaterThan(0);
});

test("what Prisma's own command line expects is kept", async () => {
  const rows = await query(
    "owner",
    "SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NULL OR checksum = ''",
  );
  expect(rows).toEqual([]);
});
