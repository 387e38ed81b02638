// The first step of every command: `node scripts/bootstrap.mjs start --port 3000`. Written so that even a Node that is
// far too old can read it and say so.

var oldest = [20, 19];
var version = process.versions.node.split(".").map(Number);

if (version[0] < oldest[0] || (version[0] === oldest[0] && version[1] < oldest[1])) {
  console.error(
    "Menmu needs Node " +
      oldest.join(".") +
      " or newer, and this is Node " +
      process.versions.node +
      ": install Node 24 LTS from https://nodejs.org and run the command again.",
  );
  process.exit(1);
} else {
  import("./prepare.mjs");
}
