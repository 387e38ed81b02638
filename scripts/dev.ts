import { runCommand } from "./run/command";
import { readServeOptions } from "./run/options";
import { serve } from "./run/serve";

await runCommand((args) => serve(readServeOptions(args), "development"));
