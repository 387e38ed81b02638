import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

const staffSchema = z.strictObject({
  name: z.string(),
  role: z.enum(["moderator", "publisher", "admin"]),
  password: z.string(),
  totpSecret: z.string(),
  otpauthUrl: z.string(),
});
const fileSchema = z.array(staffSchema);
type DemoStaff = z.infer<typeof staffSchema>;

const WANTED = [
  { name: "demo-moderator-1", role: "moderator" },
  { name: "demo-moderator-2", role: "moderator" },
  { name: "demo-admin", role: "admin" },
] as const;

/** Makes the moderators of a demo, who exist in an embedded database alone, and keeps their sign-in for the next start. */
export async function ensureDemoStaff(
  dataDir: string,
  say: (line: string) => void,
): Promise<void> {
  const present = readDemoStaff(dataDir);
  const missing = WANTED.filter(
    (wanted) => !present.some((staff) => staff.name.startsWith(wanted.name)),
  );
  if (missing.length === 0) return;
  const file = path.resolve("src/features/staff/create-staff.ts");
  if (!existsSync(file)) return;
  const { createStaff } = await import(file);
  say("making demo moderators");
  for (const wanted of missing) {
    const made = staffSchema.parse(
      await createStaff({ kind: "operator", id: "operator:start" }, wanted),
    );
    present.push(made);
    writeDemoStaff(dataDir, present);
  }
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
  return existsSync(demoFile(dataDir))
    ? fileSchema.parse(JSON.parse(readFileSync(demoFile(dataDir), "utf8")))
    : [];
}

function writeDemoStaff(dataDir: string, staff: DemoStaff[]): void {
  const draft = `${demoFile(dataDir)}.new`;
  writeFileSync(draft, `${JSON.stringify(staff, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, demoFile(dataDir));
}
