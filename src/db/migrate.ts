import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum, type SqlResultSet } from "@prisma/driver-adapter-utils";
import * as bindings from "@prisma/schema-engine-wasm/schema_engine_bg";
import type { MigrationList, SchemaEngine } from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";

// Prisma's own schema engine, as WebAssembly from npm: the binary that its command line would download is out of reach
// of many networks. It fills `_prisma_migrations` as that command line expects, so a site may use either.

const FOLDER = path.resolve("prisma/migrations");
const SCHEMA = path.resolve("prisma/schema.prisma");
const EVERYTHING = { externalTables: [], externalEnums: [] };

/** Applies every migration that the database does not have yet, and returns their names. */
export async function migrate(connectionString: string): Promise<string[]> {
  return withEngine(connectionString, async (engine) => {
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: readMigrations(),
      filters: EVERYTHING,
    });
    return appliedMigrationNames;
  });
}

/** How many migrations the database does not have yet. */
export async function pendingMigrations(connectionString: string): Promise<number> {
  return withEngine(connectionString, async (engine) => {
    const { history } = await engine.diagnoseMigrationHistory({
      migrationsList: readMigrations(),
      optInToShadowDatabase: false,
      filters: EVERYTHING,
    });
    return history && "unappliedMigrationNames" in history ? history.unappliedMigrationNames.length : 0;
  });
}

/**
 * Writes the SQL that leads from the migrations to prisma/schema.prisma; empty when they agree.
 * The database must be empty: the migrations are applied to it to see where they lead.
 */
export async function schemaDifference(emptyDatabase: string): Promise<string> {
  return withEngine(emptyDatabase, async (engine) => {
    const { stdout } = await engine.diff({
      from: { tag: "migrations", ...readMigrations() },
      to: { tag: "schemaDatamodel", files: [{ path: SCHEMA, content: readFileSync(SCHEMA, "utf8") }] },
      script: true,
      exitCode: null,
      filters: EVERYTHING,
    });
    return withoutComments(stdout ?? "");
  });
}

function withoutComments(sql: string): string {
  const lines = sql.split("\n").filter((line) => line.trim() !== "" && !line.startsWith("--"));
  return lines.length === 0 ? "" : `${sql.trim()}\n`;
}

function readMigrations(): MigrationList {
  const lockfile = path.join(FOLDER, "migration_lock.toml");
  return {
    baseDir: FOLDER,
    lockfile: {
      path: "./migration_lock.toml",
      content: existsSync(lockfile) ? readFileSync(lockfile, "utf8") : null,
    },
    shadowDbInitScript: "",
    migrationDirectories: readdirSync(FOLDER, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
      .sort()
      .map((name) => ({
        path: name,
        migrationFile: {
          path: "migration.sql",
          content: { tag: "ok", value: readFileSync(path.join(FOLDER, name, "migration.sql"), "utf8") },
        },
      })),
  };
}

// The engine's bindings belong to the process, whoever loads this file how often: a second start takes the memory away
// from whoever is at work.
const shared = globalThis as typeof globalThis & { menmuSchemaEngine?: Promise<void> };

async function startEngine(): Promise<void> {
  const wasm = path.join(
    path.dirname(createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg")),
    "schema_engine_bg.wasm",
  );
  const { instance } = await WebAssembly.instantiate(readFileSync(wasm), { "./schema_engine_bg.js": bindings });
  bindings.__wbg_set_wasm(instance.exports);
  const start = instance.exports["__wbindgen_start"];
  if (typeof start === "function") Reflect.apply(start, undefined, []);
}

async function withEngine<Result>(
  connectionString: string,
  work: (engine: SchemaEngine) => Promise<Result>,
): Promise<Result> {
  await (shared.menmuSchemaEngine ??= startEngine());
  const database = new WholeScripts(connectionString);
  const adapter = bindMigrationAwareSqlAdapterFactory(database);
  const engine = await bindings.SchemaEngine.new(
    { datamodels: [[SCHEMA, readFileSync(SCHEMA, "utf8")]] },
    () => undefined,
    adapter,
  );
  try {
    return await work(engine);
  } finally {
    engine.free();
    await database.disconnect();
  }
}

/**
 * The adapter cuts a script at every semicolon, also inside a function or a comment. PostgreSQL can read the whole of it,
 * and then runs all of it or none.
 */
class WholeScripts extends PrismaPg {
  readonly #connectionString: string;
  readonly #open = new Set<Awaited<ReturnType<PrismaPg["connect"]>>>();

  constructor(connectionString: string) {
    super({ connectionString });
    this.#connectionString = connectionString;
  }

  override async connect(): ReturnType<PrismaPg["connect"]> {
    const adapter = await super.connect();
    this.#open.add(adapter);
    const dispose = adapter.dispose.bind(adapter);
    adapter.dispose = async () => {
      if (this.#open.delete(adapter)) await dispose();
    };
    adapter.executeScript = (script) => runScript(this.#connectionString, script);
    const ask = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (query) => withCharacters(await ask({ ...query, sql: withoutInternalType(query.sql) }));
    return adapter;
  }

  /** Closes what the engine leaves open. */
  async disconnect(): Promise<void> {
    await Promise.all([...this.#open].map((adapter) => adapter.dispose()));
  }

  /** The engine tries migrations out on a shadow database: that is the empty one which its caller gives. */
  override async connectToShadowDb(): ReturnType<PrismaPg["connectToShadowDb"]> {
    return this.connect();
  }
}

async function runScript(connectionString: string, script: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query(script);
  } finally {
    await client.end();
  }
}

// PostgreSQL's internal type "char" is one that the engine wants and the adapter does not know: it is asked for as text
// and handed on as a character. Each place is named, so that a new version of the engine fails and is looked at.
const INTERNAL = /\b(constr\.contype(?= AS)|(?<!1)con\.conf(?:del|upd)type)\b/g;
const CHARACTERS = new Set(["constraint_type", "confdeltype", "confupdtype"]);

function withoutInternalType(sql: string): string {
  return sql.replace(
    INTERNAL,
    (column) => `${column}::text${column.startsWith("con.") ? ` AS ${column.slice(4)}` : ""}`,
  );
}

function withCharacters(result: SqlResultSet): SqlResultSet {
  const columnTypes = result.columnTypes.map((type, index) =>
    CHARACTERS.has(result.columnNames[index] ?? "") ? ColumnTypeEnum.Character : type,
  );
  return { ...result, columnTypes };
}
