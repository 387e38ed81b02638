import { createHmac } from "node:crypto";
import { z } from "zod";

const url = z.string().regex(/^postgres(ql)?:\/\//);

const schema = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
  PORT: z.coerce.number().int().min(1).max(65535).default(3000),
  DATA_DIR: z.string().min(1).default(".data"),
  /** The owner's connection: migrations, imports, staff. The server that faces the network does not get it. */
  DATABASE_URL: url.optional(),
  WEB_DATABASE_URL: url.optional(),
  MOD_DATABASE_URL: url.optional(),
  MEDIA_DATABASE_URL: url.optional(),
  NEXTAUTH_URL: z.url().optional(),
  NEXTAUTH_SECRET: z.string().min(32).optional(),
  RECEIPT_PEPPER: z.string().min(32).optional(),
  FORM_SECRET: z.string().min(32).optional(),
  /** From which the passwords of the database roles are derived. */
  ROLE_SECRET: z.string().min(32).optional(),
  /** File with one age recipient a line. */
  KEYHOLDERS: z.string().min(1).optional(),
  PUBLICATION_HOLD_HOURS: z.coerce
    .number()
    .min(0)
    .max(24 * 30)
    .default(0),
});
export type Env = z.infer<typeof schema>;

let cached: Env | undefined;

/**
 * The environment, checked once. Nothing else reads `process.env`.
 *
 * @throws Error that names the variables that are wrong, never their values
 */
export function env(): Env {
  if (cached) return cached;
  const result = schema.safeParse(
    Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== undefined && value !== "")),
  );
  if (!result.success) {
    const names = [...new Set(result.error.issues.map((issue) => issue.path.join(".")))].join(", ");
    throw new Error(`Invalid environment: ${names}. See .env.example.`);
  }
  return (cached = result.data);
}

/** Sets variables for this process, for commands that make what was not given. What was read before is forgotten. */
export function provideEnvironment(values: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(values)) process.env[name] = value;
  cached = undefined;
}

/** What a process that we start inherits: where programs are and which certificates to trust, and no secret. */
export function inheritedEnvironment(): Record<string, string> {
  const names = [
    "PATH",
    "HOME",
    "LANG",
    "TMPDIR",
    "TZ",
    "NODE_EXTRA_CA_CERTS",
    "CI",
    "FORCE_COLOR",
    "NO_COLOR",
    "CHROMIUM",
  ];
  return Object.fromEntries(
    names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name] ?? ""]])),
  );
}

type RequiredName =
  "NEXTAUTH_SECRET" | "RECEIPT_PEPPER" | "FORM_SECRET" | "ROLE_SECRET" | "KEYHOLDERS" | "DATABASE_URL";

/** A variable without which the asking part cannot work. @throws Error that names it */
export function required(name: RequiredName): string {
  const value = env()[name];
  if (value === undefined) throw new Error(`Missing environment: ${name}. See .env.example.`);
  return value;
}

const SERVER_NEEDS = [
  "NEXTAUTH_URL",
  "NEXTAUTH_SECRET",
  "RECEIPT_PEPPER",
  "FORM_SECRET",
  "KEYHOLDERS",
  "WEB_DATABASE_URL",
  "MOD_DATABASE_URL",
  "MEDIA_DATABASE_URL",
] as const satisfies readonly (keyof Env)[];

/** One sentence on what the server lacks to serve, or undefined when nothing. Names variables, never their values. */
export function checkServerEnvironment(): string | undefined {
  try {
    const missing = SERVER_NEEDS.filter((name) => env()[name] === undefined);
    return missing.length === 0 ? undefined : `Missing environment: ${missing.join(", ")}. See .env.example.`;
  } catch (error) {
    return error instanceof Error ? error.message : "Invalid environment. See .env.example.";
  }
}

export type DatabaseRole = "owner" | "web" | "mod" | "media";

/** The password of a database role: derived, so that it need not be kept beside the secret. */
export function rolePassword(role: Exclude<DatabaseRole, "owner">, secret: string): string {
  return createHmac("sha256", secret).update(`menmu database role ${role}`).digest("base64url");
}

/**
 * The address of the database for one role: as given, or the owner's with the role's name and derived password.
 *
 * @throws Error that names the missing variable
 */
export function databaseUrl(role: DatabaseRole): string {
  if (role === "owner") return required("DATABASE_URL");
  const given = {
    web: env().WEB_DATABASE_URL,
    mod: env().MOD_DATABASE_URL,
    media: env().MEDIA_DATABASE_URL,
  }[role];
  if (given) return given;
  const address = new URL(required("DATABASE_URL"));
  address.username = role;
  address.password = rolePassword(role, required("ROLE_SECRET"));
  return address.toString();
}
