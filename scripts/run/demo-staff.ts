import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { AppError } from "@/domain/errors";
import type { OperatorActor } from "@/domain/policy";
import { createStaff } from "@/features/staff/create-staff";
import { listStaff } from "@/features/staff/list-staff";
import { Refusal } from "./refusal";

const staffSchema = z.strictObject({
  name: z.string(),
  role: z.enum(["moderator", "publisher", "admin"]),
  password: z.string(),
  totpSecret: z.string(),
  otpauthUrl: z.string(),
});
const fileSchema = z.array(staffSchema);
type DemoStaff = z.infer<typeof staffSchema>;

const OPERATOR: OperatorActor = { kind: "operator", id: "operator:start" };
const WANTED = [
  { name: "demo-moderator-1", role: "moderator" },
  { name: "demo-moderator-2", role: "moderator" },
  { name: "demo-admin", role: "admin" },
] as const;

/**
 * Makes the moderators of a demo and keeps their sign-in for the next start. A demo is an embedded database in which
 * nobody serves yet; the file is begun first, so that a start which was killed is finished by the next.
 */
export async function ensureDemoStaff(dataDir: string, say: (line: string) => void): Promise<void> {
  if (!existsSync(demoFile(dataDir))) {
    if ((await listStaff(OPERATOR)).length > 0) return;
    writeDemoStaff(dataDir, []);
  }
  const present = readDemoStaff(dataDir);
  const missing = WANTED.filter((wanted) => !present.some((staff) => staff.name.startsWith(wanted.name)));
  if (missing.length > 0) say("making demo moderators");
  for (const wanted of missing) {
    present.push(await createUnderFreeName(wanted));
    writeDemoStaff(dataDir, present);
  }
}

/** A name may be taken by one whose password was never kept, because the start that made it was killed. */
async function createUnderFreeName(wanted: (typeof WANTED)[number]): Promise<DemoStaff> {
  for (const suffix of ["", "-b", "-c", "-d"]) {
    try {
      return await createStaff(OPERATOR, { ...wanted, name: `${wanted.name}${suffix}` });
    } catch (error) {
      if (!(error instanceof AppError && error.code === "conflict")) throw error;
    }
  }
  throw new Refusal("The demo moderators cannot be made: their names are taken.");
}

/** The lines that tell how to sign in to the demo. */
export function describeDemoStaff(dataDir: string, url: string): string[] {
  const staff = readDemoStaff(dataDir);
  if (staff.length === 0) return [];
  return [
    `Desk      ${url}/en/desk (demo moderators; their sign-in is kept in ${demoFile(dataDir)})`,
    ...staff.map(
      (person) =>
        `  ${person.name.padEnd(18)} ${person.role.padEnd(10)} password ${person.password}  TOTP secret ${person.totpSecret}`,
    ),
    "  The six-digit code comes from any authenticator app, or from: npm run staff -- code --name NAME",
  ];
}

function demoFile(dataDir: string): string {
  return path.join(dataDir, "demo-staff.json");
}

function readDemoStaff(dataDir: string): DemoStaff[] {
  return existsSync(demoFile(dataDir)) ? fileSchema.parse(JSON.parse(readFileSync(demoFile(dataDir), "utf8"))) : [];
}

function writeDemoStaff(dataDir: string, staff: DemoStaff[]): void {
  const draft = `${demoFile(dataDir)}.new`;
  writeFileSync(draft, `${JSON.stringify(staff, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, demoFile(dataDir));
}
