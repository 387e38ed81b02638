import { accessSync, chmodSync, constants, existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { runningCluster, startCluster, type Cluster } from "@/db/cluster";
import { closeDatabase } from "@/db/client";
import { migrate } from "@/db/migrate";
import { databaseUrl, env, provideEnvironment, rolePassword } from "@/lib/env";
import { ensureKeys, type Keys } from "@/lib/keys";
import { takeDataDir } from "./lock";
import { Refusal } from "./refusal";

export type Archive = {
  keys: Keys;
  /** True when the database is the one that we run, in the data directory. */
  embedded: boolean;
  onLoss: (listener: () => void) => void;
  close: () => Promise<void>;
};

const DATABASE = "menmu";
const OLDEST_POSTGRESQL = 15;

/**
 * Opens the archive of a data directory for the command that will serve it: keys, database, migrations, roles. What was
 * not given in the environment is made and put there.
 *
 * @throws Refusal or ClusterError with one sentence; then nothing is left half made
 */
export async function openArchive(dataDir: string, what: string, say: (line: string) => void): Promise<Archive> {
  const given = env().DATABASE_URL;
  if (given !== undefined) await refuseUnfit(given);
  makeDataDir(dataDir);
  const release = takeDataDir(dataDir, what);
  let cluster: Cluster | undefined;
  try {
    const keys = await ensureKeys(dataDir);
    provideSecrets(keys, dataDir);
    if (given === undefined) {
      cluster = await startCluster({
        ...clusterOf(dataDir, keys),
        onProgress: say,
      });
      await ensureDatabase(cluster.url("postgres"));
      provideEnvironment({ DATABASE_URL: cluster.url(DATABASE) });
    }
    await prepareDatabase(databaseUrl("owner"), say);
    return {
      keys,
      embedded: given === undefined,
      onLoss: (listener) => cluster?.onLoss(listener),
      close: async () => {
        await closeDatabase();
        await cluster?.stop();
        release();
      },
    };
  } catch (error) {
    await closeDatabase();
    await cluster?.stop();
    release();
    throw error;
  }
}

/**
 * Opens the archive for a command that may run beside a server: uses the database that runs on the data directory, and
 * starts it when none does.
 */
export async function joinArchive(dataDir: string, what: string, say: (line: string) => void): Promise<Archive> {
  if (env().DATABASE_URL === undefined && existsSync(path.join(dataDir, "keys"))) {
    const keys = await ensureKeys(dataDir);
    const running = runningCluster(clusterOf(dataDir, keys).folder, keys.ownerPassword);
    if (running) {
      provideSecrets(keys, dataDir);
      provideEnvironment({ DATABASE_URL: running(DATABASE) });
      await refuseUnreachable(databaseUrl("owner"));
      return {
        keys,
        embedded: true,
        onLoss: () => undefined,
        close: closeDatabase,
      };
    }
  }
  return openArchive(dataDir, what, say);
}

function clusterOf(dataDir: string, keys: Keys): { folder: string; password: string; logFile: string } {
  return {
    folder: path.join(dataDir, "postgres"),
    password: keys.ownerPassword,
    logFile: path.join(dataDir, "postgres.log"),
  };
}

function makeDataDir(dataDir: string): void {
  try {
    if (!existsSync(dataDir)) mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    chmodSync(dataDir, 0o700);
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch {
    throw new Refusal(`The data directory ${dataDir} cannot be written: choose another with --data-dir.`);
  }
}

/** Fills in what the environment does not give; what it gives stays. */
function provideSecrets(keys: Keys, dataDir: string): void {
  const given = env();
  provideEnvironment({
    DATA_DIR: dataDir,
    NEXTAUTH_SECRET: given.NEXTAUTH_SECRET ?? keys.nextauthSecret,
    RECEIPT_PEPPER: given.RECEIPT_PEPPER ?? keys.receiptPepper,
    FORM_SECRET: given.FORM_SECRET ?? keys.formSecret,
    ROLE_SECRET: given.ROLE_SECRET ?? keys.roleSecret,
    KEYHOLDERS: given.KEYHOLDERS ?? keys.recipientsFile,
  });
}

async function ensureDatabase(maintenance: string): Promise<void> {
  await withClient(maintenance, async (client) => {
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  });
}

/** Migrates the database and gives its roles their passwords. */
async function prepareDatabase(owner: string, say: (line: string) => void): Promise<void> {
  const applied = await migrate(owner);
  if (applied.length > 0) say(`migrations applied: ${applied.join(", ")}`);
  await withClient(owner, async (client) => {
    for (const role of ["web", "mod", "media"] as const) {
      const password = client.escapeLiteral(rolePassword(role, env().ROLE_SECRET ?? ""));
      await client.query(`ALTER ROLE ${role} LOGIN PASSWORD ${password}`);
    }
  });
}

async function refuseUnreachable(address: string): Promise<void> {
  try {
    await withClient(address, (client) => client.query("SELECT 1"));
  } catch (error) {
    const reason = error instanceof Error && error.message !== "" ? error.message : "no answer";
    throw new Refusal(`The database of DATABASE_URL does not answer (${reason}): check the address and that it runs.`);
  }
}

/** Refuses a database that cannot serve, before anything is made or changed. */
async function refuseUnfit(address: string): Promise<void> {
  await refuseUnreachable(address);
  await withClient(address, refuseOldOrLetterless);
}

async function refuseOldOrLetterless(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ version: string }>("SELECT current_setting('server_version_num') AS version");
  const major = Math.floor(Number(rows[0]?.version) / 10_000);
  if (!(major >= OLDEST_POSTGRESQL)) {
    throw new Refusal(
      `The database of DATABASE_URL is PostgreSQL ${major}: Menmu needs ${OLDEST_POSTGRESQL} or newer.`,
    );
  }
  // In a transaction that is undone: a database that is refused stays as it was.
  await client.query("BEGIN");
  try {
    await client.query("CREATE EXTENSION IF NOT EXISTS pg_trgm");
    const trigrams = await client.query<{ count: number }>("SELECT cardinality(show_trgm('رەھىلە')) AS count");
    if ((trigrams.rows[0]?.count ?? 0) > 0) return;
  } catch (error) {
    throw new Refusal(
      `The database of DATABASE_URL does not let its owner create the extension pg_trgm (${error instanceof Error ? error.message : "refused"}).`,
    );
  } finally {
    await client.query("ROLLBACK");
  }
  throw new Refusal(
    "The database of DATABASE_URL has a ctype in which Arabic script has no letters, so search would find nothing: create it with ENCODING UTF8 and LC_CTYPE C.UTF-8.",
  );
}

async function withClient<Result>(
  connectionString: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({
    connectionString,
    connectionTimeoutMillis: 5_000,
  });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
