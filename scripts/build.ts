import { build } from "./run/build";
import { runCommand } from "./run/command";

/** `npm run build` makes what `npm start -- --no-build` serves, without secrets and without a database. */
await runCommand(async () => {
  await build((line) => console.log(`• ${line}`));
  return 0;
});
