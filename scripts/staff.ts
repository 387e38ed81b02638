import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { currentCode } from "@/auth/second-factor";
import { STAFF_ROLES } from "@/domain/codes";
import type { OperatorActor } from "@/domain/policy";
import { createStaff } from "@/features/staff/create-staff";
import { disableStaff } from "@/features/staff/disable-staff";
import { setRole } from "@/features/staff/set-role";
import { joinArchive } from "./run/archive";
import { runCommand } from "./run/command";
import { dataDir } from "./run/options";
import { Refusal } from "./run/refusal";

const USAGE = `Commands are: create --name NAME --role ${STAFF_ROLES.join("|")} [--json], disable --name NAME, role --name NAME --role ROLE, code --name NAME (demo only). All take --data-dir DIR.`;
const OPERATOR: OperatorActor = { kind: "operator", id: "operator:staff" };

await runCommand(async (args) => {
  const { command, name, role, json, folder } = read(args);
  if (command === "code") {
    console.log(demoCode(folder, name));
    return 0;
  }
  const archive = await joinArchive(folder, `npm run staff -- ${command}`, () => undefined);
  try {
    if (command === "create") {
      const staff = await createStaff(OPERATOR, { name, role: role ?? "moderator" });
      if (json) console.log(JSON.stringify(staff));
      else console.log(describe(staff));
    } else if (command === "disable") {
      await disableStaff(OPERATOR, { name });
      console.log(json ? JSON.stringify({ name, disabled: true }) : `${name} is out of service.`);
    } else {
      await setRole(OPERATOR, { name, role: role ?? "moderator" });
      console.log(json ? JSON.stringify({ name, role }) : `${name} is ${role} now.`);
    }
    return 0;
  } finally {
    await archive.close();
  }
});

function read(args: string[]) {
  const parsed = parse(args);
  const command = z.enum(["create", "disable", "role", "code"]).safeParse(parsed.positionals[0]);
  if (!command.success || parsed.positionals.length !== 1) throw new Refusal(USAGE);
  const name = parsed.values.name?.trim() ?? "";
  if (name === "" || name.length > 60) throw new Refusal("--name must have 1 to 60 characters.");
  const role = z.enum(STAFF_ROLES).optional().safeParse(parsed.values.role);
  const needsRole = command.data === "create" || command.data === "role";
  if (!role.success || (needsRole && role.data === undefined))
    throw new Refusal(`--role must be one of ${STAFF_ROLES.join(", ")}.`);
  return {
    command: command.data,
    name,
    role: role.data,
    json: parsed.values.json,
    folder: dataDir(parsed.values["data-dir"]),
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        name: { type: "string" },
        role: { type: "string" },
        json: { type: "boolean", default: false },
        "data-dir": { type: "string" },
      },
    });
  } catch {
    throw new Refusal(USAGE);
  }
}

function describe(staff: Awaited<ReturnType<typeof createStaff>>): string {
  return [
    `Name         ${staff.name}`,
    `Role         ${staff.role}`,
    `Password     ${staff.password}`,
    `TOTP secret  ${staff.totpSecret}`,
    `QR address   ${staff.otpauthUrl}`,
    "This is shown once and kept nowhere: give it to its owner by a safe way.",
  ].join("\n");
}

/** The code of a demo moderator, whose secret `npm start` keeps in a file. For real staff there is no such way. */
function demoCode(folder: string, name: string): string {
  const file = path.join(folder, "demo-staff.json");
  if (!existsSync(file)) throw new Refusal("There are no demo moderators in this data directory.");
  const staff = z
    .array(z.object({ name: z.string(), totpSecret: z.string() }))
    .parse(JSON.parse(readFileSync(file, "utf8")));
  const found = staff.find((person) => person.name === name);
  if (!found) throw new Refusal(`There is no demo moderator named ${name}.`);
  return currentCode(found.totpSecret);
}
