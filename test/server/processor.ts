/** What this process has used of the processor, all of its threads, ms: a busy machine makes everything take longer, and costs nothing more. */
export function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
