// Loaded into every process that a command starts: when the command is killed, the wire between them breaks, and none of
// them is left behind to hold a port or a connection.
process.on("disconnect", () => process.exit(1));
