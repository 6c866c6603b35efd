// The one door of all npm scripts. It runs on the host's Node, so it asks for nothing newer than that can read, and loads the
// rest only once it knows that the host is new enough.
const major = Number.parseInt(process.versions.node, 10);
if (major < 20) {
  console.error(`Hilo needs Node 20 or newer to set itself up; this is ${major}.`);
  process.exit(1);
}
const { command } = await import('./commands.mjs');
process.exitCode = await command(process.argv[2], process.argv.slice(3));
