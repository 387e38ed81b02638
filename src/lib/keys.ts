import { randomBytes } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  openSync,
  closeSync,
  fsyncSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import path from "node:path";
import { generateIdentity, identityToRecipient } from "age-encryption";
import { z } from "zod";

const secretsSchema = z.strictObject({
  nextauthSecret: z.string().min(32),
  receiptPepper: z.string().min(32),
  formSecret: z.string().min(32),
  roleSecret: z.string().min(32),
  ownerPassword: z.string().min(32),
});
export type Secrets = z.infer<typeof secretsSchema>;
export type Keys = Secrets & {
  /** Where they are, to tell the operator. */
  folder: string;
  /** File with the public keys to which everything sealed is encrypted, one a line. */
  recipientsFile: string;
};

const KEYHOLDERS = ["keyholder-1", "keyholder-2", "keyholder-3", "recovery"] as const;

/**
 * Reads the secrets of an installation, and makes them at its first start: in a folder that only its owner may enter,
 * written elsewhere first and renamed, so that there are all of them or none.
 *
 * The private keys of the keyholders are made here for the demo alone. A real archive is given `KEYHOLDERS`, a file of
 * public keys whose private halves were never on this machine.
 */
export async function ensureKeys(dataDir: string): Promise<Keys> {
  const folder = path.join(dataDir, "keys");
  if (!existsSync(folder)) await makeKeys(folder);
  const secrets = secretsSchema.parse(JSON.parse(readFileSync(path.join(folder, "secrets.json"), "utf8")));
  return {
    ...secrets,
    folder,
    recipientsFile: path.join(folder, "recipients.txt"),
  };
}

async function makeKeys(folder: string): Promise<void> {
  const draft = `${folder}.new-${process.pid}`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700, recursive: true });
  const recipients: string[] = [];
  for (const name of KEYHOLDERS) {
    const identity = await generateIdentity();
    const recipient = await identityToRecipient(identity);
    recipients.push(recipient);
    writePrivate(path.join(draft, `${name}.txt`), `# public key: ${recipient}\n${identity}\n`);
  }
  writePrivate(path.join(draft, "recipients.txt"), `${recipients.join("\n")}\n`);
  writePrivate(path.join(draft, "secrets.json"), `${JSON.stringify(makeSecrets(), null, 2)}\n`);
  renameSync(draft, folder);
}

function makeSecrets(): Secrets {
  return {
    nextauthSecret: secret(),
    receiptPepper: secret(),
    formSecret: secret(),
    roleSecret: secret(),
    ownerPassword: secret(),
  };
}

function secret(): string {
  return randomBytes(32).toString("base64url");
}

function writePrivate(file: string, text: string): void {
  const descriptor = openSync(file, "wx", 0o600);
  writeSync(descriptor, text);
  fsyncSync(descriptor);
  closeSync(descriptor);
}
